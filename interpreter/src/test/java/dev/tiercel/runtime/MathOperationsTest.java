package dev.tiercel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tiercel.ir.MathFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of {@code math_op} (operations.md) and decimal rounding (language.md 11.3). */
final class MathOperationsTest {
    private final ExecutionContext context = Fixture.context();

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    SUM; []; 0.0
                    SUM; [1,2,"3.5"]; 6.5
                    SUM; [0.1,0.2,0.3]; 0.6000000000000001
                    SUM; [[1,2],[3]]; TYPE_ERROR
                    SUM; [1,"x"]; TYPE_ERROR
                    SUM; [1,null]; TYPE_ERROR
                    SUM; [1e308,1e308]; ARITHMETIC
                    SUM; [[1,2,3]]; 6.0
                    SUBTRACT; [10,3,2]; 5.0
                    SUBTRACT; [10]; INVALID_ARGUMENT
                    SUBTRACT; [[10,3]]; 7.0
                    MULTIPLY; []; 1.0
                    MULTIPLY; [100,1.1]; 110.00000000000001
                    MULTIPLY; [1e200,1e200]; ARITHMETIC
                    DIVIDE; [100,4,5]; 5.0
                    DIVIDE; [1,0]; DIVISION_BY_ZERO
                    DIVIDE; [1]; INVALID_ARGUMENT
                    MOD; [-7,3]; -1.0
                    MOD; [7.5,2]; 1.5
                    MOD; [7,0]; DIVISION_BY_ZERO
                    MOD; [7,3,2]; INVALID_ARGUMENT
                    POW; [2,10]; 1024.0
                    POW; [2,-1]; 0.5
                    POW; [0,-1]; ARITHMETIC
                    SQRT; [9]; 3.0
                    SQRT; [-1]; ARITHMETIC
                    SQRT; [1,2]; INVALID_ARGUMENT
                    ABS; [-2.5]; 2.5
                    FLOOR; [-2.5]; -3.0
                    CEIL; [2.1]; 3.0
                    ROUND; [2.5]; 3.0
                    ROUND; [-2.5]; -3.0
                    ROUND; [2.675,2]; 2.68
                    ROUND; [1234.5,-2]; 1200.0
                    ROUND; [2.5,16]; INVALID_ARGUMENT
                    ROUND; [2.5,0.5]; TYPE_ERROR
                    AVG; [1,2,4]; 2.3333333333333335
                    AVG; [[]]; INVALID_ARGUMENT
                    AVG; []; INVALID_ARGUMENT
                    MIN; [3,"1",2]; 1.0
                    MAX; [3,"1",2]; 3.0
                    MIN; [[]]; INVALID_ARGUMENT
                    RANDOM_INT; [3,3]; 3.0
                    RANDOM_INT; [4,3]; INVALID_ARGUMENT
                    RANDOM_INT; [1.5,3]; TYPE_ERROR
                    """)
    void operationsComputeInDoubles(MathFunction function, String arguments, String expected) {
        @Nullable Object[] values = Fixture.array(arguments).toArray();

        if (Character.isUpperCase(expected.charAt(0))) {
            LogicError error =
                    catchThrowableOfType(
                            LogicError.class, () -> MathOperations.call(context, function, values));
            assertThat(error.code()).isEqualTo(expected);
        } else {
            assertThat(MathOperations.call(context, function, values))
                    .isEqualTo(Double.parseDouble(expected));
        }
    }

    @ParameterizedTest(name = "{0} rounded to {1} places is {2}")
    @CsvSource({
        "2.675, 2, 2.68",
        "1.005, 2, 1.01",
        "-1.005, 2, -1.01",
        "2.665, 2, 2.67",
        "19.994999, 2, 19.99",
        "0.05, 1, 0.1",
        "0.049999999999999996, 1, 0.0",
        "1e-7, 6, 0.0",
        "5e-324, 15, 0.0",
        "0.30000000000000004, 15, 0.3",
        "123456789012.345678, 3, 123456789012.346",
        "5.0, 2, 5.0",
        "15.0, -1, 20.0",
        "-15.0, -1, -20.0",
        "14.0, -1, 10.0",
        "4.0, -1, 0.0",
        "1e300, 2, 1e300",
        "1e300, -15, 1e300",
        "9007199254740993.0, 0, 9007199254740992.0",
        "0.5, 0, 1.0",
        "-0.5, 0, -1.0",
        "0.49999999999999994, 0, 0.0"
    })
    void roundingIsHalfAwayFromZeroOfTheShortestDecimal(
            double number, int digits, double expected) {
        assertThat(MathOperations.round(number, digits)).isEqualTo(expected);
    }

    @Test
    void randomIntegersStayBetweenBothEnds() {
        RandomSource random = RandomSource.seeded(7);

        for (int i = 0; i < 1000; i++) {
            assertThat(random.integer(-2, 2)).isBetween(-2L, 2L);
            assertThat(random.integer(Long.MAX_VALUE - 1, Long.MAX_VALUE))
                    .isGreaterThan(Long.MAX_VALUE - 2);
            assertThat(random.integer(Long.MIN_VALUE, Long.MIN_VALUE + 1))
                    .isLessThan(Long.MIN_VALUE + 2);
        }
    }

    @Test
    void seededSourcesRepeatTheirValues() {
        RandomSource first = RandomSource.seeded(7);
        RandomSource second = RandomSource.seeded(7);

        assertThat(first.integer(Long.MIN_VALUE, Long.MAX_VALUE))
                .isEqualTo(second.integer(Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(first.secure().nextLong()).isEqualTo(second.secure().nextLong());
    }
}
