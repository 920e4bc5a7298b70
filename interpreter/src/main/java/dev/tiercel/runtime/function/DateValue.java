package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.LogicError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A date argument (LANG-59): what it was written as, and the moment it denotes. Immutable.
 *
 * @param local date and time at the offset, of years 1 to 9999; of a date midnight, of a number in
 *     UTC
 * @param number of {@link Form#NUMBER} the Long or Double, else null
 */
record DateValue(Form form, LocalDateTime local, ZoneOffset offset, @Nullable Object number) {
    private static final int YEAR_MIN = 1;
    private static final int YEAR_MAX = 9999;

    /** Beyond every number of seconds of these years. */
    private static final double SECONDS_BOUND = 1e12;

    private static final int NANO_PLACES = 9;

    /** What a date is written as, and so what is made of it. */
    enum Form {
        DATE,
        DATE_TIME,
        NUMBER
    }

    DateValue {
        checkYear(local.getYear());
    }

    /** Raises INVALID_DATE for a year that dates cannot have. */
    static void checkYear(int year) {
        if (year < YEAR_MIN || year > YEAR_MAX) {
            throw invalid("the year is not from 1 to 9999");
        }
    }

    /** Reads a date argument, or raises INVALID_DATE. */
    static DateValue of(@Nullable Object value) {
        return switch (value) {
            case String text ->
                    DateText.read(text).orElseThrow(() -> invalid("the text is no date"));
            case Long seconds -> ofUnix(seconds);
            case Double seconds -> ofUnix(seconds);
            case null, default -> throw invalid("it is neither text nor a number");
        };
    }

    /**
     * Returns the moment of Unix seconds, a Long or Double; of a double its shortest decimal
     * counts.
     */
    static DateValue ofUnix(Object seconds) {
        if (Math.abs(((Number) seconds).doubleValue()) > SECONDS_BOUND) {
            throw invalid("the year is not from 1 to 9999");
        }
        BigDecimal decimal = NumberFunctions.decimal(seconds);
        BigDecimal whole = decimal.setScale(0, RoundingMode.FLOOR);
        int nanos = decimal.subtract(whole).movePointRight(NANO_PLACES).intValue();
        LocalDateTime local =
                LocalDateTime.ofEpochSecond(whole.longValueExact(), nanos, ZoneOffset.UTC);
        return new DateValue(Form.NUMBER, local, ZoneOffset.UTC, seconds);
    }

    static DateValue ofDateTime(LocalDateTime local, ZoneOffset offset) {
        return new DateValue(Form.DATE_TIME, local, offset, null);
    }

    /** Returns the error of an argument that is no date, to be thrown. */
    static LogicError invalid(String problem) {
        return LogicError.of(ErrorCode.INVALID_DATE, "The date is invalid: " + problem);
    }

    Instant instant() {
        return local.toInstant(offset);
    }

    /** Returns the date and time in UTC. */
    LocalDateTime utc() {
        return local.minusSeconds(offset.getTotalSeconds());
    }

    /** Returns whole Unix seconds, rounded down; of a year that dates have in UTC too. */
    long unixSeconds() {
        checkYear(utc().getYear());
        return local.toEpochSecond(offset);
    }
}
