package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LANG-34 and LANG-55. */
final class ConversionsTest {
    private final ExecutionContext context = Fixture.context();

    @ParameterizedTest(name = "{0} as an integer from 1 to 100 is {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    1; 1
                    100; 100
                    0; INVALID_ARGUMENT
                    101; INVALID_ARGUMENT
                    5.0; 5
                    100.0; 100
                    101.0; INVALID_ARGUMENT
                    1e300; INVALID_ARGUMENT
                    -1e300; INVALID_ARGUMENT
                    5.5; TYPE_ERROR
                    '5'; 5
                    '-5'; INVALID_ARGUMENT
                    '99999999999999999999'; INVALID_ARGUMENT
                    '5.0'; TYPE_ERROR
                    '5e0'; TYPE_ERROR
                    'five'; TYPE_ERROR
                    ''; TYPE_ERROR
                    null; TYPE_ERROR
                    true; TYPE_ERROR
                    [5]; TYPE_ERROR
                    {}; TYPE_ERROR
                    """)
    void integersComeFromIntegralNumbersAndText(String literal, String expected) {
        Object value = value(literal);

        assertThat(outcome(() -> Conversions.toInteger(context, value, "count", 1, 100)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} as a number of at least 0 is {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    0; 0
                    1.5; 1.5
                    '2'; 2
                    '2.5'; 2.5
                    -1; INVALID_ARGUMENT
                    '-0.5'; INVALID_ARGUMENT
                    'x'; TYPE_ERROR
                    null; TYPE_ERROR
                    true; TYPE_ERROR
                    """)
    void numbersComeFromNumbersAndNumericText(String literal, String expected) {
        Object value = value(literal);

        assertThat(outcome(() -> Conversions.toNumber(context, value, "duration_ms", 0)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} as a boolean is {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    true; true
                    false; false
                    'true'; true
                    'false'; false
                    'True'; TYPE_ERROR
                    'yes'; TYPE_ERROR
                    1; TYPE_ERROR
                    null; TYPE_ERROR
                    """)
    void booleansComeFromBooleansAndTheirText(String literal, String expected) {
        Object value = value(literal);

        assertThat(outcome(() -> Conversions.toBoolean(context, value, "raw"))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} as a key is {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    'a'; a
                    5.0; 5
                    true; true
                    [1]; [1]
                    null; INVALID_ARGUMENT
                    """)
    void keysAreTextButNotNull(String literal, String expected) {
        Object value = value(literal);

        assertThat(outcome(() -> Conversions.toKey(context, value, "channel"))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} as a text argument is {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    'a'; a
                    5; 5
                    1.5; 1.5
                    false; false
                    null; TYPE_ERROR
                    [1]; TYPE_ERROR
                    {}; TYPE_ERROR
                    <AQ==>; TYPE_ERROR
                    """)
    void textArgumentsComeFromScalars(String literal, String expected) {
        Object value = value(literal);

        assertThat(outcome(() -> Conversions.toText(context, value, "s"))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} as an argument of math_op is {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    5; 5.0
                    1.5; 1.5
                    '5'; 5.0
                    'x'; TYPE_ERROR
                    null; TYPE_ERROR
                    true; TYPE_ERROR
                    """)
    void argumentsOfMathOperationsAreDoubles(String literal, String expected) {
        Object value = value(literal);

        assertThat(outcome(() -> Conversions.toDouble(context, value))).isEqualTo(expected);
    }

    @Test
    void messagesNameTheField() {
        LogicError wrongType =
                catchThrowableOfType(
                        LogicError.class,
                        () -> Conversions.toInteger(context, null, "status", 200, 599));
        LogicError outOfRange =
                catchThrowableOfType(
                        LogicError.class,
                        () -> Conversions.toInteger(context, 99L, "status", 200, 599));

        assertThat(wrongType.value().message()).isEqualTo("`status` must be an integer, not null");
        assertThat(outOfRange.value().message()).isEqualTo("`status` must be from 200 to 599");
    }

    /** Returns the text of a result, or the code of the error that is raised instead. */
    private static String outcome(Supplier<Object> conversion) {
        try {
            return conversion.get().toString();
        } catch (LogicError error) {
            return error.code();
        }
    }
}
