package dev.tiercel.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The reader against an independent parser of JSON, on valid and on damaged text. */
final class JsonOracleTest {
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final List<String> NAMES = List.of("a", "b", "name", "näme", "\"q\"");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24})
    void validTextIsReadAlike(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] text = new RandomJson(random, NAMES).text(5).getBytes(StandardCharsets.UTF_8);

            assertThat(JsonReader.read(text)).isEqualTo(expected(text));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33, 34})
    void asciiTextWithOneWrongCharacterIsRefusedAlike(long seed) {
        Random random = new Random(seed);
        String alphabet = "{}[],:\"\\0123456789.eE+-truefalsn \n";
        for (int i = 0; i < 2_000; i++) {
            byte[] text =
                    new RandomJson(random, List.of("a", "b"))
                            .text(4)
                            .getBytes(StandardCharsets.UTF_8);
            text[random.nextInt(text.length)] =
                    (byte) alphabet.charAt(random.nextInt(alphabet.length()));

            assertThat(isRead(() -> JsonReader.read(text)))
                    .as(new String(text, StandardCharsets.UTF_8))
                    .isEqualTo(isRead(() -> expected(text)));
        }
    }

    private static boolean isRead(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (JsonException | tools.jackson.core.JacksonException _) {
            return false;
        }
    }

    private static @Nullable Object expected(byte[] text) {
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new JsonException(JsonException.Kind.SYNTAX, "more than one value", 1, 1);
            }
            return value;
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonException(JsonException.Kind.SYNTAX, "no value", 1, 1);
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default ->
                    throw new JsonException(JsonException.Kind.SYNTAX, "unexpected " + token, 1, 1);
        };
    }

    private static Object integer(JsonParser parser) {
        return parser.getBigIntegerValue().bitLength() < 64
                ? (Object) parser.getLongValue()
                : (Object) finite(parser.getDoubleValue());
    }

    private static double finite(double number) {
        if (Double.isInfinite(number)) {
            throw new JsonException(JsonException.Kind.SYNTAX, "infinite", 1, 1);
        }
        return number;
    }

    private static Object object(JsonParser parser) {
        ObjectBuilder builder = new ObjectBuilder();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            builder.put(name, value(parser));
        }
        return builder.build();
    }

    private static Object array(JsonParser parser) {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return ArrayValue.copyOf(elements);
    }
}
