package dev.tiercel.runtime;

/** A response header as logic gave it, checked by {@link Responses#checkHeaders}. */
public record ResponseHeader(String name, String value) {}
