package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ExecutionContext;

/**
 * Text that looks at the deadline while a regular expression reads it. Matching is linear in the
 * text, but each character may take as many steps as the pattern has instructions. Used by one
 * call.
 */
final class TimedText implements CharSequence {
    /** Work below this many steps takes a few milliseconds at most. */
    private static final long UNTIMED_STEPS_MAX = 1_000_000;

    private final ExecutionContext context;
    private final String text;
    private final long readsBetweenChecks;
    private long reads;

    private TimedText(ExecutionContext context, String text, long readsBetweenChecks) {
        this.context = context;
        this.text = text;
        this.readsBetweenChecks = readsBetweenChecks;
    }

    /** Returns the text itself if a program of that size matches it in short time. */
    static CharSequence of(ExecutionContext context, String text, int programSize) {
        return (long) programSize * text.length() <= UNTIMED_STEPS_MAX
                ? text
                : new TimedText(context, text, Math.max(1, UNTIMED_STEPS_MAX / programSize));
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++reads % readsBetweenChecks == 0) {
            context.checkTime();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
