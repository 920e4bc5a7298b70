package dev.tiercel.runtime.function;

import dev.tiercel.ir.DateDirective;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reading of a date by a pattern (LANG-76). Used once. Failures are DateTimeExceptions on the
 * inside and INVALID_DATE on the outside.
 *
 * <p>Fields that say more than needed, such as a weekday, must agree with the date.
 */
final class DateParsing {
    private static final int UNIX_DIGITS_MAX = 12;
    private static final int LAST_CENTURY_FROM = 69;
    private static final int HALF_DAY_HOURS = 12;
    private static final int NANOS_PER_MILLISECOND = 1_000_000;
    private static final int NANOS_PER_MICROSECOND = 1_000;

    private final String text;
    private final Map<ChronoField, Long> fields = new EnumMap<>(ChronoField.class);
    private int position;

    private DateParsing(String text) {
        this.text = text;
    }

    /** Reads text that is a date by a pattern as a whole, or raises INVALID_DATE. */
    static DateValue parse(String text, DatePattern pattern) {
        DateParsing parsing = new DateParsing(text);
        try {
            for (DatePattern.Part part : pattern.parts()) {
                switch (part) {
                    case DatePattern.Literal(var literal) -> parsing.literal(literal);
                    case DatePattern.Field(var directive) -> parsing.read(directive);
                }
            }
            if (parsing.position != text.length()) {
                throw new DateTimeException("text is left over");
            }
            OffsetDateTime time = parsing.resolve();
            return new DateValue(
                    pattern.hasTime() ? DateValue.Form.DATE_TIME : DateValue.Form.DATE,
                    time.toLocalDateTime(),
                    time.getOffset(),
                    null);
        } catch (DateTimeException e) {
            throw DateValue.invalid(String.valueOf(e.getMessage()));
        }
    }

    private void read(DateDirective directive) {
        switch (directive) {
            case YEAR -> put(ChronoField.YEAR, number(4, 4));
            case YEAR_OF_CENTURY -> put(ChronoField.YEAR, yearOfCentury(number(1, 2)));
            case MONTH -> put(ChronoField.MONTH_OF_YEAR, number(1, 2));
            case DAY -> put(ChronoField.DAY_OF_MONTH, number(1, 2));
            case DAY_PADDED -> put(ChronoField.DAY_OF_MONTH, paddedNumber());
            case DAY_OF_YEAR -> put(ChronoField.DAY_OF_YEAR, number(1, 3));
            case HOUR -> put(ChronoField.HOUR_OF_DAY, number(1, 2));
            case HOUR_OF_HALF_DAY -> put(ChronoField.CLOCK_HOUR_OF_AMPM, number(1, 2));
            case MINUTE -> put(ChronoField.MINUTE_OF_HOUR, number(1, 2));
            case SECOND -> put(ChronoField.SECOND_OF_MINUTE, number(1, 2));
            case MILLISECOND -> put(ChronoField.MILLI_OF_SECOND, number(1, 3));
            case MICROSECOND -> put(ChronoField.MICRO_OF_SECOND, number(1, 6));
            case HALF_DAY -> put(ChronoField.AMPM_OF_DAY, name(DateNames.HALF_DAYS, false));
            case WEEKDAY_NAME, WEEKDAY_SHORT_NAME ->
                    put(ChronoField.DAY_OF_WEEK, name(DateNames.WEEKDAYS, true) + 1);
            case MONTH_NAME, MONTH_SHORT_NAME ->
                    put(ChronoField.MONTH_OF_YEAR, name(DateNames.MONTHS, true) + 1);
            case WEEKDAY -> put(ChronoField.DAY_OF_WEEK, number(1, 1));
            case OFFSET -> put(ChronoField.OFFSET_SECONDS, offset());
            case ZONE -> literalInAnyCase("UTC");
            case UNIX_SECONDS -> put(ChronoField.INSTANT_SECONDS, unixSeconds());
            case DATE, TIME, HOUR_AND_MINUTE, PERCENT ->
                    throw new IllegalStateException("a pattern has them taken apart");
        }
    }

    private void put(ChronoField field, long value) {
        Long earlier = fields.put(field, value);
        if (earlier != null && earlier != value) {
            throw new DateTimeException("two parts contradict each other");
        }
    }

