package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and strings of LANG-38. */
class TokenTest {
    private static @Nullable Object literal(String text) {
        Reading reading = Reading.template(text);
        assertThat(reading.findings()).isEmpty();
        return ((Expression.Literal) reading.expression()).value();
    }

    @Test
    @DisplayName("LANG-2, LANG-38: a number without fraction and exponent that fits is an integer")
    void readsNumbers() {
        assertThat(literal("0")).isEqualTo(0L);
        assertThat(literal("42")).isEqualTo(42L);
        assertThat(literal("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(literal("9223372036854775808")).isEqualTo(0x1p63);
        assertThat(literal("123456789012345678901234567890")).isEqualTo(1.2345678901234568e29);
        assertThat(literal("3.14")).isEqualTo(3.14);
        assertThat(literal("5.0")).isEqualTo(5.0);
        assertThat(literal("0.5")).isEqualTo(0.5);
        assertThat(literal("1e5")).isEqualTo(100000.0);
        assertThat(literal("1E+5")).isEqualTo(100000.0);
        assertThat(literal("25e-1")).isEqualTo(2.5);
        assertThat(literal("1e-400")).isEqualTo(0.0);
    }

    @Test
    @DisplayName("LANG-38: 2^63 is an integer as operand of a minus, and only there")
    void readsTheLeastInteger() {
        assertThat(literal("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(literal("- 9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(Reading.template("-(9223372036854775808)").tree())
                .isEqualTo("(neg 9.223372036854776E18)");
        assertThat(Reading.template("-9223372036854775808.0").tree())
                .isEqualTo("(neg 9.223372036854776E18)");
        assertThat(Reading.template("-9223372036854775808[0]").tree())
                .isEqualTo("(neg ([] 9.223372036854776E18 0))");
        assertThat(Reading.template("!-9223372036854775808").tree())
                .isEqualTo("(not -9223372036854775808)");
        assertThat(Reading.template("--9223372036854775808").tree())
                .isEqualTo("(neg -9223372036854775808)");
        assertThat(Reading.template("0 - 9223372036854775808").tree())
                .isEqualTo("(- 0 9.223372036854776E18)");
        assertThat(Reading.template("-9223372036854775808 ** 1").tree())
                .isEqualTo("(** -9223372036854775808 1)");
        assertThat(Reading.template("1 ** -9223372036854775808").tree())
                .isEqualTo("(** 1 -9223372036854775808)");
        assertThat(Reading.template("1 ** -9223372036854775808 ** 1").tree())
                .isEqualTo("(** 1 (neg (** 9.223372036854776E18 1)))");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-2, LANG-38: what looks like a number and is none")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "1e999 → EXPRESSION_SYNTAX @1: Number `1e999` is too large",
                "a + 1e999 → EXPRESSION_SYNTAX @5: Number `1e999` is too large",
                "007 → EXPRESSION_SYNTAX @1: Number `007` begins with a zero -> 7",
                "00 → EXPRESSION_SYNTAX @1: Number `00` begins with a zero -> 0",
                ".5 → EXPRESSION_SYNTAX @1: Unexpected `.`; a number has a digit before its point",
                "1. → EXPRESSION_SYNTAX @2: `.` needs the name of a member",
                "0x1F → EXPRESSION_SYNTAX @2: Unexpected `x1F` after `0`; an operator is missing",
                "1e → EXPRESSION_SYNTAX @2: Unexpected `e` after `1`; an operator is missing",
                "1,000 → EXPRESSION_SYNTAX @2: Unexpected `,` after `1`",
            })
    void rejectsOtherNumbers(String text, String finding) {
        assertThat(Reading.expression(text).described()).isEqualTo(finding);
    }

    @Test
    @DisplayName("LANG-38: escapes of strings")
    void readsEscapes() {
        assertThat(literal("'a\\nb\\tc\\rd\\be\\ff'")).isEqualTo("a\nb\tc\rd\be\ff");
        assertThat(literal("'\\\\ \\/ \\\" \\''")).isEqualTo("\\ / \" '");
        assertThat(literal("\"it's\"")).isEqualTo("it's");
        assertThat(literal("'say \"hi\"'")).isEqualTo("say \"hi\"");
        assertThat(literal("'\\u0041\\u00e9\\u00E9'")).isEqualTo("Aéé");
        assertThat(literal("'\\\\d+'")).isEqualTo("\\d+");
        assertThat(literal("''")).isEqualTo("");
        assertThat(literal("'a\nb'")).isEqualTo("a\nb");
        assertThat(literal("'}} {{ }}'")).isEqualTo("}} {{ }}");
    }

    @Test
    @DisplayName(
            "LANG-4: two escapes that form a pair are one code point, a lone surrogate is U+FFFD")
    void joinsPairsOfEscapes() {
        assertThat(literal("'\\ud83d\\ude00'")).isEqualTo("😀");
        assertThat(literal("'😀'")).isEqualTo("😀");
        assertThat(literal("'\\ud83d'")).isEqualTo("\uFFFD");
        assertThat(literal("'\\ude00\\ud83d'")).isEqualTo("\uFFFD\uFFFD");
        assertThat(literal("'\\ud83dx\\ude00'")).isEqualTo("\uFFFDx\uFFFD");
        assertThat(literal("'\\ud83d\\ud83d\\ude00'")).isEqualTo("\uFFFD😀");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-38: any other escape is no string")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "'\\d+' → EXPRESSION_SYNTAX @2: Unknown escape `\\d`; a backslash is written `\\\\`"
                        + " -> \\\\d",
                "'ab\\😀' → EXPRESSION_SYNTAX @4: Unknown escape `\\😀`; a backslash is written"
                        + " `\\\\` -> \\\\😀",
                "'\\{' → EXPRESSION_SYNTAX @2: Unknown escape `\\{`; a backslash is written `\\\\`"
                        + " -> \\\\{",
                "'\\x41' → EXPRESSION_SYNTAX @2: Unknown escape `\\x`; a backslash is written"
                        + " `\\\\` -> \\\\x",
                "'\\u12g4' → EXPRESSION_SYNTAX @2: `\\u` needs four hexadecimal digits",
                "'\\u12' → EXPRESSION_SYNTAX @2: `\\u` needs four hexadecimal digits",
                "a + 'x → EXPRESSION_SYNTAX @5: The string that begins with `'` is not closed",
                "'x\\' → EXPRESSION_SYNTAX @1: The string that begins with `'` is not closed",
                "'x\\ → EXPRESSION_SYNTAX @3: The expression ends within an escape",
            })
    void rejectsOtherEscapes(String text, String finding) {
        assertThat(Reading.expression(text).described()).isEqualTo(finding);
    }
}
