package dev.tiercel.frontend.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text makes the reader do anything but report. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExpressionFuzzTest {
    private static final List<String> TOKENS =
            List.of(
                    "a",
                    "b.c",
                    "headers",
                    ".",
                    "x-y",
                    "0",
                    "1.5",
                    "9223372036854775808",
                    "007",
                    "'s'",
                    "\"t\"",
                    "'",
                    "\"",
                    "\\",
                    "\\u12",
                    "'\\n'",
                    "{{",
                    "}}",
                    "{",
                    "}",
                    "[",
                    "]",
                    "(",
                    ")",
                    "+",
                    "-",
                    "*",
                    "**",
                    "/",
                    "%",
                    "|",
                    "||",
                    "&&",
                    "&",
                    "!",
                    "=",
                    "==",
                    "===",
                    "!=",
                    "!==",
                    "<",
                    "<=",
                    ">",
                    ">=",
                    "?",
                    "??",
                    "?.",
                    ":",
                    ",",
                    "not",
                    "and",
                    "or",
                    "in",
                    "true",
                    "null",
                    "f(",
                    "| f",
                    "{a: 1}",
                    "😀",
                    "é",
                    "\uD83D",
                    "\n",
                    "\u00A0",
                    "$",
                    "#",
                    "x.f()",
                    "\u0000");
    private static final List<DiagnosticCode> CODES =
            List.of(
                    DiagnosticCode.EXPRESSION_SYNTAX,
                    DiagnosticCode.TEMPLATE_UNCLOSED,
                    DiagnosticCode.DOCUMENT_TOO_DEEP,
                    DiagnosticCode.LOOKS_LIKE_ARITHMETIC);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    void reportsTokenSoup(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(TOKENS.get(random.nextInt(TOKENS.size())));
                if (random.nextBoolean()) {
                    text.append(' ');
                }
            }
            read(text.toString());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22})
    void reportsTruncatedAndChangedExpressions(long seed) {
        var random = new SplittableRandom(seed);
        var generator = new ExpressionGenerator(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = ExpressionPrinter.print(generator.next());
            read(text.substring(0, random.nextInt(text.length() + 1)));
            read(text.substring(random.nextInt(text.length() + 1)));
            int at = random.nextInt(text.length());
            read(text.substring(0, at) + (char) random.nextInt(0x3000) + text.substring(at + 1));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32})
    void reportsArbitraryCharacters(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n >= 0; n--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
            }
            read(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{",
                "{a:",
                "{{",
                "}}",
                "f(",
                "a[",
                "'",
                "\\",
                "-",
                "!",
                "not ",
                "a ? ",
                "a ? b : ",
                "2 ** -",
                "a |",
                "a.",
                "a < ",
                "a + ",
                "'{{ ",
                "{{ '",
                "\\{{",
                "a:",
                "x.f(",
                "a | f + ",
                "a < b < ",
                "0",
                "9",
                "x",
                "é",
                "😀",
                "a b ",
                "{{a}} + "
            })
    void readsLongRepetitionsInBoundedTime(String part) {
        read(part.repeat(100_000));
        read("{{" + part.repeat(100_000) + "}}");
    }

    private static void read(String text) {
        for (Reading reading : List.of(Reading.expression(text), Reading.value(text))) {
            assertThat(reading.findings())
                    .as(() -> Quotation.shorten(text))
                    .extracting(Diagnostic::code)
                    .isSubsetOf(CODES);
        }
        Reading reading = Reading.expression(text);
        if (reading.findings().isEmpty()) {
            String printed = ExpressionPrinter.print(reading.expression());
            Reading again = Reading.expression(printed);
            assertThat(again.findings()).as(printed).isEmpty();
            assertThat(ExpressionPrinter.print(again.expression())).isEqualTo(printed);
        }
    }
}
