package dev.tiercel.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Projection;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.Fixture;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading the parts of a body that a program needs, against reading it whole. */
final class ProjectionReaderTest {
    private static final Projection NOTHING = new Projection(false, List.of(), Optional.empty());
    private static final List<String> NAMES =
            List.of("a", "b", "name", "näme", "\"q\"", "long_member_name");

    @Test
    void onlyNamedMembersAreRead() {
        Projection projection = members("id", "qty");

        ObjectValue body =
                read(projection, "{\"x\":[1,{\"id\":9}],\"qty\":2,\"id\":\"a\",\"y\":null}");

        assertThat(body.slotCount()).isEqualTo(2);
        assertThat(body.slot(0)).isEqualTo("a");
        assertThat(body.slot(1)).isEqualTo(2L);
        assertThat(body.has("x")).isFalse();
    }

    @Test
    void memberThatIsMissingIsAbsentAndOneThatIsNullIsNull() {
        ObjectValue body = read(members("id", "qty"), "{\"qty\":null}");

        assertThat(body.slot(0)).isEqualTo(Absent.ABSENT);
        assertThat(body.slot(1)).isNull();
    }

    @Test
    void lastOfEqualNamesCounts() {
        assertThat(read(members("id"), "{\"id\":1,\"\\u0069d\":2,\"x\":0}").slot(0)).isEqualTo(2L);
    }

    @Test
    void nestedProjectionsAreReadIntoNestedSlots() {
        Projection lines = new Projection(false, List.of(), Optional.of(members("price")));
        Projection projection =
                new Projection(
                        false, List.of(new Projection.Member("lines", lines)), Optional.empty());

        ObjectValue body = read(projection, "{\"lines\":[{\"qty\":1,\"price\":2.5},7,null,{}]}");

        assertThat(body.get("lines")).isEqualTo(Fixture.value("[{\"price\":2.5},7,null,{}]"));
    }

    @Test
    void valueOfAnotherKindIsReadWhole() {
        assertThat(ProjectionReader.of(members("id")).read(utf8("[{\"x\":1}]")))
                .isEqualTo(Fixture.value("[{\"x\":1}]"));
        assertThat(ProjectionReader.of(members("id")).read(utf8("\"text\""))).isEqualTo("text");
        assertThat(ProjectionReader.of(members("id")).read(utf8("null"))).isNull();
        Projection elements = new Projection(false, List.of(), Optional.of(NOTHING));
        assertThat(ProjectionReader.of(elements).read(utf8("{\"x\":1}")))
                .isEqualTo(Fixture.value("{\"x\":1}"));
    }

    @Test
    void elementsThatAreNotReadStillCount() {
        Projection elements = new Projection(false, List.of(), Optional.of(NOTHING));

        ArrayValue array =
                (ArrayValue) ProjectionReader.of(elements).read(utf8("[{\"a\":1},{\"b\":2},[3]]"));

        assertThat(array).isEqualTo(Fixture.value("[{},{},[3]]"));
    }

    @Test
    void wholeProjectionReadsEverything() {
        assertThat(ProjectionReader.of(Projection.WHOLE).read(utf8("\uFEFF{\"a\":[1]}")))
                .isEqualTo(Fixture.value("{\"a\":[1]}"));
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "{\"x\":tru}",
                "{\"x\":01}",
                "{\"x\":1e999}",
                "{\"x\":[1,]}",
                "{\"x\":\"\\q\"}",
                "{\"x\":{\"y\"}}",
                "{\"x\":{y:1}}",
                "{\"x\":1,}",
                "{\"x\":1",
                "{\"x\":1}}",
                "{x:1}",
                "{\"x\" 1}"
            })
    void malformedPartsThatAreSkippedAreRefused(String text) {
        assertThatThrownBy(() -> ProjectionReader.of(members("id")).read(utf8(text)))
                .isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> JsonReader.read(utf8(text))).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void projectedReadingAgreesWithWholeReading(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            String text = new RandomJson(random, NAMES).text(5);
            Projection projection = projection(random, 4);

            Object whole = JsonReader.read(utf8(text));
            Object projected = ProjectionReader.of(projection).read(utf8(text));

            assertThat(projected).as(text).isEqualTo(apply(projection, whole));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    void damagedTextIsRefusedByBothReadersOrByNone(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] text = utf8(new RandomJson(random, NAMES).text(4));
            text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            Projection projection = projection(random, 3);

            Optional<JsonException> whole = failure(() -> JsonReader.read(text));
            Optional<JsonException> projected =
                    failure(() -> ProjectionReader.of(projection).read(text));

            assertThat(projected.map(ProjectionReaderTest::describe))
                    .as(new String(text, StandardCharsets.ISO_8859_1))
                    .isEqualTo(whole.map(ProjectionReaderTest::describe));
        }
    }

    @Test
    void readerMayBeUsedAgain() {
        ProjectionReader reader = ProjectionReader.of(members("id"));

        assertThatCode(() -> reader.read(utf8("{\"id\":1}"))).doesNotThrowAnyException();
        assertThat(reader.read(utf8("{}"))).isEqualTo(ObjectValue.EMPTY);
        assertThat(reader.projection()).isEqualTo(members("id"));
    }

    /** What a projection means, applied to a value that was read whole. */
    private static @Nullable Object apply(Projection projection, @Nullable Object value) {
        if (projection.whole()) {
            return value;
        }
        boolean readsMembers = projection.elements().isEmpty() || !projection.members().isEmpty();
        if (value instanceof ObjectValue object && readsMembers) {
            ObjectBuilder builder = new ObjectBuilder();
            for (Projection.Member member : projection.members()) {
                if (object.has(member.name())) {
                    builder.put(
                            member.name(), apply(member.projection(), object.get(member.name())));
                }
            }
            return builder.build();
        }
        if (value instanceof ArrayValue array && projection.elements().isPresent()) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (Object element : array) {
                elements.add(apply(projection.elements().get(), element));
            }
            return ArrayValue.copyOf(elements);
        }
        return value;
    }

    private static Projection projection(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return random.nextInt(5) == 0 ? NOTHING : Projection.WHOLE;
        }
        List<Projection.Member> members = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextInt(3) == 0) {
                members.add(new Projection.Member(name, projection(random, depth - 1)));
            }
        }
        Collections.shuffle(members, random);
        Optional<Projection> elements =
                random.nextBoolean()
                        ? Optional.of(projection(random, depth - 1))
                        : Optional.empty();
        return new Projection(false, members, elements);
    }

    private static Projection members(String... names) {
        List<Projection.Member> members = new ArrayList<>();
        for (String name : names) {
            members.add(new Projection.Member(name, Projection.WHOLE));
        }
        return new Projection(false, members, Optional.empty());
    }

    private static ObjectValue read(Projection projection, String text) {
        Object value = ProjectionReader.of(projection).read(utf8(text));
        assertThat(value).isInstanceOf(ObjectValue.class);
        return (ObjectValue) Objects.requireNonNull(value);
    }

    private static Optional<JsonException> failure(Runnable reading) {
        try {
            reading.run();
            return Optional.empty();
        } catch (JsonException failure) {
            return Optional.of(failure);
        }
    }

    private static String describe(JsonException failure) {
        return failure.kind()
                + " "
                + failure.line()
                + ":"
                + failure.column()
                + " "
                + failure.getMessage();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
