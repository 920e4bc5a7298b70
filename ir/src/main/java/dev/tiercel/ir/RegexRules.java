package dev.tiercel.ir;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The bounds of regular expressions that hold besides their syntax (LANG-65): length and counted
 * repetition. Repetitions inside repetitions multiply, as in RE2: {@code ((a{100}){100}){100}}
 * would be a program of a million instructions. Thread-safe.
 */
public final class RegexRules {
    /** Greatest number of characters of a pattern. */
    public static final int CHARACTERS_MAX = 1_000;

    /** Greatest count of a repetition, multiplied by those around it. */
    public static final int REPETITION_MAX = 1_000;

    private final String pattern;
    private final Deque<Long> enclosing = new ArrayDeque<>();
    private int position;
    private long groupWeight = 1;
    private long atomWeight = 1;

    private RegexRules(String pattern) {
        this.pattern = pattern;
    }

    /**
     * Returns what is wrong with a pattern, in words; empty if it keeps the bounds. Syntax is not
     * checked.
     */
    public static Optional<String> violation(String pattern) {
        if (pattern.codePointCount(0, pattern.length()) > CHARACTERS_MAX) {
            return Optional.of("a pattern has at most " + CHARACTERS_MAX + " characters");
        }
        return new RegexRules(pattern).heaviest() > REPETITION_MAX
                ? Optional.of("a repetition counts to at most " + REPETITION_MAX)
                : Optional.empty();
    }

    private long heaviest() {
        while (position < pattern.length()) {
            char c = pattern.charAt(position++);
            switch (c) {
                case '\\' -> skipEscape();
                case '[' -> skipClass();
                case '(' -> openGroup();
                case ')' -> closeGroup();
                case '{' -> readCount();
                case '*', '+', '?' -> {}
                default -> atomWeight = 1;
            }
            groupWeight = Math.max(groupWeight, atomWeight);
        }
        while (!enclosing.isEmpty()) {
            closeGroup();
        }
        return groupWeight;
    }

    private void openGroup() {
        enclosing.push(groupWeight);
        groupWeight = 1;
        atomWeight = 1;
    }

    private void closeGroup() {
        atomWeight = groupWeight;
        groupWeight = enclosing.isEmpty() ? 1 : enclosing.pop();
        groupWeight = Math.max(groupWeight, atomWeight);
    }

    private void skipEscape() {
        atomWeight = 1;
        if (position == pattern.length()) {
            return;
        }
        char kind = pattern.charAt(position++);
        if (kind == 'Q') {
            int end = pattern.indexOf("\\E", position);
            position = end < 0 ? pattern.length() : end + 2;
        } else if ("pPx".indexOf(kind) >= 0 && pattern.startsWith("{", position)) {
            int end = pattern.indexOf('}', position);
            position = end < 0 ? pattern.length() : end + 1;
        }
    }

    private void skipClass() {
        atomWeight = 1;
        if (pattern.startsWith("^", position)) {
            position++;
        }
        if (pattern.startsWith("]", position)) {
            position++;
        }
        while (position < pattern.length()) {
            char c = pattern.charAt(position++);
            if (c == ']') {
                return;
            }
            if (c == '\\') {
                position++;
            } else if (c == '[' && pattern.startsWith(":", position)) {
                int end = pattern.indexOf(":]", position + 1);
                position = end < 0 ? position : end + 2;
            }
        }
    }

    /**
     * Reads {@code n}, {@code n,} or {@code n,m} and the brace; anything else stands for itself.
     */
    private void readCount() {
        int end = pattern.indexOf('}', position);
        String counts = end < 0 ? "" : pattern.substring(position, end);
        if (!counts.matches("[0-9]+(,[0-9]*)?")) {
            atomWeight = 1;
            return;
        }
        position = end + 1;
        long greatest = 0;
        for (String count : counts.split(",")) {
            greatest =
                    Math.max(
                            greatest,
                            count.length() > 4 ? REPETITION_MAX + 1 : Long.parseLong(count));
        }
        atomWeight = Math.min(atomWeight * Math.max(1, greatest), REPETITION_MAX + 1L);
    }
}
