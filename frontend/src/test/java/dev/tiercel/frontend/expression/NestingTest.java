package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DOC-54: nesting of one expression is bounded, chains are not. */
class NestingTest {
    private static final int CHAIN_LENGTH = 100_000;

    /**
     * A way to nest.
     *
     * @param open what is repeated before the innermost operand
     * @param close what is repeated behind it
     */
    record Nesting(String open, String close) {
        String text(int levels) {
            return open.repeat(levels) + "x" + close.repeat(levels);
        }
    }

    static List<Nesting> nestings() {
        return List.of(
                new Nesting("(", ")"),
                new Nesting("[", "]"),
                new Nesting("{a: ", "}"),
                new Nesting("f(", ")"),
                new Nesting("a[", "]"),
                new Nesting("a?.[", "]"),
                new Nesting("a | f(", ")"),
                new Nesting("-", ""),
                new Nesting("!", ""),
                new Nesting("not ", ""),
                new Nesting("2 ** -", ""),
                new Nesting("a ? b : ", ""),
                new Nesting("a ? ", " : b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nestings")
    @DisplayName("DOC-54: 128 levels are read, 129 are too deep")
    void boundsNesting(Nesting nesting) {
        assertThat(Reading.expression(nesting.text(128)).findings()).isEmpty();
        assertThat(Reading.expression(nesting.text(129)).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code().name()).isEqualTo("DOCUMENT_TOO_DEEP");
                    assertThat(finding.message())
                            .isEqualTo("Nesting of the expression exceeds 128");
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nestings")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void survivesExcessiveNesting(Nesting nesting) {
        assertThat(Reading.expression(nesting.text(10_000)).findings()).hasSize(1);
        assertThat(Reading.value("{{" + nesting.text(10_000)).findings()).hasSize(1);
    }

    @Test
    @DisplayName("DOC-54: the position is that of the token that nests too deep")
    void reportsTheTokenThatIsTooDeep() {
        assertThat(Reading.expression("1 + " + "(".repeat(200)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.location().column()).isEqualTo(4 + 129));
    }

    @Test
    @DisplayName("DOC-54: levels that have been left do not count")
    void countsOpenLevelsOnly() {
        String text = "(a) + f(b)[c] - -d + !e + {k: [g]}.k * ".repeat(200) + "z";

        assertThat(Reading.expression(text).findings()).isEmpty();
    }

    static List<Nesting> chains() {
        return List.of(
                new Nesting("a + ", ""),
                new Nesting("a * ", ""),
                new Nesting("a ** ", ""),
                new Nesting("a == ", ""),
                new Nesting("a && ", ""),
                new Nesting("a || ", ""),
                new Nesting("a ?? ", ""),
                new Nesting("", ".a"),
                new Nesting("", ".1"),
                new Nesting("", "[1]"),
                new Nesting("", " | f"),
                new Nesting("", " | f(1)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    @DisplayName("DOC-54: chains of operators, filters and members do not nest")
    void readsAndPrintsLongChains(Nesting chain) {
        Reading reading = Reading.template(chain.text(CHAIN_LENGTH));

        assertThat(reading.findings()).isEmpty();
        String printed = ExpressionPrinter.print(reading.expression());
        Reading again = Reading.expression(printed);
        assertThat(again.findings()).isEmpty();
        assertThat(ExpressionPrinter.print(again.expression())).isEqualTo(printed);
        int[] parts = {0};
        ExpressionWalk.forEach(again.expression(), _ -> parts[0]++);
        assertThat(parts[0]).isGreaterThan(CHAIN_LENGTH);
    }
}
