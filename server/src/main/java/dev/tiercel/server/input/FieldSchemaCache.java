package dev.tiercel.server.input;

import dev.tiercel.runtime.effect.FieldSchemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of extensions as requests check fields against them (OP-32). Thread-safe. */
public final class FieldSchemaCache implements FieldSchemas {
    private static final int SCHEMAS_MAX = 1_000;

    private final Map<String, BodySchema> schemaByText = new ConcurrentHashMap<>();

    @Override
    public List<String> violations(String schema, byte[] fields) {
        return schema(schema).problems(new String(fields, StandardCharsets.UTF_8)).stream()
                .map(FieldSchemaCache::sentence)
                .toList();
    }

    // Texts of replaced extensions are dropped with all others: those in use come back once each.
    private BodySchema schema(String text) {
        if (schemaByText.size() >= SCHEMAS_MAX) {
            schemaByText.clear();
        }
        return schemaByText.computeIfAbsent(text, BodySchema::ofText);
    }

    private static String sentence(InputProblem problem) {
        return problem.place() instanceof InputProblem.Place.Pointer(var pointer)
                        && !pointer.isEmpty()
                ? pointer + ": " + problem.message()
                : problem.message();
    }
}
