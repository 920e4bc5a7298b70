package dev.tiercel.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** INVALID_REGEX and INVALID_DATE_FORMAT. */
class LiteralArgumentChecksTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("LANG-63: patterns that RE2 does not know")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "regex_match(id, '(?=a)') → 24 `(?=a)`: lookahead is not supported",
                "id | regex_find('(?<!a)b') → 24 `(?<!a)b`: lookbehind is not supported",
                "regex_find_all(id, '(a)\\\\1') → 27 `(a)\\1`: backreferences are not supported",
                "regex_groups(id, '(a') → 25 `(a`: missing closing )",
                "regex_replace(id, '[b-a]', 'x') → 26 `[b-a]`: invalid character class range `b-a`",
                "regex_split(id, 'a{1001}') → 24 A repetition counts to at most 1000",
            })
    void reportsPatterns(String expression, String finding) {
        String column = finding.substring(0, finding.indexOf(' '));
        String message = finding.substring(finding.indexOf(' ') + 1);

        assertThat(Checked.logic("- get: '" + expression.replace("'", "''") + "'\n"))
                .hasSize(1)
                .allMatch(f -> f.endsWith(" /logic/0/get: " + message))
                .allMatch(
                        f -> f.startsWith("INVALID_REGEX 1:8 ") || f.contains(":" + column + " "));
    }

    @Test
    @DisplayName("DOC-50: the pattern is reported where it stands")
    void reportsThePositionOfPatterns() {
        assertThat(Checked.logic("- get: regex_match(id, '(?=a)')\n"))
                .containsExactly(
                        "INVALID_REGEX 1:24 /logic/0/get: `(?=a)`: lookahead is not supported");
        assertThat(
                        Checked.logic(
                                "- string_op: {operation: regex_match, input: x, args: [\"(\"]}\n"))
                .containsExactly(
                        "INVALID_REGEX 1:56 /logic/0/string_op/args/0: `(`: missing closing )");
        assertThat(Checked.logic("- get: \"filter(body, \\\"regex_match(x, '(')\\\")\"\n"))
                .containsExactly("INVALID_REGEX 1:8 /logic/0/get: `(`: missing closing )");
    }

    @Test
    @DisplayName("LANG-65: a pattern has at most 1,000 characters")
    void boundsThePattern() {
        assertThat(Checked.logic("- get: regex_match(id, '" + "é".repeat(1_000) + "')\n"))
                .isEmpty();
        assertThat(Checked.logic("- get: regex_match(id, '" + "é".repeat(1_001) + "')\n"))
                .containsExactly(
                        "INVALID_REGEX 1:24 /logic/0/get: A pattern has at most 1000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "regex_match(id, '[0-9]+')",
                "regex_match(id, '(?P<name>a)(?i)b')",
                "regex_match(id, id)",
                "regex_match(id, '(' + id)",
                "replace(id, '(', ')')",
                "regex_replace(id, 'a', '(')",
                "regex_match('(', 'a')",
            })
    void acceptsOtherPatterns(String expression) {
        assertThat(Checked.logic("- get: \"" + expression + "\"\n")).isEmpty();
    }

    @Test
    @DisplayName("LANG-62: unknown directives are reported where they stand")
    void reportsDirectives() {
        assertThat(Checked.logic("- get: format_date(0, '%Y-%Q')\n"))
                .containsExactly("INVALID_DATE_FORMAT 1:27 /logic/0/get: Unknown directive `%Q`");
        assertThat(Checked.logic("- get: id | parse_date('%d.%')\n"))
                .containsExactly(
                        "INVALID_DATE_FORMAT 1:28 /logic/0/get: The pattern ends within a"
                                + " directive; a percent sign is `%%`");
        assertThat(Checked.logic("- get: strftime(0, '\\t%😀')\n"))
                .containsExactly("INVALID_DATE_FORMAT 1:20 /logic/0/get: Unknown directive `%😀`");
        assertThat(Checked.logic("- date_op: {operation: format, value: 0, format: \"%Y %k\"}\n"))
                .containsExactly(
                        "INVALID_DATE_FORMAT 1:50 /logic/0/date_op/format: Unknown directive"
                                + " `%k`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format_date(0, '%Y%y%m%d%e%j%H%I%M%S%L%f%p%A%a%B%b%u%z%Z%s%F%T%R%%')",
                "format_date(0, '%%Q')",
                "format_date(0, id)",
                "parse_date(id)",
                "format_number(0, 2)",
            })
    void acceptsOtherDatePatterns(String expression) {
        assertThat(Checked.logic("- get: \"" + expression + "\"\n")).isEmpty();
    }

    @Test
    @DisplayName("LANG-53: arguments of user functions are no patterns")
    void ignoresUserFunctions() {
        assertThat(Checked.logic("- get: regex_match(id, '(')\n", Map.of("regex_match", 2)))
                .isEmpty();
    }
}
