package dev.tiercel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Absent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LANG-73. */
final class TruthTest {
    @ParameterizedTest(name = "{0} counts as {1}")
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            textBlock =
                    """
                    null; false
                    false; false
                    0; false
                    0.0; false
                    -0.0; false
                    ''; false
                    []; false
                    {}; false
                    true; true
                    1; true
                    -1; true
                    5e-324; true
                    'false'; true
                    '0'; true
                    ' '; true
                    [null]; true
                    {"a":null}; true
                    <>; true
                    <AA==>; true
                    """)
    void falsyValuesAreListed(String literal, boolean isTruthy) {
        Object value = Fixture.value(literal);

        assertThat(Truth.isTruthy(value)).isEqualTo(isTruthy);
        assertThat(Truth.isFalsy(value)).isEqualTo(!isTruthy);
    }

    @Test
    void unboxedFormsAgree() {
        assertThat(Truth.isTruthy(0L)).isFalse();
        assertThat(Truth.isFalsy(2L)).isFalse();
        assertThat(Truth.isFalsy(-0.0)).isTrue();
        assertThat(Truth.isTruthy(0.5)).isTrue();
        assertThat(Truth.isFalsy(false)).isTrue();
        assertThat(Truth.isTruthy(true)).isTrue();
    }

    @Test
    void objectWhoseMembersAreAllAbsentIsEmpty() {
        ObjectValue projected = ObjectValue.wrap(Shape.of("a"), new Object[] {Absent.ABSENT});

        assertThat(Truth.isTruthy(projected)).isFalse();
    }
}
