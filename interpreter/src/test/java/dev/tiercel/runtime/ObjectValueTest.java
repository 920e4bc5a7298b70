package dev.tiercel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.ir.Absent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes, objects and their builder (LANG-5). */
final class ObjectValueTest {
    private final ExecutionContext context = Fixture.context();

    @Test
    void laterEqualKeyReplacesTheValueAtThePlaceOfTheFirst() {
        ObjectValue object = new ObjectBuilder().put("a", 1L).put("b", 2L).put("a", 3L).build();

        assertThat(TextForm.json(context, object)).isEqualTo("{\"a\":3,\"b\":2}");
    }

    @Test
    void keysOfAnObjectAreTakenInTextForm() {
        ObjectValue object =
                Building.objectWithKeys(context, new Object[] {1L, "x", 1.0, "y", true, "z"});

        assertThat(TextForm.json(context, object)).isEqualTo("{\"1\":\"y\",\"true\":\"z\"}");
    }

    @Test
    void shapeRefusesEqualKeys() {
        assertThatThrownBy(() -> Shape.of("a", "b", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key occurs twice: a");
    }

    @Test
    void keysAreFoundByContentNotByIdentity() {
        Shape shape = Shape.of("name", "price");

        assertThat(shape.slotOf(new String(new char[] {'p', 'r', 'i', 'c', 'e'}))).isEqualTo(1);
        assertThat(shape.slotOf("pric")).isEqualTo(-1);
        assertThat(Shape.EMPTY.slotOf("a")).isEqualTo(-1);
    }

    @ParameterizedTest(name = "{0} keys")
    @ValueSource(ints = {1, 7, 8, 9, 16, 17, 1000})
    void everyKeyOfALargeShapeIsFound(int count) {
        List<String> keys = new ArrayList<>();
        ObjectBuilder builder = new ObjectBuilder();
        for (int i = 0; i < count; i++) {
            keys.add("key" + i);
            builder.put("key" + i, (long) i);
        }
        Shape shape = Shape.of(keys);
        ObjectValue object = builder.build();

        for (int i = 0; i < count; i++) {
            assertThat(shape.slotOf("key" + i)).isEqualTo(i);
            assertThat(object.get("key" + i)).isEqualTo((long) i);
        }
        assertThat(shape.slotOf("key" + count)).isEqualTo(-1);
        assertThat(object.find("other")).isEqualTo(Absent.ABSENT);
    }

    @Test
    void keysThatCollideInJavaAreFoundWithoutLongSearches() {
        // "Aa" and "BB" have one hash code, so all 2^14 strings of 14 such pairs have.
        ObjectBuilder builder = new ObjectBuilder();
        int count = 1 << 14;
        for (int i = 0; i < count; i++) {
            builder.put(colliding(i), (long) i);
        }
        ObjectValue object = builder.build();

        assertThat(object.size()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(object.get(colliding(i))).isEqualTo((long) i);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void builderAgreesWithALinkedMap(long seed) {
        Random random = new Random(seed);
        Map<String, Object> expected = new LinkedHashMap<>();
        ObjectBuilder builder = new ObjectBuilder();
        for (long i = 0; i < 500; i++) {
            String key = "k" + random.nextInt(200);
            expected.put(key, i);
            builder.put(key, i);
        }
        ObjectValue object = builder.build();

        assertThat(object.size()).isEqualTo(expected.size());
        int slot = 0;
        for (Map.Entry<String, Object> entry : expected.entrySet()) {
            assertThat(object.key(slot)).isEqualTo(entry.getKey());
            assertThat(object.slot(slot)).isEqualTo(entry.getValue());
            slot++;
        }
    }

    @Test
    void constantsOfTheIrBecomeValues() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("list", List.of(1L, "a"));
        members.put("flag", true);

        assertThat(TextForm.json(context, Values.ofConstant(members)))
                .isEqualTo("{\"list\":[1,\"a\"],\"flag\":true}");
        assertThat(Values.ofConstant(null)).isNull();
        assertThat(Values.ofConstant(Absent.ABSENT)).isEqualTo(Absent.ABSENT);
        assertThatThrownBy(() -> Values.ofConstant(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void typesHaveTheNamesOfTypeOf() {
        assertThat(
                        Stream.of("null", "true", "1", "1.0", "'a'", "[]", "{}", "<>")
                                .map(literal -> Values.typeName(Fixture.value(literal))))
                .containsExactly(
                        "null", "boolean", "integer", "double", "string", "array", "object",
                        "bytes");
    }

    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 14; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }
}
