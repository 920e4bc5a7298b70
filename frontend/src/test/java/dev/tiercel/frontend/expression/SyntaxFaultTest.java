package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no expression, with the position of the offending token and the suggestion. */
class SyntaxFaultTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-40: method calls")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "x.upper() → 3: Values have no methods; write x | upper -> x | upper",
                "x.replace('a', 'b') → 3: Values have no methods; write x | replace('a', 'b') -> x |"
                        + " replace('a', 'b')",
                "a + body.name.trim() → 15: Values have no methods; write body.name | trim ->"
                        + " body.name | trim",
                "x.toUpperCase() → 3: Values have no methods; write x | upper -> x | upper",
                "x.includes('a') → 3: Values have no methods; write x | contains('a') -> x |"
                        + " contains('a')",
                "x?.trim() → 4: Values have no methods; write x | trim -> x | trim",
                "x.own(1 → 3: Values have no methods; write x | own -> x | own",
                "(f)(1) → 4: Only a name can be called; an operator before `(` is missing",
                "a[0](1) → 5: Only a name can be called; an operator before `(` is missing",
            })
    void rejectsMethodCalls(String text, String finding) {
        assertThat(Reading.expression(text).described()).isEqualTo("EXPRESSION_SYNTAX @" + finding);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-40: operators behind a filter")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "a | length + 1 → 12: Unexpected `+` after a filter; write (a | length) + 1 -> (a |"
                        + " length) + 1",
                "a | f(b) * c + 1 → 10: Unexpected `*` after a filter; write (a | f(b)) * c + 1 ->"
                        + " (a | f(b)) * c + 1",
                "a | f - → 7: Unexpected `-` after a filter; write (a | f) - … -> (a | f) - …",
                "a | f.b → 6: Unexpected `.` after a filter; write (a | f).b -> (a | f).b",
                "a | f[0] → 6: Unexpected `[` after a filter; write (a | f)[0] -> (a | f)[0]",
                "x > (a | f ** 2) → 12: Unexpected `**` after a filter; write (a | f) ** 2 -> (a |"
                        + " f) ** 2",
                "a | 5 → 3: `|` needs the name of a filter, not `5`; a condition is joined by || ->"
                        + " ||",
                "a | (b) → 3: `|` needs the name of a filter, not `(`; a condition is joined by ||"
                        + " -> ||",
                "a | not b → 3: `|` needs the name of a filter, not `not`; a condition is joined by"
                        + " || -> ||",
                "a | → 3: `|` needs the name of a filter; a condition is joined by || -> ||",
                "| a → 1: Unexpected `|`; a condition is joined by || -> ||",
            })
    void rejectsOperatorsBehindFilters(String text, String finding) {
        assertThat(Reading.expression(text).described()).isEqualTo("EXPRESSION_SYNTAX @" + finding);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-40: chained comparisons")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "a < b < c → 7: Comparisons cannot be chained; write a < b && b < c -> a < b && b <"
                        + " c",
                "0 <= x + 1 <= 10 → 12: Comparisons cannot be chained; write 0 <= x + 1 && x + 1 <="
                        + " 10 -> 0 <= x + 1 && x + 1 <= 10",
                "a in b not in c → 8: Comparisons cannot be chained; write a in b && b not in c ->"
                        + " a in b && b not in c",
                "a < b < → 7: Comparisons cannot be chained",
                "a == b < c < d → 12: Comparisons cannot be chained; write b < c && c < d -> b < c"
                        + " && c < d",
            })
    void rejectsChainedComparisons(String text, String finding) {
        assertThat(Reading.expression(text).described()).isEqualTo("EXPRESSION_SYNTAX @" + finding);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-40: spellings of other languages")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "a = 1 → 3: `=` is no operator; equality is written == -> ==",
                "a => 1 → 3: `=>` is no operator; write >= -> >=",
                "a <> 1 → 3: `<>` is no operator; write != -> !=",
                "a & b → 3: `&` is no operator; a condition is joined by && -> &&",
                "a AND b → 3: `AND` is no operator; write and -> and",
                "a OR b → 3: `OR` is no operator; write or -> or",
                "a is null → 3: `is` is no operator; write == -> ==",
                "a == not b → 6: `not` cannot be the operand of another operator; write ! -> !",
                "a not b → 3: `not` behind a value must be followed by `in` -> not in",
                "a contains 'x' → 3: `contains` is a function; write it behind a | -> | contains",
                "${x} → 1: `$` is no part of an expression; a variable is written by its name alone",
                "a; → 2: `;` is no part of an expression",
                "a # b → 3: `#` is no part of an expression",
                "‘x’ → 1: Strings are written between ' or \", not ‘ -> '",
                "a == `x` → 6: Strings are written between ' or \", not ` -> '",
                "a − 1 → 3: `−` is no operator; write - -> -",
                "a\\b → 2: `\\` is an escape in string literals only",
                "{{ {{ a }} }} → 4: Templates do not nest; write the inner expression without `{{`"
                        + " and `}}`",
                "x?.0 → 4: An index after `?.` is written ?.[0] -> ?.[0]",
                "{1: a} → 2: The key `1` must be quoted -> '1'",
            })
    void rejectsOtherSpellings(String text, String finding) {
        assertThat(Reading.expression(text).described()).isEqualTo("EXPRESSION_SYNTAX @" + finding);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-40: missing and superfluous tokens")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "a b → 3: Unexpected `b` after `a`; an operator is missing",
                "a 'b' → 3: Unexpected `'b'` after `a`; an operator is missing",
                "a !b → 3: Unexpected `!` after `a`; an operator is missing",
                "{{a}}{{b}} → 6: Unexpected `{{b}}` after `{{a}}`; an operator is missing",
                "a + → 3: The expression ends after `+`",
                "a && → 3: The expression ends after `&&`",
                "not → 1: The expression ends after `not`",
                "a ? b → 3: `?` needs `:` and a second value",
                "a ? : b → 5: Unexpected `:` after `?`",
                "a : b → 3: `:` without `?`",
                "a. → 2: `.` needs the name of a member",
                "a.'b' → 2: `.` needs the name of a member, not `'b'`",
                "a) → 2: `)` closes nothing",
                "a] → 2: `]` closes nothing",
                "a} → 2: `}` closes nothing",
                "(a → 1: `(` is not closed by `)`",
                "f(a → 2: `(` is not closed by `)`",
                "a[1 → 2: `[` is not closed by `]`",
                "[1, 2 → 1: `[` is not closed by `]`",
                "{a: 1 → 1: `{` is not closed by `}`",
                "{ → 1: `{` is not closed by `}`",
                "(a] → 3: Unexpected `]` after `a`; `,` or `)` is missing",
                "[1; 2] → 3: `;` is no part of an expression",
                "f(a b) → 5: Unexpected `b` after `a`; an operator is missing",
                "f(a,) → 5: Unexpected `)` after `,`",
                "f(,a) → 3: Unexpected `,` after `(`",
                "[,] → 2: Unexpected `,` after `[`",
                "() → 2: Unexpected `)` after `(`",
                "{a} → 2: The key `a` needs `:` and a value",
                "{a: 1, 'b'} → 8: The key `'b'` needs `:` and a value",
                "{&&: 1} → 2: The key of an object is a name or a string, not `&&`",
                "* a → 1: Unexpected `*`",
                "a * / b → 5: Unexpected `/` after `*`",
                "in a → 1: Unexpected `in`",
            })
    void rejectsMissingAndSuperfluousTokens(String text, String finding) {
        assertThat(Reading.expression(text).described()).isEqualTo("EXPRESSION_SYNTAX @" + finding);
    }

    @Test
    void rejectsEmptyExpressions() {
        assertThat(Reading.expression("").described())
                .isEqualTo("EXPRESSION_SYNTAX @1: The expression is empty");
        assertThat(Reading.expression("  ").described())
                .isEqualTo("EXPRESSION_SYNTAX @3: The expression is empty");
        assertThat(Reading.template(" ").described())
                .isEqualTo("EXPRESSION_SYNTAX @4: The expression is empty");
    }

    @Test
    void shortensWhatItQuotes() {
        String finding = Reading.expression("a '" + "x".repeat(1_000) + "'").described();

        assertThat(finding)
                .isEqualTo(
                        "EXPRESSION_SYNTAX @3: Unexpected `'"
                                + "x".repeat(58)
                                + "…` after `a`; an operator is missing");
    }

    @Test
    void readsFaultyExpressionsAsNull() {
        Reading reading = Reading.expression("a +");

        assertThat(reading.expression()).isEqualTo(new Expression.Literal(null, Reading.START));
    }
}
