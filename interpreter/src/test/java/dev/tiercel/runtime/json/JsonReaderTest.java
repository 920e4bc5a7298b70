package dev.tiercel.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tiercel.ir.Projection;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.Comparisons;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Fixture;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.TextForm;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What JSON text is read and what is refused, and where (LANG-2, LANG-4, LANG-5, LANG-74, HTTP-16).
 */
final class JsonReaderTest {
    private static final ProjectionReader NOTHING =
            ProjectionReader.of(new Projection(false, List.of(), Optional.empty()));

    private final ExecutionContext context = Fixture.context();

    @ParameterizedTest(name = "LANG-2: {0} is {1}")
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0, 0.0",
        "7, 7",
        "-7, -7",
        "999999999999999999, 999999999999999999",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "9223372036854775808, 9223372036854775808.0",
        "123456789012345678901234567890, 1.2345678901234568e29",
        "1.0, 1.0",
        "3.14, 3.14",
        "-3.14, -3.14",
        "1e5, 100000.0",
        "1E+2, 100.0",
        "1e-2, 0.01",
        "0e999, 0.0",
        "1e-999, 0.0",
        "1.7976931348623157e308, 1.7976931348623157e308",
        "123456789012345678.9, 123456789012345680.0",
        "0.1000000000000000055511151231257827, 0.1",
        "9007199254740993.0, 9007199254740992.0",
        "1e22, 1e22",
        "1e23, 1e23",
        "1.5e-320, 1.5e-320"
    })
    void numbersAreIntegersOrNearestDoubles(String text, String json) {
        Object number = JsonReader.read(utf8(text));

        Object expected =
                json.contains(".") || json.contains("e")
                        ? (Object) Double.parseDouble(json)
                        : (Object) Long.parseLong(json);
        assertThat(Comparisons.strictEqual(context, number, expected)).isTrue();
        assertThat(number).hasSameClassAs(expected);
    }

    @Test
    void negativeZeroIsADoubleOnlyWithAFraction() {
        assertThat(JsonReader.read(utf8("-0"))).isEqualTo(0L);
        assertThat(JsonReader.read(utf8("-0.0"))).isEqualTo(-0.0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    null | null
                    true | true
                    [] | []
                    ` [ 1 , 2 ] ` | [1,2]
                    {} | {}
                    `{ "a" : { } }` | {"a":{}}
                    `{"a":1,"b":[true,false,null,"x"]}` | {"a":1,"b":[true,false,null,"x"]}
                    {"a":1,"b":2,"a":3} | {"a":3,"b":2}
                    [{"a":1,"b":2},{"a":3,"b":4}] | [{"a":1,"b":2},{"a":3,"b":4}]
                    [{"a":1,"b":2},{"b":3,"a":4}] | [{"a":1,"b":2},{"b":3,"a":4}]
                    [{"a":1,"b":2},{"a":3}] | [{"a":1,"b":2},{"a":3}]
                    [{"a":1},{"a":3,"b":4}] | [{"a":1},{"a":3,"b":4}]
                    [{"a":1,"b":2},{"a":3,"a":4}] | [{"a":1,"b":2},{"a":4}]
                    [{"a":1,"b":2},{"a":3,"b":4,"a":5}] | [{"a":1,"b":2},{"a":5,"b":4}]
                    [{"a":1},{},{"a":2}] | [{"a":1},{},{"a":2}]
                    [{"a":{"b":1}},{"a":{"b":2}},{"a":[]},{"a":{"c":2}}] | [{"a":{"b":1}},{"a":{"b":2}},{"a":[]},{"a":{"c":2}}]
                    [[{"a":1}],[{"a":2},3]] | [[{"a":1}],[{"a":2},3]]
                    {"\\u0061":1,"a":2} | {"a":2}
                    [{"ab":1},{"a\\u0062":2},{"a":3}] | [{"ab":1},{"ab":2},{"a":3}]
                    {"":1} | {"":1}
                    """)
    void valuesKeepTheirOrderAndTheLastOfEqualNames(String text, String json) {
        assertThat(TextForm.json(context, JsonReader.read(utf8(text)))).isEqualTo(json);
    }

    @Test
    void whiteSpaceIsSpaceTabAndLineBreaks() {
        assertThat(JsonReader.read(utf8("\t\r\n [\r1\n,\t2 ]\n")))
                .isEqualTo(Fixture.value("[1,2]"));
    }

    @Test
    void elementsThatAreAlikeShareAShape() {
        ArrayValue array = Fixture.array("[{\"a\":1,\"b\":2},{\"a\" : 3, \"b\":4}]");

        assertThat(array)
                .extracting(element -> ((ObjectValue) Objects.requireNonNull(element)).shape())
                .satisfies(shapes -> assertThat(shapes.get(1)).isSameAs(shapes.get(0)));
    }

    @ParameterizedTest(name = "LANG-4: {0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    "abc" | 616263
                    "" | ``
                    "\\"\\\\\\/\\b\\f\\n\\r\\t" | 225c2f080c0a0d09
                    "\\u0041\\u00e9\\u20AC" | 41c3a9e282ac
                    "\\ud83d\\ude00" | f09f9880
                    "\\uD83D" | efbfbd
                    "\\uDE00\\uD83D" | efbfbdefbfbd
                    "\\ud83dx" | efbfbd78
                    "\\ud83d\\u0041" | efbfbd41
                    "\\ud83d\\ud83d\\ude00" | efbfbdf09f9880
                    "\\u0000\\u001f" | 001f
                    "é€" | c3a9e282ac
                    "é\\né" | c3a90ac3a9
                    "0123456789abcdef\\u0030" | 3031323334353637383961626364656630
                    """)
    void stringsAreUnescaped(String text, String hexOfUtf8) {
        String string = (String) JsonReader.read(utf8(text));

        assertThat(string)
                .isEqualTo(new String(HexFormat.of().parseHex(hexOfUtf8), StandardCharsets.UTF_8));
    }

    @Test
    void charactersBeyondTheBasicPlaneAreRead() {
        assertThat(JsonReader.read(utf8("\"a\uD83D\uDE00\uFFFF\u0800\"")))
                .isEqualTo("a\uD83D\uDE00\uFFFF\u0800");
    }

    @ParameterizedTest(name = "{0} is refused at line {1}, column {2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    `` | 1 | 1
                    ` ` | 1 | 2
                    [1,2 | 1 | 5
                    [1,] | 1 | 4
                    [,1] | 1 | 2
                    [1 2] | 1 | 4
                    [1}  | 1 | 3
                    {"a":1,} | 1 | 8
                    {"a" 1} | 1 | 6
                    {"a":} | 1 | 6
                    {a:1} | 1 | 2
                    {'a':1} | 1 | 2
                    {"a":1 "b":2} | 1 | 8
                    {"a" | 1 | 5
                    {1:2} | 1 | 2
                    1 2 | 1 | 3
                    [] x | 1 | 4
                    tru | 1 | 1
                    truf | 1 | 1
                    truex | 1 | 5
                    nul | 1 | 1
                    True | 1 | 1
                    NaN | 1 | 1
                    Infinity | 1 | 1
                    +1 | 1 | 1
                    -  | 1 | 2
                    -a | 1 | 2
                    01 | 1 | 1
                    -01 | 1 | 2
                    1. | 1 | 3
                    1.e5 | 1 | 3
                    .5 | 1 | 1
                    1e | 1 | 3
                    1e+ | 1 | 4
                    1ex | 1 | 3
                    0x10 | 1 | 2
                    1e999 | 1 | 1
                    -1e999 | 1 | 1
                    [1,1e400] | 1 | 4
                    {"a":[0,12345e305]} | 1 | 9
                    "abc | 1 | 5
                    "a\\x" | 1 | 3
                    "a\\u12G4" | 1 | 3
                    "a\\u12 | 1 | 3
                    "a\\ | 1 | 3
                    'a' | 1 | 1
                    // | 1 | 1
                    [1, /* x */ 2] | 1 | 5
                    é | 1 | 1
                    ["é" é] | 1 | 6
                    """)
    void malformedTextIsRefusedWhetherReadOrSkipped(String text, int line, int column) {
        assertRefused(utf8(text), JsonException.Kind.SYNTAX, line, column);
        String skipped = "{\"x\":" + text;
        if (!text.startsWith("1 2") && !text.equals("[] x")) {
            JsonException failure = failure(() -> NOTHING.read(utf8(skipped)));
            assertThat(failure.column()).isEqualTo(column + 5);
        }
    }

    @Test
    void positionsCountLinesAndCodePoints() {
        assertRefused(
                utf8("{\n  \"a\": 1,\r\n\t\"é\uD83D\uDE00\" x\n}"),
                JsonException.Kind.SYNTAX,
                3,
                7);
        assertRefused(utf8("[\n\n1,\n}"), JsonException.Kind.SYNTAX, 4, 1);
    }

    @Test
    void messageSaysWhatIsExpectedAndFound() {
        assertThat(failure(() -> JsonReader.read(utf8("[1 2]"))))
                .hasMessage("Expected `,` or `]`, not `2`");
        assertThat(failure(() -> JsonReader.read(utf8("{\"a\""))))
                .hasMessage("The text ends where `:` is expected");
        assertThat(failure(() -> JsonReader.read(utf8("[é]"))))
                .hasMessage("Expected a value, not `é`");
        assertThat(failure(() -> JsonReader.read(utf8("[\u0001]"))))
                .hasMessage("Expected a value, not a control character");
    }

    @ParameterizedTest(name = "control character {0} in a string")
    @ValueSource(ints = {0, 9, 10, 13, 31})
    void controlCharactersInStringsAreRefused(int character) {
        String text = "[\"abcdefghijkl" + (char) character + "\"]";

        assertRefused(utf8(text), JsonException.Kind.SYNTAX, 1, 15);
    }

    @Test
    void deleteCharacterInAStringIsRead() {
        assertThat(JsonReader.read(utf8("\"\u007f\""))).isEqualTo("\u007f");
    }

    @ParameterizedTest(name = "HTTP-16: bytes {0} are not UTF-8")
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c0af",
                "c1bf",
                "c3",
                "c328",
                "e0809f",
                "e09f80",
                "e28228",
                "e282",
                "eda080",
                "edbfbf",
                "f08080af",
                "f08f8080",
                "f0288cbc",
                "f09f98",
                "f4908080",
                "f5808080",
                "fe",
                "ff"
            })
    void invalidUtf8IsReportedAsEncoding(String hex) {
        byte[] invalid = HexFormat.of().parseHex("5b222020" + hex + "2020225d");
        byte[] outside = HexFormat.of().parseHex("5b20" + hex + "20205d");

        assertRefused(invalid, JsonException.Kind.ENCODING, 1, 5);
        assertRefused(outside, JsonException.Kind.ENCODING, 1, 3);
    }

    @ParameterizedTest(name = "bytes {0} are UTF-8")
    @ValueSource(
            strings = {
                "c280",
                "dfbf",
                "e0a080",
                "ed9fbf",
                "ee8080",
                "efbfbf",
                "f0908080",
                "f48fbfbf"
            })
    void validUtf8IsRead(String hex) {
        byte[] text = HexFormat.of().parseHex("22" + hex + "22");

        assertThat(JsonReader.read(text))
                .isEqualTo(new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8));
    }

    @Test
    void textOf128LevelsIsReadAndOf129IsRefused() {
        String deepest =
                "[".repeat(64) + "{\"a\":".repeat(64) + "1" + "}".repeat(64) + "]".repeat(64);
        String tooDeep = "[".repeat(129) + "]".repeat(129);

        assertThat(JsonReader.read(utf8(deepest))).isNotNull();
        assertThat(NOTHING.read(utf8("[" + "[".repeat(127) + "]".repeat(127) + "]"))).isNotNull();
        assertRefused(utf8(tooDeep), JsonException.Kind.SYNTAX, 1, 129);
        JsonException skipped =
                failure(() ->
                        NOTHING.read(utf8("{\"x\":" + "[".repeat(128) + "]".repeat(128) + "}")));
        assertThat(skipped).hasMessage("Nested deeper than 128 levels");
    }

    @Test
    void byteOrderMarkIsSkippedInBodiesOnly() {
        assertThat(JsonReader.read(utf8("\uFEFF[1]"))).isEqualTo(Fixture.value("[1]"));
        LogicError error =
                catchThrowableOfType(
                        LogicError.class, () -> JsonReader.parse(context, "\uFEFF[1]"));
        assertThat(error.code()).isEqualTo("JSON_ERROR");
    }

    @Test
    void partOfAnArrayIsRead() {
        assertThat(JsonReader.read(utf8("xx[12]345"), 2, 6)).isEqualTo(Fixture.value("[12]"));
        assertThat(JsonReader.read(utf8("12345"), 1, 3)).isEqualTo(23L);
        assertThat(failure(() -> JsonReader.read(utf8("\"abc\""), 0, 4)).column()).isEqualTo(5);
    }

    @Test
    void errorOfParsingHasItsPosition() {
        LogicError error =
                catchThrowableOfType(
                        LogicError.class, () -> JsonReader.parse(context, "{\n \"a\": x}"));

        assertThat(error.code()).isEqualTo("JSON_ERROR");
        assertThat(error.value().message())
                .isEqualTo("Expected a value, not `x` (line 2, column 7)");
        assertThat(error.value().data()).isEqualTo(Fixture.value("{\"line\":2,\"column\":7}"));
    }

    @ParameterizedTest(name = "{0} costs {1} bytes")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    1 | 0
                    "abc" | 22
                    "é" | 18
                    [] | 16
                    {} | 32
                    [1,2] | 32
                    {"a":"b","c":[]} | 114
                    [{"a":1},{"a":2}] | 144
                    """)
    void parsedValuesAreCharged(String text, long cost) {
        ExecutionContext enough = Fixture.withMemory(cost).context;

        JsonReader.parse(enough, text);

        assertThat(enough.memoryLeft()).isZero();
    }

    private static void assertRefused(byte[] text, JsonException.Kind kind, int line, int column) {
        JsonException failure = failure(() -> JsonReader.read(text));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(List.of(failure.line(), failure.column())).containsExactly(line, column);
    }

    private static JsonException failure(Supplier<@Nullable Object> reading) {
        JsonException failure = catchThrowableOfType(JsonException.class, reading::get);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
