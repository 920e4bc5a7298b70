package dev.tiercel.frontend.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Pointer (RFC 6901) that shares its beginning with those of the enclosing nodes. Immutable.
 */
public final class Pointer {
    /** The pointer of a whole document. */
    public static final Pointer ROOT = new Pointer(null, "");

    private final @Nullable Pointer parent;
    private final String segment;

    private Pointer(@Nullable Pointer parent, String segment) {
        this.parent = parent;
        this.segment = segment;
    }

    /** Returns the pointer to a member. */
    public Pointer member(String name) {
        return new Pointer(this, name);
    }

    /** Returns the pointer to an element. */
    public Pointer element(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    @Override
    public String toString() {
        Deque<String> segments = new ArrayDeque<>();
        for (Pointer p = this; p.parent != null; p = p.parent) {
            segments.push(p.segment.replace("~", "~0").replace("/", "~1"));
        }
        return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }
}
