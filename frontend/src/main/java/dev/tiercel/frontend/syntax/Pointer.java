package dev.tiercel.frontend.syntax;

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
        return parent == null ? "" : append(new StringBuilder()).toString();
    }

    /** Appends the pointer; {@link DocumentLimits} bounds its depth. */
    private StringBuilder append(StringBuilder text) {
        if (parent == null) {
            return text;
        }
        parent.append(text).append('/');
        for (int i = 0; i < segment.length(); i++) {
            char character = segment.charAt(i);
            switch (character) {
                case '~' -> text.append("~0");
                case '/' -> text.append("~1");
                default -> text.append(character);
            }
        }
        return text;
    }
}
