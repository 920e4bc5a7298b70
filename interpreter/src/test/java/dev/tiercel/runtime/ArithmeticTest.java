package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LANG-45: results and errors of arithmetic at the borders of its types. */
final class ArithmeticTest {
    private final ExecutionContext context = Fixture.context();

    @ParameterizedTest(name = "{0} {1} {2} gives {3}")
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    9223372036854775806, +, 1, 9223372036854775807
                    9223372036854775807, +, 1, ARITHMETIC_OVERFLOW
                    -9223372036854775807, +, -1, -9223372036854775808
                    -9223372036854775808, +, -1, ARITHMETIC_OVERFLOW
                    9223372036854775807, +, '1', ARITHMETIC_OVERFLOW
                    9223372036854775807, +, '1.0', 9.223372036854775807e18
                    1, +, '9223372036854775808', 9.223372036854775808e18
                    0.1, +, 0.2, 0.30000000000000004
                    1.7976931348623157e308, +, 1.7976931348623157e308, ARITHMETIC
                    '42', +, 10, 52
                    '42.0', +, 10, 52.0
                    42, +, ' items', '42 items'
                    1, +, '1e999', '11e999'
                    1, +, '01', '101'
                    -9223372036854775808, -, 1, ARITHMETIC_OVERFLOW
                    0, -, -9223372036854775808, ARITHMETIC_OVERFLOW
                    -1, -, 9223372036854775807, -9223372036854775808
                    -1.7976931348623157e308, -, 1.7976931348623157e308, ARITHMETIC
                    4611686018427387904, *, 2, ARITHMETIC_OVERFLOW
                    4611686018427387903, *, 2, 9223372036854775806
                    -4611686018427387904, *, 2, -9223372036854775808
                    -9223372036854775808, *, -1, ARITHMETIC_OVERFLOW
                    3037000500, *, 3037000500, ARITHMETIC_OVERFLOW
                    3037000499, *, 3037000499, 9223372030926249001
                    1e200, *, 1e200, ARITHMETIC
                    1e-200, *, 1e-200, 0.0
                    10, /, 4, 2.5
                    10, /, 5, 2.0
                    9007199254740993, /, 1, 9007199254740992.0
                    1, /, 0, DIVISION_BY_ZERO
                    1, /, 0.0, DIVISION_BY_ZERO
                    1.0, /, -0.0, DIVISION_BY_ZERO
                    1, /, '0', DIVISION_BY_ZERO
                    0, /, 0, DIVISION_BY_ZERO
                    1e308, /, 1e-10, ARITHMETIC
                    null, /, 0, TYPE_ERROR
                    1, /, null, TYPE_ERROR
                    -7, %, 3, -1
                    7, %, -3, 1
                    7.5, %, 2, 1.5
                    -7.5, %, 2, -1.5
                    -9223372036854775808, %, -1, 0
                    7, %, 0, DIVISION_BY_ZERO
                    7, %, 0.0, DIVISION_BY_ZERO
                    '7', %, '0', DIVISION_BY_ZERO
                    2, **, 8, 256
                    2, **, 62, 4611686018427387904
                    2, **, 63, ARITHMETIC_OVERFLOW
                    -2, **, 63, -9223372036854775808
                    -2, **, 64, ARITHMETIC_OVERFLOW
                    3, **, 39, 4052555153018976267
                    3, **, 40, ARITHMETIC_OVERFLOW
                    10, **, 18, 1000000000000000000
                    10, **, 19, ARITHMETIC_OVERFLOW
                    2, **, -1, 0.5
                    2, **, -1074, 4.9e-324
                    0, **, 0, 1
                    0, **, 5, 0
                    0, **, -1, ARITHMETIC
                    1, **, 9223372036854775807, 1
                    -1, **, 9223372036854775807, -1
                    -1, **, 9223372036854775806, 1
                    -1, **, 0, 1
                    2, **, 9223372036854775807, ARITHMETIC_OVERFLOW
                    -8, **, 0.5, ARITHMETIC
                    10.0, **, 309, ARITHMETIC
                    """)
    void binaryOperatorKeepsToItsBorders(
            String left, String operator, String right, String expected) {
        Object l = value(left);
        Object r = value(right);

        if (Character.isUpperCase(expected.charAt(0))) {
            LogicError error = catchThrowableOfType(LogicError.class, () -> apply(operator, l, r));
            assertThat(error.code()).isEqualTo(expected);
        } else {
            assertThat(apply(operator, l, r)).isEqualTo(value(expected));
        }
    }

    @ParameterizedTest(name = "-({0}) gives {1}")
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    5, -5
                    -9223372036854775807, 9223372036854775807
                    -9223372036854775808, ARITHMETIC_OVERFLOW
                    1.5, -1.5
                    '5', -5
                    '-1.5', 1.5
                    '9223372036854775808', -9.223372036854775808e18
                    'a', TYPE_ERROR
                    null, TYPE_ERROR
                    true, TYPE_ERROR
                    [1], TYPE_ERROR
                    {}, TYPE_ERROR
                    <AQ==>, TYPE_ERROR
                    """)
    void negationTakesNumbersAndNumericText(String operand, String expected) {
        Object number = value(operand);

        if (expected.endsWith("R") || expected.endsWith("W")) {
            LogicError error =
                    catchThrowableOfType(
                            LogicError.class, () -> Arithmetic.negate(context, number));
            assertThat(error.code()).isEqualTo(expected);
        } else {
            assertThat(Arithmetic.negate(context, number)).isEqualTo(value(expected));
        }
    }

    @Test
    void unboxedFormsMeanTheSameAsTheBoxedOnes() {
        assertThat(Arithmetic.add(2L, 3L)).isEqualTo(5);
        assertThat(Arithmetic.subtract(2.5, 1.0)).isEqualTo(1.5);
        assertThat(Arithmetic.multiply(-4L, 3L)).isEqualTo(-12);
        assertThat(Arithmetic.divide(7L, 2L)).isEqualTo(3.5);
        assertThat(Arithmetic.remainder(7.5, 2.0)).isEqualTo(1.5);
        assertThat(Arithmetic.power(2L, 10L)).isEqualTo(1024L);
        assertThat(Arithmetic.power(2L, -1L)).isEqualTo(0.5);
        assertThat(Arithmetic.negate(2.5)).isEqualTo(-2.5);
        assertThatThrownBy(() -> Arithmetic.divide(1L, 0L)).isInstanceOf(LogicError.class);
        assertThatThrownBy(() -> Arithmetic.negate(Long.MIN_VALUE)).isInstanceOf(LogicError.class);
    }

    @Test
    void wrongTypeIsNamedInTheMessage() {
        LogicError addition =
                catchThrowableOfType(LogicError.class, () -> Arithmetic.add(context, null, 1L));
        LogicError division =
                catchThrowableOfType(
                        LogicError.class, () -> Arithmetic.divide(context, "x", ArrayValue.EMPTY));

        assertThat(addition.value().message())
                .isEqualTo("`+` needs numbers, text or two arrays, not null and integer");
        assertThat(division.value().message())
                .isEqualTo("`/` needs numbers or numeric text, not string and array");
    }

    @Test
    void concatenatedArraysKeepTheirOrder() {
        Object sum = Arithmetic.add(context, value("[1,null]"), value("[\"a\"]"));

        assertThat(sum).isEqualTo(value("[1,null,\"a\"]"));
    }

    @Test
    void sumOfAnErrorAndTextHasItsMessage() {
        ErrorValue error = ErrorValue.of(ErrorCode.TIMEOUT, "Too slow", null);

        assertThat(Arithmetic.add(context, "failed: ", error)).isEqualTo("failed: Too slow");
    }

    private @Nullable Object apply(String operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case "+" -> Arithmetic.add(context, left, right);
            case "-" -> Arithmetic.subtract(context, left, right);
            case "*" -> Arithmetic.multiply(context, left, right);
            case "/" -> Arithmetic.divide(context, left, right);
            case "%" -> Arithmetic.remainder(context, left, right);
            case "**" -> Arithmetic.power(context, left, right);
            default -> throw new IllegalArgumentException(operator);
        };
    }
}
