package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.Program;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expressions and logic of very many parts: what is quadratic in their number does not end in the
 * time of a test.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class LargeExpressionsTest {
    private static final int PARTS = 20_000;
    private static final int CLAUSES = 9_900;

    @ParameterizedTest
    @DisplayName(
            "DOC-54: an expression of very many parts is compiled, and means the same in every tier")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "constant texts;\"; {{ 1 }}x;\"",
                "texts;\"; {{ a }}x;\"",
                "texts of a loop;\"; {{ item }}x;\"",
                "constant sums;\"{{ 1; + 1; }}\"",
                "sums;\"{{ a; + a; }}\"",
                "conditions;\"{{ a; && a; }}\"",
                "constant conditions;\"{{ 1; && 1; }}\"",
                "an array;\"{{ [1; , a; ] }}\"",
                "a constant array;\"{{ [1; , 1; ] }}\"",
                "arguments;\"{{ max(1; , a; ) }}\"",
                "comparisons;\"{{ a; && a < 2; }}\"",
            })
    void compiles(String name, String start, String part, String end) {
        String text =
                "path: /a\nmethod: GET\nlogic:\n- set: {a: 1, b: 2}\n- loop: \"[1, 2]\"\n  do:\n"
                        + "  - set: {b: "
                        + start
                        + part.repeat(PARTS)
                        + end
                        + "}\n- get: b\n";
        run(text);
    }

    @Test
    @DisplayName("DOC-54: a `try` with very many clauses is compiled")
    void compilesManyClauses() {
        StringBuilder clauses = new StringBuilder();
        for (int i = 0; i < CLAUSES; i++) {
            clauses.append("  - {codes: [C%d], body: []}\n".formatted(i));
        }

        run("path: /a\nmethod: GET\nlogic:\n- try: [{throw: x}]\n  catch:\n" + clauses);
    }

    /** Compiles a route and asks it once in each tier. */
    private static void run(String text) {
        RegisteredDocuments registered = new RegisteredDocuments(Set.of());

        assertThat(registered.register(text).stream().filter(Diagnostic::isError)).isEmpty();
        Program program = registered.compile(registered.newestRoute());
        RouteUnderTest route =
                new RouteUnderTest(
                        registered.newestRoute(),
                        program,
                        TieredProgram.of(program, false),
                        CaseSettings.DEFAULTS);
        route.run(new CaseRequest("GET", "/a", Map.of(), ""));
    }
}
