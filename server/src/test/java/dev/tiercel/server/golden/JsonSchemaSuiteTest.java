package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Diagnostic;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.server.input.BodySchema;
import dev.tiercel.server.suites.PublishedSuites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The required tests of the JSON Schema Test Suite for 2020-12, as {@code request_schema} of a
 * route. {@code json-schema-differences.txt} names those whose schema or verdict differs.
 */
final class JsonSchemaSuiteTest {
    /** Where the system package of {@code .ci/install-packages} puts the suite. */
    private static final Path SUITE =
            Path.of(
                    "/usr/share/gocode/src/github.com/flowstack/go-jsonschema/testdata/draft2020-12");

    @Test
    @DisplayName("DOC-28: bodies are checked as the tests of JSON Schema 2020-12 require")
    void schemasMeanWhatTheSuiteSays() throws IOException {
        Map<String, String> differences = new TreeMap<>();
        int tests = 0;
        for (Path file : files()) {
            String keyword = file.getFileName().toString().replace(".json", "");
            ArrayValue groups =
                    (ArrayValue) Objects.requireNonNull(JsonReader.read(Files.readAllBytes(file)));
            for (ObjectValue group : PublishedSuites.objects(groups)) {
                tests += PublishedSuites.objects(array(group, "tests")).size();
                check(keyword, group, differences);
            }
        }

        assertThat(tests).isEqualTo(1018);
        assertThat(differences.keySet())
                .as(differences.toString())
                .containsExactlyInAnyOrderElementsOf(
                        PublishedSuites.reasons("json-schema-differences.txt").keySet());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> entries = Files.list(SUITE)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void check(String keyword, ObjectValue group, Map<String, String> differences) {
        String name = keyword + ": " + text(group, "description");
        RegisteredDocuments registered = new RegisteredDocuments(Set.of());
        List<Diagnostic> found = registered.register(route(Outcome.json(group.get("schema"))));
        if (found.stream().anyMatch(Diagnostic::isError)) {
            differences.put(name, found.toString());
            return;
        }
        try {
            BodySchema schema =
                    BodySchema.ofRequest(registered.newestRoute().options()).orElseThrow();
            for (ObjectValue test : PublishedSuites.objects(array(group, "tests"))) {
                boolean isValid = schema.problems(Outcome.json(test.get("data"))).isEmpty();
                if (!Objects.equals(isValid, test.get("valid"))) {
                    differences.put(
                            name + ": " + text(test, "description"),
                            isValid ? "is accepted" : "is refused");
                }
            }
        } catch (RuntimeException e) {
            differences.put(name, e.toString());
        }
    }

    private static String route(String schema) {
        return """
        {"name": "suite", "path": "/suite", "method": "POST", "logic": [{"return": 1}],
         "request_schema": %s}
        """
                .formatted(schema);
    }

    private static ArrayValue array(ObjectValue object, String member) {
        return (ArrayValue) Objects.requireNonNull(object.get(member));
    }

    private static String text(ObjectValue object, String member) {
        return (String) Objects.requireNonNull(object.get(member));
    }
}
