package dev.tiercel.server.sql;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times of databases as text (LANG-61). */
final class DateTimeTexts {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral('T')
                    .append(TIME)
                    .toFormatter(Locale.ROOT);
    private static final Pattern SPACED =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(\\.\\d+)?");
    private static final Pattern ZONED =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)"
                            + " ?(Z|[+-]\\d{2}:\\d{2})");

    /** How PostgreSQL writes times without end, which drivers give as the last and the first. */
    private static final String FUTURE = "infinity";

    private static final String PAST = "-infinity";

    private DateTimeTexts() {}

    static String of(LocalDateTime time) {
        if (time.equals(LocalDateTime.MAX)) {
            return FUTURE;
        }
        return time.equals(LocalDateTime.MIN) ? PAST : DATE_TIME.format(time);
    }

    static String of(OffsetDateTime time) {
        if (time.equals(OffsetDateTime.MAX)) {
            return FUTURE;
        }
        return time.equals(OffsetDateTime.MIN)
                ? PAST
                : DATE_TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC)) + "Z";
    }

    /** Returns the text of a time without the zeros that end its fraction. */
    static String withoutZeros(String text) {
        int end = text.length();
        if (text.indexOf('.') >= 0) {
            while (text.charAt(end - 1) == '0') {
                end--;
            }
            end -= text.charAt(end - 1) == '.' ? 1 : 0;
        }
        return text.substring(0, end);
    }

    /** Returns date-time text of SQLite, which may be any text, in the form of this class. */
    static String ofText(String text) {
        Matcher zoned = ZONED.matcher(text);
        if (zoned.matches()) {
            return ofZoned(zoned.group(1) + "T" + zoned.group(2) + zoned.group(3), text);
        }
        return SPACED.matcher(text).matches() ? text.replace(' ', 'T') : text;
    }

    private static String ofZoned(String time, String text) {
        try {
            return of(OffsetDateTime.parse(time));
        } catch (DateTimeParseException _) {
            return text;
        }
    }
}
