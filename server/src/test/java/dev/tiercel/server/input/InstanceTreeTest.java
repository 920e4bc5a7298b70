package dev.tiercel.server.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.json.JsonReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The trees that the validator reads, beside those that a parser makes of the JSON form. */
class InstanceTreeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-1",
                "2147483647",
                "2147483648",
                "-2147483648",
                "-2147483649",
                "9223372036854775807",
                "9223372036854775808",
                "1.0",
                "-0.0",
                "0.1",
                "1e-7",
                "9007199254740993.0",
                "1e16",
                "1e20",
                "1.7976931348623157e308",
                "1e-300",
                "1e-310",
                "2e-323",
                "4.9e-324",
                "\"\"",
                "\"a\\nb \\u20ac \\ud83d\\ude00 \\ud83d\"",
                "[]",
                "[1,[2.5,null],{}]",
                "{\"b\":1,\"a\":{\"\":[{\"c\":\"d\"}]},\"b\":2}"
            })
    void treesAreThoseOfTheJsonForm(String json) {
        Object value = JsonReader.read(json.getBytes(StandardCharsets.UTF_8));

        assertThat(InstanceTree.of(value)).isEqualTo(parsedForm(value));
    }

    @Test
    void octetsAreTheirBase64Text() {
        Object octets = BytesValue.wrap(new byte[] {1, 2, 3});

        assertThat(InstanceTree.of(octets).stringValue()).isEqualTo("AQID");
    }

    @Test
    void namesMayBeLong() {
        String name = "n".repeat(60_000);

        assertThat(InstanceTree.parse("{\"" + name + "\":1}").propertyNames())
                .containsExactly(name);
    }

    private static JsonNode parsedForm(@Nullable Object value) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return InstanceTree.parse(buffer.text());
    }
}