    private OffsetDateTime resolve() {
        ZoneOffset offset =
                ZoneOffset.ofTotalSeconds(Math.toIntExact(valueOf(ChronoField.OFFSET_SECONDS, 0)));
        Long seconds = fields.get(ChronoField.INSTANT_SECONDS);
        LocalDateTime local =
                seconds == null
                        ? LocalDateTime.of(date(), time())
                        : LocalDateTime.ofEpochSecond(seconds, nanos(), offset);
        OffsetDateTime resolved = local.atOffset(offset);
        fields.forEach((field, value) -> {
            if (resolved.getLong(field) != value) {
                throw new DateTimeException("two parts contradict each other");
            }
        });
        return resolved;
    }

    private LocalDate date() {
        int year = Math.toIntExact(required(ChronoField.YEAR));
        Long dayOfYear = fields.get(ChronoField.DAY_OF_YEAR);
        if (dayOfYear != null) {
            return LocalDate.ofYearDay(year, Math.toIntExact(dayOfYear));
        }
        return LocalDate.of(
                year,
                Math.toIntExact(required(ChronoField.MONTH_OF_YEAR)),
                Math.toIntExact(required(ChronoField.DAY_OF_MONTH)));
    }

    private LocalTime time() {
        long hour =
                valueOf(ChronoField.CLOCK_HOUR_OF_AMPM, 0) % HALF_DAY_HOURS
                        + HALF_DAY_HOURS * valueOf(ChronoField.AMPM_OF_DAY, 0);
        return LocalTime.of(
                (int) valueOf(ChronoField.HOUR_OF_DAY, hour),
                (int) valueOf(ChronoField.MINUTE_OF_HOUR, 0),
                (int) valueOf(ChronoField.SECOND_OF_MINUTE, 0),
                nanos());
    }

    private int nanos() {
        Long micros = fields.get(ChronoField.MICRO_OF_SECOND);
        return micros != null
                ? (int) (micros * NANOS_PER_MICROSECOND)
                : (int) valueOf(ChronoField.MILLI_OF_SECOND, 0) * NANOS_PER_MILLISECOND;
    }

    private long valueOf(ChronoField field, long fallback) {
        return fields.getOrDefault(field, fallback);
    }

    private long required(ChronoField field) {
        @Nullable Long value = fields.get(field);
        if (value == null) {
            throw new DateTimeException("year, month or day is missing");
        }
        return value;
    }

    private static long yearOfCentury(long year) {
        return year >= LAST_CENTURY_FROM ? 1900 + year : 2000 + year;
    }

    private void literal(String literal) {
        if (!text.startsWith(literal, position)) {
            throw new DateTimeException("the text does not have the form of the pattern");
        }
        position += literal.length();
    }

    private void literalInAnyCase(String literal) {
        if (!text.regionMatches(true, position, literal, 0, literal.length())) {
            throw new DateTimeException("the zone is not " + literal);
        }
        position += literal.length();
    }

    private long number(int digitsMin, int digitsMax) {
        int start = position;
        long number = 0;
        while (position < text.length() && position - start < digitsMax) {
            char c = text.charAt(position);
            if (c < '0' || c > '9') {
                break;
            }
            number = number * 10 + (c - '0');
            position++;
        }
        if (position - start < digitsMin) {
            throw new DateTimeException("digits are missing");
        }
        return number;
    }

    private long paddedNumber() {
        if (text.startsWith(" ", position)) {
            position++;
            return number(1, 1);
        }
        return number(1, 2);
    }

    private long unixSeconds() {
        boolean isNegative = text.startsWith("-", position);
        if (isNegative) {
            position++;
        }
        long seconds = number(1, UNIX_DIGITS_MAX);
        return isNegative ? -seconds : seconds;
    }

    private long offset() {
        boolean isNegative = text.startsWith("-", position);
        if (!isNegative && !text.startsWith("+", position)) {
            throw new DateTimeException("the offset has no sign");
        }
        position++;
        int hours = (int) number(2, 2);
        return DateText.offset(isNegative ? -1 : 1, hours, (int) number(2, 2)).getTotalSeconds();
    }

    /** Reads a name, in full or abbreviated, and returns its index. */
    private long name(List<String> names, boolean isAbbreviated) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (startsWith(name)) {
                position += name.length();
                return i;
            }
        }
        for (int i = 0; isAbbreviated && i < names.size(); i++) {
            String name = DateNames.shortened(names.get(i));
            if (startsWith(name)) {
                position += name.length();
                return i;
            }
        }
        throw new DateTimeException("a name is missing");
    }

    private boolean startsWith(String name) {
        return text.regionMatches(true, position, name, 0, name.length());
    }
}
