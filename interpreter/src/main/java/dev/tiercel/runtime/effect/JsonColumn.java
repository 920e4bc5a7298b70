package dev.tiercel.runtime.effect;

/** The text of a value of a JSON column. */
public record JsonColumn(String text) {}
