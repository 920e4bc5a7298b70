package dev.tiercel.runtime.effect;

/** A header field. */
public record HttpHeader(String name, String value) {}
