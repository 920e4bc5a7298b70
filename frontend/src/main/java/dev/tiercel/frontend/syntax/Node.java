package dev.tiercel.frontend.syntax;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An element of a document's text with its position: the common form of YAML and JSON. Immutable.
 */
public sealed interface Node {
    Position position();

    Pointer pointer();

    /**
     * The YAML tag of an operation such as {@code Set} for {@code !Set}; standard tags are already
     * applied.
     */
    Optional<String> tag();

    /**
     * A scalar.
     *
     * @param value null, Boolean, Long, Double or String
     * @param text the source text of the scalar without quotes
     * @param contentPosition where the first character of a string's content stands, if the scalar
     *     is on one line without escapes, so that character n of the content stands n columns
     *     further right
     */
    record Scalar(
            @Nullable Object value,
            String text,
            Position position,
            Pointer pointer,
            Optional<String> tag,
            Optional<Position> contentPosition)
            implements Node {}

    /** A list. */
    record Sequence(List<Node> items, Position position, Pointer pointer, Optional<String> tag)
            implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A mapping with distinct keys in order of appearance. */
    record Mapping(List<Entry> entries, Position position, Pointer pointer, Optional<String> tag)
            implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** Returns the entry of a key. */
        public Optional<Entry> find(String key) {
            return entries.stream().filter(e -> e.key().equals(key)).findFirst();
        }
    }

    /**
     * A member of a mapping. The pointer of the value is that of the member.
     *
     * @param key as it is read an interned string: documents in their thousands have the same few
     */
    record Entry(String key, Position keyPosition, Node value) {}
}
