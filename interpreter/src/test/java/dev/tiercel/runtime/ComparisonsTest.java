package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LANG-46, LANG-47, LANG-50 and LANG-74 for comparison. */
final class ComparisonsTest {
    private final ExecutionContext context = Fixture.context();

    @ParameterizedTest(name = "LANG-46: {0} against {1} is {2}")
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    1, 2, less
                    2, 2, equal
                    9007199254740993, 9007199254740992.0, greater
                    9007199254740992, 9007199254740992.0, equal
                    9007199254740991, 9007199254740992.0, less
                    -9007199254740993, -9007199254740992.0, less
                    9223372036854775807, 9223372036854775808.0, less
                    9223372036854775807, 1e300, less
                    -9223372036854775808, -9223372036854775808.0, equal
                    -9223372036854775808, -9223372036854777856.0, greater
                    -9223372036854775807, -9223372036854775808.0, greater
                    9007199254740993, 9007199254740994.0, less
                    4611686018427387905, 4611686018427387904.0, greater
                    1, 1.5, less
                    -1, -1.5, greater
                    0, -0.0, equal
                    0.0, -0.0, equal
                    5e-324, 0, greater
                    '10', 9, greater
                    10, '9', greater
                    '9007199254740993', 9007199254740992.0, greater
                    '1e3', 1000, equal
                    '10', '9', less
                    'a', 'b', less
                    'a', 'ab', less
                    '', 'a', less
                    'Z', 'a', less
                    """)
    void orderIsMathematicalOrByCodePoint(String left, String right, String order) {
        Object l = value(left);
        Object r = value(right);

        assertThat(Comparisons.less(context, l, r)).isEqualTo(order.equals("less"));
        assertThat(Comparisons.lessOrEqual(context, l, r)).isEqualTo(!order.equals("greater"));
        assertThat(Comparisons.greater(context, l, r)).isEqualTo(order.equals("greater"));
        assertThat(Comparisons.greaterOrEqual(context, l, r)).isEqualTo(!order.equals("less"));
        assertThat(Comparisons.greater(context, r, l)).isEqualTo(order.equals("less"));
    }

    @Test
    void stringsAreOrderedByCodePointNotByUtf16Unit() {
        String aboveBasicPlane = "\uD83D\uDE00";
        String endOfBasicPlane = "\uFF5E";

        assertThat(Comparisons.less(context, endOfBasicPlane, aboveBasicPlane)).isTrue();
        assertThat(Comparisons.compareStrings(aboveBasicPlane, endOfBasicPlane)).isPositive();
        assertThat(Comparisons.compareStrings("\uD7FF", aboveBasicPlane)).isNegative();
        assertThat(Comparisons.compareStrings("\uD83D\uDE00", "\uD83D\uDE01")).isNegative();
        assertThat(Comparisons.compareStrings("x\uE000", "x\uE000")).isZero();
    }

    @ParameterizedTest(name = "LANG-50: {0} == {1} is {2}, === is {3}")
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            textBlock =
                    """
                    5; 5.0; true; true
                    5; '5'; true; false
                    '5.0'; 5; true; false
                    true; 'true'; true; false
                    false; 'false'; true; false
                    true; 'false'; false; false
                    true; 'True'; false; false
                    '5'; '5.0'; false; false
                    null; false; false; false
                    null; ''; false; false
                    null; 0; false; false
                    null; null; true; true
                    1; true; false; false
                    9007199254740993; 9007199254740992.0; false; false
                    9007199254740993; '9007199254740993'; true; false
                    9007199254740992.0; '9007199254740993'; false; false
                    0.0; -0.0; true; true
                    'é'; 'é'; true; true
                    [1]; ["1"]; false; false
                    [1]; [1.0]; true; true
                    [1,2]; [1]; false; false
                    [null]; [null]; true; true
                    [[1],{"a":2}]; [[1.0],{"a":2}]; true; true
                    {"a":1,"b":2}; {"b":2,"a":1}; true; true
                    {"a":1}; {"a":"1"}; false; false
                    {"a":1}; {"a":1,"b":null}; false; false
                    {"a":null}; {"b":null}; false; false
                    {}; []; false; false
                    <AQI=>; <AQI=>; true; true
                    <AQI=>; <AQM=>; false; false
                    <AQI=>; 'AQI='; false; false
                    """)
    void equalityFollowsItsTable(String left, String right, boolean isEqual, boolean isStrict) {
        Object l = value(left);
        Object r = value(right);

        assertThat(Comparisons.equal(context, l, r)).isEqualTo(isEqual);
        assertThat(Comparisons.equal(context, r, l)).isEqualTo(isEqual);
        assertThat(Comparisons.notEqual(context, l, r)).isEqualTo(!isEqual);
        assertThat(Comparisons.strictEqual(context, l, r)).isEqualTo(isStrict);
        assertThat(Comparisons.strictEqual(context, r, l)).isEqualTo(isStrict);
        assertThat(Comparisons.strictNotEqual(context, l, r)).isEqualTo(!isStrict);
    }

    @Test
    void mixedUnboxedFormsCompareExactly() {
        assertThat(Comparisons.equal(9007199254740993L, 9007199254740992.0)).isFalse();
        assertThat(Comparisons.less(9007199254740992.0, 9007199254740993L)).isTrue();
        assertThat(Comparisons.lessOrEqual(9007199254740993L, 9007199254740992.0)).isFalse();
        assertThat(Comparisons.greater(9007199254740992.0, 9007199254740993L)).isFalse();
        assertThat(Comparisons.greaterOrEqual(3L, 2.5)).isTrue();
        assertThat(Comparisons.strictNotEqual(3.0, 3L)).isFalse();
    }

    @ParameterizedTest(name = "LANG-47: {0} in {1} is {2}")
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            textBlock =
                    """
                    2; [1,2]; true
                    '2'; [1,2]; true
                    3; [1,2]; false
                    null; [null]; true
                    null; []; false
                    'a'; {"a":null}; true
                    'b'; {"a":null}; false
                    5; {"5":1}; true
                    5.0; {"5":1}; true
                    true; {"true":1}; true
                    null; {"null":1}; false
                    'ell'; 'hello'; true
                    ''; 'hello'; true
                    'z'; 'hello'; false
                    1; 'a1b'; true
                    1.0; 'a1b'; true
                    null; 'a null b'; true
                    'a'; null; false
                    """)
    void inLooksForElementsKeysAndText(String left, String right, boolean isIn) {
        assertThat(Comparisons.in(context, value(left), value(right))).isEqualTo(isIn);
        assertThat(Comparisons.notIn(context, value(left), value(right))).isEqualTo(!isIn);
    }

    @Test
    void comparisonDescends512Levels() {
        Object deepest = nested(512);

        assertThat(Comparisons.equal(context, deepest, nested(512))).isTrue();
    }

    @Test
    void comparisonOf513LevelsIsTooDeep() {
        Object left = nested(513);
        Object right = nested(513);

        LogicError error =
                catchThrowableOfType(
                        LogicError.class, () -> Comparisons.equal(context, left, right));

        assertThat(error.code()).isEqualTo("LIMIT_DEPTH");
    }

    @Test
    void comparisonOfValuesThatShareTheirPartsEndsAtTheDeadline() {
        Fixture fixture = Fixture.create();
        Object left = doubled(64);
        Object right = doubled(64);
        fixture.clock.advance(Duration.ofSeconds(31));

        LogicError error =
                catchThrowableOfType(
                        LogicError.class, () -> Comparisons.equal(fixture.context, left, right));

        assertThat(error.code()).isEqualTo("LIMIT_DEADLINE");
    }

    private static Object nested(int levels) {
        Object value = ArrayValue.wrap(new Object[] {1L});
        for (int i = 1; i < levels; i++) {
            value =
                    i % 2 == 0
                            ? ArrayValue.wrap(new Object[] {value})
                            : ObjectValue.wrap(Shape.of("a"), new Object[] {value});
        }
        return value;
    }

    private static Object doubled(int levels) {
        Object value = 1L;
        for (int i = 0; i < levels; i++) {
            value = ArrayValue.wrap(new Object[] {value, value});
        }
        return value;
    }
}
