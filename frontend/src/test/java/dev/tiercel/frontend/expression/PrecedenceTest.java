package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of LANG-40: which of two operators binds tighter, for every pair of binary operators.
 */
class PrecedenceTest {
    /** Operators of one level, and the head of their shape. */
    private record Level(boolean isLeftAssociative, List<String> operators) {}

    private static final List<Level> TIGHTEST_FIRST =
            List.of(
                    new Level(false, List.of("**")),
                    new Level(true, List.of("*", "/", "%")),
                    new Level(true, List.of("+", "-")),
                    new Level(true, List.of("<", "<=", ">", ">=", "in", "not in")),
                    new Level(true, List.of("==", "!=", "===", "!==")),
                    new Level(true, List.of("&&", "and")),
                    new Level(true, List.of("||", "or")),
                    new Level(true, List.of("??")));

    record Pair(String text, String tree) {}

    static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < TIGHTEST_FIRST.size(); i++) {
            for (int j = 0; j < TIGHTEST_FIRST.size(); j++) {
                if (i == j && TIGHTEST_FIRST.get(i).operators().contains("<")) {
                    continue;
                }
                boolean isLeftFirst =
                        i < j || (i == j && TIGHTEST_FIRST.get(i).isLeftAssociative());
                for (String first : TIGHTEST_FIRST.get(i).operators()) {
                    for (String second : TIGHTEST_FIRST.get(j).operators()) {
                        pairs.add(pair(first, second, isLeftFirst));
                    }
                }
            }
        }
        return pairs;
    }

    private static Pair pair(String first, String second, boolean isLeftFirst) {
        String text = "a " + first + " b " + second + " c";
        String tree =
                isLeftFirst
                        ? "(%s (%s a b) c)".formatted(head(second), head(first))
                        : "(%s a (%s b c))".formatted(head(first), head(second));
        return new Pair(text, tree);
    }

    private static String head(String operator) {
        return switch (operator) {
            case "&&" -> "and";
            case "||" -> "or";
            case "??" -> "coalesce";
            default -> operator;
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void bindsBinaryOperatorsByTheirLevel(Pair pair) {
        assertThat(Reading.expression(pair.text()).tree()).isEqualTo(pair.tree());
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-40, LANG-41: filters, prefixes and ? : among the other operators")
    @CsvSource(
            delimiter = '→',
            value = {
                "a ** b | f → (call f (** a b))",
                "a * b | f → (call f (* a b))",
                "a + b | f → (call f (+ a b))",
                "a < b | f → (< a (call f b))",
                "a | f < b → (< (call f a) b)",
                "a == b | f → (== a (call f b))",
                "a && b | f → (and a (call f b))",
                "a || b | f → (or a (call f b))",
                "a ?? b | f → (coalesce a (call f b))",
                "-a | f → (call f (neg a))",
                "!a | f → (call f (not a))",
                "not a | f → (not (call f a))",
                "-a.b → (neg (. a b))",
                "-a[0] → (neg ([] a 0))",
                "-a * b → (* (neg a) b)",
                "a * -b → (* a (neg b))",
                "!a == b → (== (not a) b)",
                "not a == b → (not (== a b))",
                "not a < b → (not (< a b))",
                "not a in b → (not (in a b))",
                "not a + b → (not (+ a b))",
                "not a && b → (and (not a) b)",
                "not a || b → (or (not a) b)",
                "not a ?? b → (coalesce (not a) b)",
                "not a ? b : c → (? (not a) b c)",
                "a ?? b ? c : d → (? (coalesce a b) c d)",
                "a || b ? c : d → (? (or a b) c d)",
                "a ? b : c ?? d → (? a b (coalesce c d))",
                "a ? b ?? c : d → (? a (coalesce b c) d)",
                "a ?? b || c → (coalesce a (or b c))",
            })
    void bindsPrefixesFiltersAndConditions(String text, String tree) {
        assertThat(Reading.expression(text).tree()).isEqualTo(tree);
    }
}
