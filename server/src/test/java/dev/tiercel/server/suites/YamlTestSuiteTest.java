package dev.tiercel.server.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonException;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.server.input.NodeValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The YAML test suite: texts that stand for JSON yield that JSON, and texts that are no YAML are
 * refused. {@code yaml-differences.txt} names the others, and why they differ.
 */
final class YamlTestSuiteTest {
    private static final List<ObjectValue> SUITE = PublishedSuites.cases("yaml");

    @Test
    @DisplayName("DOC-4, DOC-5: YAML is read as the YAML test suite says, but for the list")
    void textsAreReadAsTheSuiteSays() {
        Map<String, String> differences = new TreeMap<>();
        int read = 0;
        for (ObjectValue test : SUITE) {
            boolean fails = Boolean.TRUE.equals(test.get("fails"));
            if (fails || test.get("json") instanceof String) {
                String difference = fails ? unrefused(test) : difference(test);
                if (!difference.isEmpty()) {
                    differences.put((String) Objects.requireNonNull(test.get("name")), difference);
                }
                read++;
            }
        }

        assertThat(read).isEqualTo(365);
        assertThat(differences.keySet())
                .as(differences.toString())
                .containsExactlyInAnyOrderElementsOf(
                        PublishedSuites.reasons("yaml-differences.txt").keySet());
    }

    private static String unrefused(ObjectValue test) {
        return read(test).errors().isEmpty() ? "is accepted" : "";
    }

    private static String difference(ObjectValue test) {
        Reading reading = read(test);
        if (!reading.errors().isEmpty()) {
            return reading.errors().toString();
        }
        List<@Nullable Object> expected =
                documents((String) Objects.requireNonNull(test.get("json")));
        return reading.documents().equals(expected)
                ? ""
                : reading.documents() + " instead of " + expected;
    }

    private static Reading read(ObjectValue test) {
        String text = (String) Objects.requireNonNull(test.get("yaml"));
        Diagnostics diagnostics = new Diagnostics("case");
        SyntaxText syntax =
                SyntaxReader.read(
                        new SourceText("case.yaml", text.getBytes(StandardCharsets.UTF_8), true),
                        DocumentLimits.DEFAULTS,
                        diagnostics);
        List<@Nullable Object> documents = new ArrayList<>();
        syntax.documents().forEach(document -> documents.add(NodeValues.of(document.root())));
        return new Reading(
                documents,
                diagnostics.sorted().stream()
                        .filter(Diagnostic::isError)
                        .map(finding -> finding.code() + " " + finding.message())
                        .toList());
    }

    /** Returns the values that follow one another in a text; a null is no document (DOC-6). */
    private static List<@Nullable Object> documents(String json) {
        List<@Nullable Object> documents = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String line : json.lines().toList()) {
            text.append(line).append('\n');
            try {
                Object value = JsonReader.read(text.toString().getBytes(StandardCharsets.UTF_8));
                if (value != null) {
                    documents.add(value);
                }
                text.setLength(0);
            } catch (JsonException e) {
                // The value goes on in the next line.
            }
        }
        return documents;
    }

    /** What became of a text. */
    private record Reading(List<@Nullable Object> documents, List<String> errors) {}
}
