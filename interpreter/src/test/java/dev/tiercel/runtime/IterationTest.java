package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code loop}, {@code for_range}, {@code while} and {@code until} iterate over
 * (operations.md).
 */
final class IterationTest {
    private final ExecutionContext context = Fixture.context();

    @ParameterizedTest(name = "{0} iterates over {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    [1,2]; [1,2]
                    []; []
                    null; []
                    {"a":1,"b":null}; [{"key":"a","value":1},{"key":"b","value":null}]
                    {}; []
                    """)
    void collectionsAreArraysObjectsAndNull(String collection, String elements) {
        assertThat(Iteration.array(context, value(collection))).isEqualTo(value(elements));
    }

    @ParameterizedTest(name = "{0} is no collection")
    @ValueSource(strings = {"1", "1.5", "true", "'abc'", "<AQ==>"})
    void scalarsAreNoCollections(String literal) {
        Object value = value(literal);

        LogicError error =
                catchThrowableOfType(LogicError.class, () -> Iteration.array(context, value));

        assertThat(error.code()).isEqualTo("TYPE_ERROR");
    }

    @Test
    void entriesOfAnObjectAreCharged() {
        long before = context.memoryLeft();

        Iteration.array(context, value("{\"a\":1,\"b\":2}"));

        assertThat(before - context.memoryLeft()).isEqualTo(16 + 2 * 8 + 2 * (32 + 2 * 24));
    }

    @ParameterizedTest(name = "from {0} to {1} by {2} are {3}")
    @CsvSource({
        "1, 5, 1, 4",
        "5, 1, -1, 4",
        "0, 10, 3, 4",
        "0, 9, 3, 3",
        "0, 10, 100, 1",
        "10, 0, -3, 4",
        "1, 1, 1, 0",
        "1, 5, -1, 0",
        "5, 1, 1, 0",
        "9223372036854775806, 9223372036854775807, 5, 1",
        "-9223372036854775808, 9223372036854775807, 9223372036854775807, 3",
        "9223372036854775807, -9223372036854775808, -9223372036854775808, 2",
        "-9223372036854775808, 9223372036854775807, 2, 9223372036854775807",
        "-9223372036854775808, 9223372036854775807, 1, 9223372036854775807",
        "0, 9223372036854775807, 1, 9223372036854775807"
    })
    void rangeLengthIsExact(long start, long end, long step, long expected) {
        assertThat(Iteration.rangeLength(start, end, step)).isEqualTo(expected);
    }

    @Test
    void stepZeroIsRefused() {
        LogicError error =
                catchThrowableOfType(LogicError.class, () -> Iteration.rangeLength(1, 5, 0));

        assertThat(error.code()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void defaultStepGoesTowardsTheEnd() {
        assertThat(Iteration.defaultStep(1, 5)).isEqualTo(1);
        assertThat(Iteration.defaultStep(5, 5)).isEqualTo(1);
        assertThat(Iteration.defaultStep(5, 1)).isEqualTo(-1);
    }

    @Test
    void iterationBeyondTheLimitRaises() {
        Iteration.check(true, 4, 5);
        LogicError ofWhile =
                catchThrowableOfType(LogicError.class, () -> Iteration.check(true, 5, 5));
        LogicError ofUntil =
                catchThrowableOfType(LogicError.class, () -> Iteration.check(false, 5, 5));

        assertThat(ofWhile.code()).isEqualTo("LIMIT_ITERATIONS");
        assertThat(ofWhile.value().message())
                .isEqualTo("While loop exceeded maximum iterations: 5");
        assertThat(ofUntil.value().message())
                .isEqualTo("Until loop exceeded maximum iterations: 5");
    }
}
