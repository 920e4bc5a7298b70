package dev.tiercel.runtime.function;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** Dates as text: reading what LANG-59 allows and nothing else, writing what LANG-61 says. */
final class DateText {
    private static final int DATE_LENGTH = 10;
    private static final int NANO_DIGITS = 9;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int OFFSET_MINUTES_MAX = 18 * MINUTES_PER_HOUR;

    private final String text;
    private int position;

    private DateText(String text) {
        this.text = text;
    }

    /** Reads date-only text or date-time text. */
    static Optional<DateValue> read(String text) {
        try {
            return Optional.of(new DateText(text).date());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Reads an offset {@code ±HH:MM} that is the whole text. */
    static Optional<ZoneOffset> readOffset(String text) {
        DateText reader = new DateText(text);
        try {
            ZoneOffset offset = reader.signedOffset();
            reader.expectEnd();
            return Optional.of(offset);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static String write(DateValue date) {
        StringBuilder built = new StringBuilder();
        writeDate(built, date.local());
        if (date.form() != DateValue.Form.DATE) {
            writeTime(built.append('T'), date.local());
            writeFraction(built, date.local().get(ChronoField.NANO_OF_SECOND));
            if (date.offset().getTotalSeconds() == 0) {
                built.append('Z');
            } else {
                writeOffset(built, date.offset(), ":");
            }
        }
        return built.toString();
    }

    /** Writes {@code YYYY-MM-DD}. */
    static void writeDate(StringBuilder target, LocalDateTime date) {
        writeNumber(target, date.getYear(), 4, '0');
        writeNumber(target.append('-'), date.getMonthValue(), 2, '0');
        writeNumber(target.append('-'), date.getDayOfMonth(), 2, '0');
    }

    /** Writes {@code HH:MM:SS}. */
    static void writeTime(StringBuilder target, LocalDateTime time) {
        writeNumber(target, time.getHour(), 2, '0');
        writeNumber(target.append(':'), time.getMinute(), 2, '0');
        writeNumber(target.append(':'), time.getSecond(), 2, '0');
    }

    /** Writes hours and minutes with a sign; offsets of the 19th century lose their seconds. */
    static void writeOffset(StringBuilder target, ZoneOffset offset, String separator) {
        int minutes = Math.abs(offset.getTotalSeconds()) / SECONDS_PER_MINUTE;
        target.append(offset.getTotalSeconds() < 0 ? '-' : '+');
        writeNumber(target, minutes / MINUTES_PER_HOUR, 2, '0');
        writeNumber(target.append(separator), minutes % MINUTES_PER_HOUR, 2, '0');
    }

    /** Writes a number that is not negative, filled up to a width. */
    static void writeNumber(StringBuilder target, int number, int width, char fill) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            target.append(fill);
        }
        target.append(digits);
    }

    private static void writeFraction(StringBuilder target, int nanos) {
        if (nanos == 0) {
            return;
        }
        writeNumber(target.append('.'), nanos, NANO_DIGITS, '0');
        while (target.charAt(target.length() - 1) == '0') {
            target.setLength(target.length() - 1);
        }
    }

    private DateValue date() {
        int year = digits(4);
        expect("-");
        int month = digits(2);
        expect("-");
        LocalDate date = LocalDate.of(year, month, digits(2));
        if (year == 0) {
            throw new DateTimeException("year 0");
        }
        if (text.length() == DATE_LENGTH) {
            return new DateValue(DateValue.Form.DATE, date.atStartOfDay(), ZoneOffset.UTC, null);
        }
        expectOneOf("Tt ");
        LocalDateTime local = date.atTime(time());
        ZoneOffset offset = position == text.length() ? ZoneOffset.UTC : offset();
        expectEnd();
        return DateValue.ofDateTime(local, offset);
    }

    private LocalTime time() {
        int hour = digits(2);
        expect(":");
        int minute = digits(2);
        if (!text.startsWith(":", position)) {
            return LocalTime.of(hour, minute);
        }
        expect(":");
        int second = digits(2);
        return LocalTime.of(hour, minute, second, fraction());
    }

    /** Reads a fraction of a second; what is finer than nanoseconds is cut off. */
    private int fraction() {
        if (!text.startsWith(".", position)) {
            return 0;
        }
        position++;
        int start = position;
        int nanos = 0;
        while (position < text.length() && digitAt(position) >= 0) {
            if (position - start < NANO_DIGITS) {
                nanos = nanos * 10 + digitAt(position);
            }
            position++;
        }
        if (position == start) {
            throw new DateTimeException("no fraction");
        }
        for (int i = position - start; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private ZoneOffset offset() {
        if (text.startsWith("Z", position)) {
            position++;
            return ZoneOffset.UTC;
        }
        return signedOffset();
    }

    private ZoneOffset signedOffset() {
        int sign = expectOneOf("+-") == '-' ? -1 : 1;
        int hours = digits(2);
        expect(":");
        return offset(sign, hours, digits(2));
    }

    /**
     * Returns an offset.
     *
     * @throws DateTimeException if it is none
     */
    static ZoneOffset offset(int sign, int hours, int minutes) {
        int total = hours * MINUTES_PER_HOUR + minutes;
        if (minutes >= MINUTES_PER_HOUR || total > OFFSET_MINUTES_MAX) {
            throw new DateTimeException("no offset");
        }
        return ZoneOffset.ofTotalSeconds(sign * total * SECONDS_PER_MINUTE);
    }

    private int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            int digit = position < text.length() ? digitAt(position) : -1;
            if (digit < 0) {
                throw new DateTimeException("no digit");
            }
            number = number * 10 + digit;
            position++;
        }
        return number;
    }

    private int digitAt(int index) {
        char c = text.charAt(index);
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }

    private void expect(String expected) {
        if (!text.startsWith(expected, position)) {
            throw new DateTimeException("no " + expected);
        }
        position += expected.length();
    }

    private char expectOneOf(String characters) {
        if (position == text.length() || characters.indexOf(text.charAt(position)) < 0) {
            throw new DateTimeException("none of " + characters);
        }
        return text.charAt(position++);
    }

    private void expectEnd() {
        if (position != text.length()) {
            throw new DateTimeException("text left over");
        }
    }
}
