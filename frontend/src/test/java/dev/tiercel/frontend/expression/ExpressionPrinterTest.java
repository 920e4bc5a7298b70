package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Builtin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionPrinterTest {
    private static String print(String text) {
        Reading reading = Reading.expression(text);
        assertThat(reading.findings()).isEmpty();
        return ExpressionPrinter.print(reading.expression());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "a+b*c → a + b * c",
                "(a + b) * c → (a + b) * c",
                "(a * b) + c → a * b + c",
                "a - (b - c) → a - (b - c)",
                "(a - b) - c → a - b - c",
                "a and b or c → a && b || c",
                "a && (b || c) → a && (b || c)",
                "(a ?? b) || c → (a ?? b) || c",
                "a?b:c?d:e → a ? b : c ? d : e",
                "(a ? b : c) ? d : e → (a ? b : c) ? d : e",
                "not a → !a",
                "not a == b → not a == b",
                "!(a == b) → not a == b",
                "!(a == b) == c → !(a == b) == c",
                "(not a).b → (!a).b",
                "(not a == b).c → (not a == b).c",
                "-(a + b) → -(a + b)",
                "- -a → --a",
                "(2 ** 3) ** 2 → (2 ** 3) ** 2",
                "2 ** (3 ** 2) → 2 ** 3 ** 2",
                "2 ** -3 ** 2 → 2 ** -(3 ** 2)",
                "(-2) ** 2 → -2 ** 2",
                "2 ** (-3) ** 2 → 2 ** (-3) ** 2",
                "2 ** !(a == b) → 2 ** !(a == b)",
                "a < b == c → a < b == c",
                "a < (b == c) → a < (b == c)",
                "(a in b) in c → (a in b) in c",
                "a  not  in b → a not in b",
                "a.b[0].c?.d → a.b[0].c.d",
                "a.0 → a[0]",
                "(a + b).c → (a + b).c",
                "headers.x-id → headers.x-id",
                "a | f → f(a)",
                "a | f(b) → f(a, b)",
                "a | f | g(b) → a | f | g(b)",
                "f(g(a)) → a | g | f",
                "f(now()) → f(now())",
                "f(g(h(a), b) + 1, c) → f((a | h | g(b)) + 1, c)",
                "(a | f | g) + 1 → (a | f | g) + 1",
                "(a + b | f | g) < c → a + b | f | g < c",
                "((a ?? b) | f | g) → (a ?? b) | f | g",
                "[1,2,] → [1, 2]",
                "{a:1,'b c':2,\"in\":3} → {a: 1, 'b c': 2, in: 3}",
                "'{{a}}-x' → '{{ a }}-x'",
                "\"a\" → 'a'",
                "'it\\'s' → 'it\\'s'",
                "5.0 → 5.0",
                "1E3 → 1000.0",
                "1e16 → 1e16",
                "0.00001 → 0.00001",
                "0.000001 → 1e-6",
                "1.5e300 → 1.5e300",
                "-9223372036854775808 → -9223372036854775808",
                "(-9223372036854775808).a → (-9223372036854775808).a",
                "[null, true, false] → [null, true, false]",
            })
    void printsCanonically(String text, String canonical) {
        assertThat(print(text)).isEqualTo(canonical);
    }

    @Test
    @DisplayName(
            "Opening braces in strings are never doubled, so that the text may stand in any position")
    void escapesBraces() {
        var literal = new Expression.Literal("a{{{b}}", Reading.START);

        String text = ExpressionPrinter.print(literal);

        assertThat(text).isEqualTo("'a\\u007b\\u007b{b}}'");
        assertThat(Reading.expression(text).tree()).isEqualTo("\"a{{{b}}\"");
        assertThat(Reading.template(text).tree()).isEqualTo("\"a{{{b}}\"");
    }

    @Test
    void printsCallsOfOperations() {
        var name = new Expression.Name("users", Reading.START);
        var body =
                new Expression.Binary(
                        BinaryOperator.GREATER,
                        new Expression.Name("age", Reading.START),
                        new Expression.Literal(18L, Reading.START),
                        Reading.START);
        var filter =
                new Expression.BuiltinCall(
                        Builtin.FILTER,
                        List.of(name),
                        Optional.of(new Expression.Predicate("item", body)),
                        Reading.START);
        var count =
                new Expression.BuiltinCall(
                        Builtin.COUNT_ELEMENTS, List.of(filter), Optional.empty(), Reading.START);

        assertThat(ExpressionPrinter.print(count)).isEqualTo("count(filter(users, 'age > 18'))");
    }

    @Test
    void printsTextWithinTextAsConcatenation() {
        var inner =
                new Expression.Interpolation(
                        List.of(
                                new Expression.Literal("n=", Reading.START),
                                new Expression.Name("n", Reading.START)),
                        Reading.START);
        var outer = new Expression.Interpolation(List.of(inner), Reading.START);

        assertThat(ExpressionPrinter.print(outer)).isEqualTo("'{{ concat('', 'n=', n) }}'");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("What is printed reads as an equal expression and prints as the same text")
    void printsWhatReadsAsTheSame(long seed) {
        var generator = new ExpressionGenerator(seed);
        for (int i = 0; i < 2_000; i++) {
            Expression expression = generator.next();

            String text = ExpressionPrinter.print(expression);

            Reading reading = Reading.expression(text);
            assertThat(reading.tree())
                    .as("expression %d of seed %d: %s", i, seed, text)
                    .isEqualTo(ExpressionTree.of(expression));
            assertThat(ExpressionPrinter.print(reading.expression())).isEqualTo(text);
        }
    }
}
