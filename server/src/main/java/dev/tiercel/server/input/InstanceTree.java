package dev.tiercel.server.input;

import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.DefaultNodeReader;
import com.networknt.schema.serialization.NodeReader;
import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.ObjectValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values of the language as the trees that the validator reads: those that their JSON form would be
 * parsed to.
 */
final class InstanceTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * From here on the JSON form of a double has the digits that the library takes for a double.
     */
    private static final double SHORTEST_MIN = 1e-300;

    /** The library's reader, except that how long names may be is left to who gives the text. */
    private static final NodeReader READER =
            DefaultNodeReader.builder()
                    .jsonMapper(
                            new JsonMapper(
                                    JsonFactory.builder()
                                            .streamReadConstraints(
                                                    StreamReadConstraints.builder()
                                                            .maxNameLength(Integer.MAX_VALUE)
                                                            .build())
                                            .build()))
                    .build();

    private InstanceTree() {}

    /** Returns the tree of JSON text. */
    static JsonNode parse(String json) {
        return READER.readTree(json, InputFormat.JSON);
    }

    /** Returns the tree of a value. */
    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case String text -> NODES.stringNode(text);
            case Long number -> integer(number);
            case Double number -> number(number);
            case Boolean bool -> NODES.booleanNode(bool);
            case ArrayValue array -> array(array);
            case ObjectValue object -> object(object);
            default -> parsed(value);
        };
    }

    private static JsonNode integer(long number) {
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    private static JsonNode number(double number) {
        // The JSON form has no negative zero.
        boolean isShortest = number == 0 || Math.abs(number) >= SHORTEST_MIN;
        return isShortest ? NODES.numberNode(number + 0.0) : parsed(number);
    }

    private static ArrayNode array(ArrayValue array) {
        ArrayNode node = NODES.arrayNode(array.size());
        for (int i = 0; i < array.size(); i++) {
            node.add(of(array.get(i)));
        }
        return node;
    }

    private static ObjectNode object(ObjectValue object) {
        ObjectNode node = NODES.objectNode();
        for (int i = 0; i < object.slotCount(); i++) {
            Object member = object.slot(i);
            if (member != Absent.ABSENT) {
                node.set(object.key(i), of(member));
            }
        }
        return node;
    }

    private static JsonNode parsed(Object value) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return parse(buffer.text());
    }
}
