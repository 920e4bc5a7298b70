package dev.tiercel.runtime.effect;

import java.util.List;

/** Checks the fields of extension operations. Thread-safe. */
@FunctionalInterface
public interface FieldSchemas {
    /**
     * Returns what is wrong with fields, one sentence each; nothing if they fit.
     *
     * @param schema JSON Schema as JSON text; equal texts are read once
     * @param fields a JSON object
     */
    List<String> violations(String schema, byte[] fields);
}
