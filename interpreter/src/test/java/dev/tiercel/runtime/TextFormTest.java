package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tiercel.ir.Absent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LANG-51: text form and JSON form of values. */
final class TextFormTest {
    private final ExecutionContext context = Fixture.context();

    @ParameterizedTest(name = "{0} is {1} in text and {2} as JSON")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    null; null; null
                    true; true; true
                    false; false; false
                    0; 0; 0
                    -9223372036854775808; -9223372036854775808; -9223372036854775808
                    9223372036854775807; 9223372036854775807; 9223372036854775807
                    60.0; 60; 60.0
                    -60.0; -60; -60.0
                    0.30000000000000004; 0.30000000000000004; 0.30000000000000004
                    1e21; 1e21; 1e21
                    1234567.5; 1234567.5; 1234567.5
                    9007199254740991.0; 9007199254740991; 9007199254740991.0
                    9007199254740992.0; 9007199254740992.0; 9007199254740992.0
                    -9007199254740992.0; -9007199254740992.0; -9007199254740992.0
                    9007199254740994.0; 9007199254740994.0; 9007199254740994.0
                    9999999999999998.0; 9999999999999998.0; 9999999999999998.0
                    1e16; 1e16; 1e16
                    12345678901234567000.0; 1.2345678901234567e19; 1.2345678901234567e19
                    1e-7; 1e-7; 1e-7
                    1.5e-7; 1.5e-7; 1.5e-7
                    0.00001; 0.00001; 0.00001
                    0.000012345; 0.000012345; 0.000012345
                    0.0000099; 9.9e-6; 9.9e-6
                    5e-324; 5e-324; 5e-324
                    1e-323; 1e-323; 1e-323
                    2.2250738585072014e-308; 2.2250738585072014e-308; 2.2250738585072014e-308
                    1.7976931348623157e308; 1.7976931348623157e308; 1.7976931348623157e308
                    -0.0; 0; 0.0
                    2e23; 2e23; 2e23
                    19.99; 19.99; 19.99
                    0.5; 0.5; 0.5
                    -1.05; -1.05; -1.05
                    100.001; 100.001; 100.001
                    123456789.123456; 123456789.123456; 123456789.123456
                    0.1; 0.1; 0.1
                    [1,2.0,"a",null]; [1,2.0,"a",null]; [1,2.0,"a",null]
                    {"b":1,"a":{"c":[]}}; {"b":1,"a":{"c":[]}}; {"b":1,"a":{"c":[]}}
                    {}; {}; {}
                    <AQID>; AQID; "AQID"
                    <SGk=>; SGk=; "SGk="
                    ''; ``; ""
                    'text'; text; "text"
                    """)
    void formsOfValues(String literal, String text, String json) {
        Object value = value(literal);

        assertThat(TextForm.of(context, value)).isEqualTo(text);
        assertThat(TextForm.json(context, value)).isEqualTo(json);
    }

    @Test
    void stringsAreEscapedAsLittleAsJsonAllows() {
        String text = "\"\\/\b\f\n\r\t\u0000\u001f\u007fé€\uD83D\uDE00\u2028";

        assertThat(TextForm.json(context, text))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007fé€\uD83D\uDE00\u2028\"");
    }

    @Test
    void keysAreEscapedToo() {
        ObjectValue ofSharedShape = ObjectValue.wrap(Shape.of("a\"\n", "é"), new Object[] {1L, 2L});
        ObjectValue built = new ObjectBuilder().put("a\"\n", 1L).put("é", 2L).build();

        assertThat(TextForm.json(context, ofSharedShape)).isEqualTo("{\"a\\\"\\n\":1,\"é\":2}");
        assertThat(TextForm.json(context, built)).isEqualTo("{\"a\\\"\\n\":1,\"é\":2}");
    }

    @Test
    void absentMembersAreNotWritten() {
        ObjectValue projected =
                ObjectValue.wrap(
                        Shape.of("a", "b", "c"), new Object[] {Absent.ABSENT, 1L, Absent.ABSENT});

        assertThat(TextForm.json(context, projected)).isEqualTo("{\"b\":1}");
    }

    @Test
    void unboxedFormsAgree() {
        assertThat(TextForm.of(context, 7L)).isEqualTo("7");
        assertThat(TextForm.of(context, 7.0)).isEqualTo("7");
        assertThat(TextForm.of(context, 7.25)).isEqualTo("7.25");
        assertThat(TextForm.of(context, true)).isEqualTo("true");
    }

    @Test
    void concatenationTakesTextForms() {
        assertThat(TextForm.concatenate(context, 5L, "/")).isEqualTo("5/");
        assertThat(TextForm.concatenate(context, "n=", 5.0, null)).isEqualTo("n=5null");
        assertThat(TextForm.concatenate(context, new @Nullable Object[] {"n=", 5L, ", m=", null}))
                .isEqualTo("n=5, m=null");
        assertThat(TextForm.concatenate(context, new Object[] {})).isEmpty();
        assertThat(TextForm.concatenate(context, value("[1]"), value("{\"a\":\"é\"}")))
                .isEqualTo("[1]{\"a\":\"é\"}");
    }

    @Test
    void errorIsItsMessageInTextButAnObjectAsJsonAndInsideValues() {
        ErrorValue error = ErrorValue.of(ErrorCode.CONVERSION, "No number", null);
        String json =
                "{\"code\":\"CONVERSION\",\"message\":\"No number\",\"status\":500,"
                        + "\"source\":null,\"data\":null,\"retryable\":false,\"cause\":null}";

        assertThat(TextForm.of(context, error)).isEqualTo("No number");
        assertThat(TextForm.json(context, error)).isEqualTo(json);
        assertThat(TextForm.of(context, ArrayValue.wrap(new Object[] {error})))
                .isEqualTo("[" + json + "]");
    }

    @Test
    void jsonOf512LevelsIsWrittenAndOf513IsTooDeep() {
        assertThat(TextForm.json(context, nested(512))).hasSize(1024);

        LogicError error =
                catchThrowableOfType(LogicError.class, () -> TextForm.json(context, nested(513)));
        assertThat(error.code()).isEqualTo("LIMIT_DEPTH");
    }

    @Test
    void longTextsGrowTheBuffer() {
        String text = "ab\"é".repeat(50_000);

        assertThat(TextForm.json(context, text)).isEqualTo("\"" + "ab\\\"é".repeat(50_000) + "\"");
    }

    @ParameterizedTest(name = "{0} costs {1} bytes")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            textBlock =
                    """
                    12345; 26
                    1.5; 22
                    [1]; 22
                    'text'; 0
                    ["é"]; 26
                    """)
    void textThatIsBuiltIsCharged(String literal, long cost) {
        long before = context.memoryLeft();

        TextForm.of(context, value(literal));

        assertThat(before - context.memoryLeft()).isEqualTo(cost);
    }

    private static Object nested(int levels) {
        Object value = ArrayValue.wrap(new Object[] {});
        for (int i = 1; i < levels; i++) {
            value = ArrayValue.wrap(new Object[] {value});
        }
        return value;
    }
}
