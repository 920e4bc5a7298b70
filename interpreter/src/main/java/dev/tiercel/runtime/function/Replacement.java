package dev.tiercel.runtime.function;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * The replacement text of {@code regex_replace}: literal parts and references to groups. Immutable.
 */
final class Replacement {
    private static final String FUNCTION = "regex_replace";

    private final List<Part> parts;

    private Replacement(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a replacement text; a reference to a group that the pattern does not have is
     * INVALID_ARGUMENT.
     */
    static Replacement of(String text, Pattern pattern) {
        return new Replacement(new Reader(text, pattern).read());
    }

    /** Appends the replacement of a match. */
    void append(BoundedText target, RegexMatches match) {
        for (Part part : parts) {
            switch (part) {
                case Literal(var text) -> target.append(text);
                case Group(var group) -> {
                    String text = match.group(group);
                    if (text != null) {
                        target.append(text);
                    }
                }
            }
        }
    }

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Group(int group) implements Part {}

    private static final class Reader {
        private final String text;
        private final Pattern pattern;
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private int position;

        Reader(String text, Pattern pattern) {
            this.text = text;
            this.pattern = pattern;
        }

        List<Part> read() {
            while (position < text.length()) {
                char c = text.charAt(position++);
                switch (c) {
                    case '\\' -> readEscaped();
                    case '$' -> readGroup();
                    default -> literal.append(c);
                }
            }
            endLiteral();
            return parts;
        }

        private void readEscaped() {
            if (position == text.length()) {
                throw Arguments.outOfRange(FUNCTION, "nothing follows the last backslash");
            }
            int character = text.codePointAt(position);
            literal.appendCodePoint(character);
            position += Character.charCount(character);
        }

        private void readGroup() {
            int group = text.startsWith("{", position) ? namedGroup() : numberedGroup();
            endLiteral();
            parts.add(new Group(group));
        }

        private int namedGroup() {
            int end = text.indexOf('}', position);
            String name = end < 0 ? text.substring(position) : text.substring(position + 1, end);
            Integer group = end < 0 ? null : pattern.namedGroups().get(name);
            if (group == null) {
                throw Arguments.outOfRange(FUNCTION, "the pattern has no group " + name);
            }
            position = end + 1;
            return group;
        }

        /** Reads as many digits as name a group. */
        private int numberedGroup() {
            int start = position;
            int group = 0;
            while (position < text.length()) {
                int digit = text.charAt(position) - '0';
                if (digit < 0 || digit > 9 || (position > start && !isGroup(group * 10 + digit))) {
                    break;
                }
                group = group * 10 + digit;
                position++;
            }
            if (position == start || !isGroup(group)) {
                throw Arguments.outOfRange(
                        FUNCTION, "the pattern has no group " + text.substring(start));
            }
            return group;
        }

        private boolean isGroup(int number) {
            return number <= pattern.groupCount();
        }

        private void endLiteral() {
            if (!literal.isEmpty()) {
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
        }
    }
}
