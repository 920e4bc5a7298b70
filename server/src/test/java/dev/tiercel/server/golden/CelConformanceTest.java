package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Diagnostic;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.server.suites.PublishedSuites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The conformance tests of the Common Expression Language for the operators and the functions of
 * strings, lists and numbers that both languages have, in every tier. {@code cel-differences.txt}
 * names those that mean something else here on purpose.
 */
final class CelConformanceTest {
    /** The files of the suite about what both languages have. */
    private static final Set<String> FILES =
            Set.of(
                    "basic",
                    "comparisons",
                    "conversions",
                    "fields",
                    "fp_math",
                    "integer_math",
                    "lists",
                    "logic",
                    "macros",
                    "math_ext",
                    "parse",
                    "plumbing",
                    "string",
                    "string_ext");

    private static final int BATCH = 30;

    private final Map<String, String> listed = PublishedSuites.reasons("cel-differences.txt");
    private final Set<String> differing = new TreeSet<>();

    @Test
    @DisplayName("LANG-43 to LANG-57: expressions mean what the tests of CEL say, but for the list")
    void expressionsMeanWhatTheSuiteSays() {
        Map<String, Integer> countByReason = new TreeMap<>();
        List<Shared> plain = new ArrayList<>();
        for (ObjectValue test : PublishedSuites.cases("cel")) {
            if (FILES.contains(text(test, "name").replaceAll("/.*", ""))) {
                switch (Case.of(test)) {
                    case Unshared(var reason) -> countByReason.merge(reason, 1, Integer::sum);
                    case Shared shared -> {
                        countByReason.merge("shared", 1, Integer::sum);
                        if (shared.isPlain() && !listed.containsKey(shared.name())) {
                            plain.add(shared);
                        } else {
                            check(shared);
                        }
                    }
                }
            }
        }
        for (int i = 0; i < plain.size(); i += BATCH) {
            checkAll(plain.subList(i, Math.min(plain.size(), i + BATCH)));
        }

        assertThat(countByReason)
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry("arguments that only the other language has", 19),
                                Map.entry("comments", 1),
                                Map.entry("escapes that JSON does not have", 27),
                                Map.entry("functions that only the other language has", 139),
                                Map.entry("hexadecimal numbers", 2),
                                Map.entry("keys that are no strings", 23),
                                Map.entry("literals of bytes", 140),
                                Map.entry("messages", 81),
                                Map.entry("quoted names", 3),
                                Map.entry("raw strings and strings in three quotes", 51),
                                Map.entry("shared", 686),
                                Map.entry("types and their tests", 52),
                                Map.entry("unsigned integers", 260),
                                Map.entry("values of time", 12),
                                Map.entry("values that only the other language has", 12)));
        assertThat(differing).isEqualTo(new TreeSet<>(listed.keySet()));
    }

    private void check(Shared test) {
        String actual = evaluated(List.of(test.expression()), test.body());
        if (!actual.equals(test.wanted())) {
            differing.add(test.name());
        }
    }

    /** Checks tests in one document, and one by one if something is wrong. */
    private void checkAll(List<Shared> tests) {
        String wanted = tests.stream().map(Shared::wanted).collect(Collectors.joining(","));
        if (!evaluated(tests.stream().map(Shared::expression).toList(), "{}").equals(wanted)) {
            tests.forEach(this::check);
        }
    }

    /** Returns the JSON of what expressions yield, without the brackets, or {@code fails}. */
    private static String evaluated(List<String> expressions, String body) {
        RegisteredDocuments registered = new RegisteredDocuments(Set.of());
        Map<String, Object> logic =
                Map.of("return", expressions.stream().map(e -> "{{ " + e + " }}").toList());
        List<Diagnostic> found =
                registered.register(
                        TreeText.json(
                                Map.of(
                                        "name",
                                        "cel",
                                        "path",
                                        "/cel",
                                        "method",
                                        "POST",
                                        "logic",
                                        List.of(logic))));
        if (found.stream().anyMatch(Diagnostic::isError)) {
            return "fails";
        }
        Outcome outcome =
                new RouteUnderTest(
                                registered.newestRoute(),
                                registered.compile(registered.newestRoute()),
                                CaseSettings.DEFAULTS)
                        .run(new CaseRequest("POST", "/cel", Map.of(), body));
        String text = outcome.body();
        return outcome.error().isPresent() ? "fails" : text.substring(1, text.length() - 1);
    }

    /** A test of the suite. */
    private sealed interface Case {
        static Case of(ObjectValue test) {
            String expression = text(test, "expression");
            Optional<String> unshared = CelExpression.unshared(expression);
            if (unshared.isPresent()) {
                return new Unshared(unshared.get());
            }
            boolean fails = Boolean.TRUE.equals(test.get("fails"));
            Optional<String> wanted =
                    fails ? Optional.of("fails") : CelValue.json(test.get("value"));
            Optional<String> body =
                    CelValue.body((ObjectValue) Objects.requireNonNull(test.get("bindings")));
            return wanted.isEmpty() || body.isEmpty()
                    ? new Unshared("values that only the other language has")
                    : new Shared(
                            text(test, "name"),
                            CelExpression.translated(expression),
                            body.get(),
                            wanted.get());
        }
    }

    /** A test that uses what our language does not have. */
    private record Unshared(String reason) implements Case {}

    /**
     * A test of what both languages have.
     *
     * @param body what the request brings: the variables of the test
     * @param wanted the JSON of the value, or {@code fails}
     */
    private record Shared(String name, String expression, String body, String wanted)
            implements Case {
        boolean isPlain() {
            return body.equals("{}") && !wanted.equals("fails");
        }
    }

    private static String text(ObjectValue object, String member) {
        return (String) Objects.requireNonNull(object.get(member));
    }
}
