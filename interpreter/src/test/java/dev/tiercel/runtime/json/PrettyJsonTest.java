package dev.tiercel.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Fixture;
import dev.tiercel.runtime.LogicError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code json_pretty} (language.md 11.5). */
final class PrettyJsonTest {
    private final ExecutionContext context = Fixture.context();

    @Test
    void membersAndElementsStandOnLinesOfTheirOwn() {
        Object value = Fixture.value("{\"a\":[1,{\"b\":2.0}],\"e\":[],\"f\":{},\"g\":\"x\\\"\"}");

        assertThat(PrettyJson.of(context, value))
                .isEqualTo(
                        """
                        {
                          "a": [
                            1,
                            {
                              "b": 2.0
                            }
                          ],
                          "e": [],
                          "f": {},
                          "g": "x\\""
                        }\
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    null | null
                    5.0 | 5.0
                    [] | []
                    {} | {}
                    'a' | "a"
                    """)
    void scalarsAndEmptyValuesAreAsInCompactJson(String literal, String expected) {
        assertThat(PrettyJson.of(context, Fixture.value(literal))).isEqualTo(expected);
    }

    @Test
    void valueDeeperThan512LevelsIsRefused() {
        Object value = ArrayValue.wrap(new Object[] {1L});
        for (int i = 1; i < 512; i++) {
            value = ArrayValue.wrap(new Object[] {value});
        }
        Object deepest = value;
        Object tooDeep = ArrayValue.wrap(new Object[] {value});

        assertThat(PrettyJson.of(context, deepest)).startsWith("[\n  [\n    [");
        LogicError error =
                catchThrowableOfType(LogicError.class, () -> PrettyJson.of(context, tooDeep));
        assertThat(error.code()).isEqualTo("LIMIT_DEPTH");
    }
}
