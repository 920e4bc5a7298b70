package dev.tiercel.runtime.function;

import dev.tiercel.ir.DateDirective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pattern of {@code format_date} and {@code parse_date} (LANG-62). Immutable and thread-safe. */
final class DatePattern {
    /** Greatest number of patterns that are kept. */
    static final int CACHE_ENTRIES_MAX = 256;

    private static final GenerationalCache<DatePattern> CACHE =
            new GenerationalCache<>(CACHE_ENTRIES_MAX, DatePattern::new);

    private final List<Part> parts;

    private DatePattern(String pattern) {
        List<Part> read = new ArrayList<>();
        int start = 0;
        for (int i = pattern.indexOf('%'); i >= 0; i = pattern.indexOf('%', start)) {
            addLiteral(read, pattern.substring(start, i));
            addDirective(read, DateDirective.find(pattern.charAt(i + 1)).orElseThrow());
            start = i + 2;
        }
        addLiteral(read, pattern.substring(start));
        parts = List.copyOf(read);
    }

    /** Returns the pattern of a text; an unknown directive raises INVALID_ARGUMENT. */
    static DatePattern of(String function, String pattern) {
        Optional<String> unknown = DateDirective.firstUnknown(pattern);
        if (unknown.isPresent()) {
            throw Arguments.outOfRange(function, "unknown directive " + unknown.get());
        }
        return CACHE.get(pattern);
    }

    List<Part> parts() {
        return parts;
    }

    /** Whether a directive stands for a part of the time of day. */
    boolean hasTime() {
        return parts.stream().anyMatch(part -> part instanceof Field(var field) && field.isTime());
    }

    private static void addLiteral(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Literal(text));
        }
    }

    private static void addDirective(List<Part> parts, DateDirective directive) {
        switch (directive) {
            case DATE ->
                    addAll(parts, "-", DateDirective.YEAR, DateDirective.MONTH, DateDirective.DAY);
            case TIME ->
                    addAll(
                            parts,
                            ":",
                            DateDirective.HOUR,
                            DateDirective.MINUTE,
                            DateDirective.SECOND);
            case HOUR_AND_MINUTE -> addAll(parts, ":", DateDirective.HOUR, DateDirective.MINUTE);
            case PERCENT -> parts.add(new Literal("%"));
            default -> parts.add(new Field(directive));
        }
    }

    private static void addAll(List<Part> parts, String separator, DateDirective... directives) {
        for (int i = 0; i < directives.length; i++) {
            if (i > 0) {
                parts.add(new Literal(separator));
            }
            parts.add(new Field(directives[i]));
        }
    }

    /** A piece of a pattern. */
    sealed interface Part {}

    /** Text that stands for itself. */
    record Literal(String text) implements Part {}

    /** A directive that is not made of others. */
    record Field(DateDirective directive) implements Part {}
}
