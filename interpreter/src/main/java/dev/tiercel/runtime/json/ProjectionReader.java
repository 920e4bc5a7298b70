package dev.tiercel.runtime.json;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Projection;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of JSON text that a {@link Projection} names, and checks the rest. An object that
 * is projected has one slot per member of the projection, in its order. Immutable and thread-safe.
 */
public final class ProjectionReader {
    private final Projection projection;
    private final Shape shape;
    private final byte[][] keys;
    private final ProjectionReader[] members;
    private final @Nullable ProjectionReader elements;
    private final boolean readsMembers;

    private ProjectionReader(Projection projection) {
        List<Projection.Member> parts = projection.members();
        this.projection = projection;
        this.shape = Shape.of(parts.stream().map(Projection.Member::name).toList());
        this.keys = new byte[parts.size()][];
        this.members = new ProjectionReader[parts.size()];
        for (int i = 0; i < members.length; i++) {
            keys[i] = Objects.requireNonNull(shape.jsonKey(i));
            members[i] = new ProjectionReader(parts.get(i).projection());
        }
        this.elements = projection.elements().map(ProjectionReader::new).orElse(null);
        this.readsMembers = !projection.whole() && (elements == null || members.length > 0);
    }

    public static ProjectionReader of(Projection projection) {
        return new ProjectionReader(projection);
    }

    /** Returns what this reader reads. */
    public Projection projection() {
        return projection;
    }

    /**
     * Reads the value that is the whole text; a byte order mark before it is skipped. Charges
     * nothing.
     *
     * @throws JsonException if the text is not JSON in UTF-8, also in parts that are not read
     */
    public @Nullable Object read(byte[] text) {
        return read(text, 0, text.length);
    }

    /** Reads the bytes from {@code start} to before {@code end}, see {@link #read(byte[])}. */
    public @Nullable Object read(byte[] text, int start, int end) {
        JsonScanner in = new JsonScanner(text, start, end);
        in.skipMark();
        Object value = value(in, 0);
        in.expectEnd();
        return value;
    }

    private @Nullable Object value(JsonScanner in, int depth) {
        int next = in.peek();
        if (next == '{' && readsMembers) {
            return object(in, depth + 1);
        }
        if (next == '[' && elements != null) {
            return array(in, elements, depth + 1);
        }
        return new ValueReader(in, null).value(depth, null);
    }

    private ArrayValue array(JsonScanner in, ProjectionReader reader, int depth) {
        in.checkDepth(depth);
        in.take();
        if (in.peek() == ']') {
            in.take();
            return ArrayValue.EMPTY;
        }
        List<@Nullable Object> values = new ArrayList<>();
        do {
            values.add(reader.value(in, depth));
        } while (in.continues(']'));
        return ArrayValue.copyOf(values);
    }

    private ObjectValue object(JsonScanner in, int depth) {
        in.checkDepth(depth);
        in.take();
        @Nullable Object[] slots = new @Nullable Object[members.length];
        Arrays.fill(slots, Absent.ABSENT);
        if (in.peek() == '}') {
            in.take();
            return ObjectValue.wrap(shape, slots);
        }
        int expected = 0;
        do {
            int slot = key(in, expected);
            if (slot < 0) {
                in.skipValue(depth);
            } else {
                slots[slot] = members[slot].value(in, depth);
                expected = slot + 1;
            }
        } while (in.continues('}'));
        return ObjectValue.wrap(shape, slots);
    }

    /** Takes a member name and colon; returns its slot, or -1. */
    private int key(JsonScanner in, int expected) {
        if (in.peek() != '"') {
            throw in.unexpected("a member name");
        }
        if (expected < keys.length && in.takeKey(keys[expected])) {
            return expected;
        }
        int start = in.position();
        int flags = in.scanString();
        int end = in.position();
        in.expect(':');
        if ((flags & JsonScanner.ESCAPED) != 0) {
            return shape.slotOf(JsonText.decode(in.text(), start + 1, end - 1, flags));
        }
        return slotOf(in.text(), start, end);
    }

    /** Returns the slot of a quoted name, or -1. */
    private int slotOf(byte[] text, int start, int end) {
        int length = end - start;
        for (int i = 0; i < keys.length; i++) {
            byte[] key = keys[i];
            if (key.length - 1 == length && Arrays.equals(key, 0, length, text, start, end)) {
                return i;
            }
        }
        return -1;
    }
}
