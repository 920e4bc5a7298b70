package dev.tiercel.ir;

import java.util.Optional;
import java.util.OptionalInt;

/** The directives of date patterns (LANG-62): a percent sign and a letter. */
public enum DateDirective {
    YEAR('Y', false),
    YEAR_OF_CENTURY('y', false),
    MONTH('m', false),
    DAY('d', false),
    DAY_PADDED('e', false),
    DAY_OF_YEAR('j', false),
    HOUR('H', true),
    HOUR_OF_HALF_DAY('I', true),
    MINUTE('M', true),
    SECOND('S', true),
    MILLISECOND('L', true),
    MICROSECOND('f', true),
    HALF_DAY('p', true),
    WEEKDAY_NAME('A', false),
    WEEKDAY_SHORT_NAME('a', false),
    MONTH_NAME('B', false),
    MONTH_SHORT_NAME('b', false),
    WEEKDAY('u', false),
    OFFSET('z', false),
    ZONE('Z', false),
    UNIX_SECONDS('s', true),
    /** {@code %Y-%m-%d}. */
    DATE('F', false),
    /** {@code %H:%M:%S}. */
    TIME('T', true),
    /** {@code %H:%M}. */
    HOUR_AND_MINUTE('R', true),
    PERCENT('%', false);

    private final char letter;
    private final boolean isTime;

    DateDirective(char letter, boolean isTime) {
        this.letter = letter;
        this.isTime = isTime;
    }

    /** Returns the character after the percent sign. */
    public char letter() {
        return letter;
    }

    /** Whether it stands for a part of the time of day. */
    public boolean isTime() {
        return isTime;
    }

    /** Returns the directive with a letter. */
    public static Optional<DateDirective> find(char letter) {
        for (DateDirective directive : values()) {
            if (directive.letter == letter) {
                return Optional.of(directive);
            }
        }
        return Optional.empty();
    }

    /** Returns the first directive of a pattern that does not exist, with its percent sign. */
    public static Optional<String> firstUnknown(String pattern) {
        OptionalInt index = indexOfUnknown(pattern);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        int start = index.getAsInt();
        int characters = Math.min(2, pattern.codePointCount(start, pattern.length()));
        return Optional.of(pattern.substring(start, pattern.offsetByCodePoints(start, characters)));
    }

    /** Returns where the first directive of a pattern begins that does not exist. */
    public static OptionalInt indexOfUnknown(String pattern) {
        for (int i = pattern.indexOf('%'); i >= 0; i = pattern.indexOf('%', i + 2)) {
            if (i + 1 == pattern.length() || find(pattern.charAt(i + 1)).isEmpty()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
