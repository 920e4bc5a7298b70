package dev.tiercel.runtime.effect;

import org.jspecify.annotations.Nullable;

/**
 * A statement with its parameters.
 *
 * @param text SQL with {@code ?} for each parameter; the same for every execution
 * @param parameters null, Boolean, Long, Double, String or byte[]; nobody changes them afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record SqlStatement(String database, String text, @Nullable Object[] parameters) {}
