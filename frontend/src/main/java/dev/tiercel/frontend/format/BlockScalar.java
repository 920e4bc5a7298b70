package dev.tiercel.frontend.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text below an indicator, at an indentation of its own. */
final class BlockScalar {
    private static final Pattern MOVABLE_INDICATOR = Pattern.compile("[|>]-?\\s*");
    private static final Pattern UNPRINTABLE =
            Pattern.compile(
                    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

    private BlockScalar() {}

    /**
     * Returns a block scalar at another indentation; nothing if its indentation or its end is part
     * of what it says.
     *
     * @param lines as written, the indicator first
     */
    static Optional<List<String>> moved(List<String> lines, int indent) {
        List<String> content = withoutBlankEnd(lines.subList(1, lines.size()));
        if (!MOVABLE_INDICATOR.matcher(lines.getFirst()).matches() || content.isEmpty()) {
            return Optional.empty();
        }
        int before =
                content.stream()
                        .filter(l -> !l.isBlank())
                        .mapToInt(BlockScalar::indentation)
                        .findFirst()
                        .orElse(0);
        List<String> moved = new ArrayList<>();
        moved.add(lines.getFirst().strip());
        for (String line : content) {
            String rest = line.length() > before ? line.substring(before) : "";
            moved.add(rest.isEmpty() ? "" : " ".repeat(indent) + rest);
        }
        return Optional.of(moved);
    }

    /** Returns a text of several lines as a block scalar, if it can be one. */
    static Optional<List<String>> of(String text, int indent) {
        String content = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        boolean isPossible =
                content.indexOf('\n') > 0
                        && !content.endsWith("\n")
                        && !content.startsWith(" ")
                        && !UNPRINTABLE.matcher(content).find()
                        && content.lines().noneMatch(l -> l.endsWith(" "));
        if (!isPossible) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        lines.add(text.endsWith("\n") ? "|" : "|-");
        content.lines().forEach(l -> lines.add(l.isEmpty() ? "" : " ".repeat(indent) + l));
        return Optional.of(lines);
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static List<String> withoutBlankEnd(List<String> lines) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        return lines.subList(0, end);
    }
}
