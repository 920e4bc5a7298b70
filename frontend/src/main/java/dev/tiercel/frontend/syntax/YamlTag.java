package dev.tiercel.frontend.syntax;

import org.jspecify.annotations.Nullable;

/** A tag as the author meant it. */
sealed interface YamlTag {
    String STANDARD_PREFIX = "tag:yaml.org,2002:";

    record None() implements YamlTag {}

    /** {@code !}: a scalar is a string. */
    record NonSpecific() implements YamlTag {}

    /** {@code !!name}. */
    record Standard(String name) implements YamlTag {}

    /** {@code !name}, which may stand for an operation. */
    record Local(String name) implements YamlTag {}

    /** Any other. */
    record Foreign(String text) implements YamlTag {}

    static YamlTag of(@Nullable String tag) {
        if (tag == null) {
            return new None();
        }
        if (tag.equals("!")) {
            return new NonSpecific();
        }
        if (tag.startsWith("!")) {
            return new Local(tag.substring(1));
        }
        return tag.startsWith(STANDARD_PREFIX)
                ? new Standard(tag.substring(STANDARD_PREFIX.length()))
                : new Foreign(tag);
    }
}
