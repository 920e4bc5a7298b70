package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numeric strings (glossary): the JSON number grammar and a finite value. */
final class NumericTextTest {
    @ParameterizedTest(name = "\"{0}\" denotes {1}")
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0, -0.0",
        "7, 7",
        "-7, -7",
        "999999999999999999, 999999999999999999",
        "1000000000000000000, 1000000000000000000",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "9223372036854775808, 9223372036854775808",
        "123456789012345678901234567890, 1.2345678901234568e29",
        "3.14, 3.14",
        "1e5, 1e5",
        "1E+5, 1e5",
        "1.5e-7, 1.5e-7",
        "0.0, 0.0",
        "1e-400, 0.0"
    })
    void jsonNumbersAreNumeric(String text, String number) {
        assertThat(NumericText.parse(text)).isEqualTo(value(number));
    }

    @ParameterizedTest(name = "\"{0}\" is not numeric")
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "+1",
                " 1",
                "1 ",
                "01",
                "-01",
                "1.",
                ".5",
                "1.e5",
                "1e",
                "1e+",
                "1e5x",
                "0x10",
                "1_000",
                "NaN",
                "Infinity",
                "1e999",
                "-1e999",
                "１",
                "1f",
                "1d",
                "--1"
            })
    void anythingElseIsNot(String text) {
        assertThat(NumericText.parse(text)).isNull();
    }

    @ParameterizedTest(name = "\"{0}\" is an integer: {1}")
    @CsvSource({
        "5, true",
        "-5, true",
        "0, true",
        "99999999999999999999, true",
        "05, false",
        "1.0, false",
        "1e2, false",
        "'', false",
        "-, false",
        "x, false"
    })
    void integerTextHasNeitherFractionNorExponent(String text, boolean isInteger) {
        assertThat(NumericText.isInteger(text)).isEqualTo(isInteger);
    }

    @ParameterizedTest(name = "digits of {0} are too many")
    @ValueSource(ints = {309, 400, 5000})
    void integerTextBeyondAllDoublesIsNotNumeric(int digits) {
        assertThat(NumericText.parse("9".repeat(digits))).isNull();
    }
}
