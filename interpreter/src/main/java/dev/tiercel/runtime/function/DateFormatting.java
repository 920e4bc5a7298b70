package dev.tiercel.runtime.function;

import dev.tiercel.ir.DateDirective;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writing of a date and time by a pattern (LANG-62, LANG-77). Used once. */
final class DateFormatting {
    private static final int NANOS_PER_MILLISECOND = 1_000_000;
    private static final int NANOS_PER_MICROSECOND = 1_000;
    private static final int HALF_DAY_HOURS = 12;
    private static final int CENTURY_YEARS = 100;

    private final ZonedDateTime time;
    private final StringBuilder text = new StringBuilder();

    private DateFormatting(ZonedDateTime time) {
        this.time = time;
    }

    static String format(ZonedDateTime time, DatePattern pattern) {
        DateFormatting formatting = new DateFormatting(time);
        for (DatePattern.Part part : pattern.parts()) {
            switch (part) {
                case DatePattern.Literal(var literal) -> formatting.text.append(literal);
                case DatePattern.Field(var directive) -> formatting.write(directive);
            }
        }
        return formatting.text.toString();
    }

    private void write(DateDirective directive) {
        switch (directive) {
            case YEAR -> number(time.getYear(), 4);
            case YEAR_OF_CENTURY -> number(time.getYear() % CENTURY_YEARS, 2);
            case MONTH -> number(time.getMonthValue(), 2);
            case DAY -> number(time.getDayOfMonth(), 2);
            case DAY_PADDED -> DateText.writeNumber(text, time.getDayOfMonth(), 2, ' ');
            case DAY_OF_YEAR -> number(time.getDayOfYear(), 3);
            case HOUR -> number(time.getHour(), 2);
            case HOUR_OF_HALF_DAY -> number(hourOfHalfDay(), 2);
            case MINUTE -> number(time.getMinute(), 2);
            case SECOND -> number(time.getSecond(), 2);
            case MILLISECOND -> number(time.getNano() / NANOS_PER_MILLISECOND, 3);
            case MICROSECOND -> number(time.getNano() / NANOS_PER_MICROSECOND, 6);
            case HALF_DAY -> text.append(DateNames.HALF_DAYS.get(time.getHour() / HALF_DAY_HOURS));
            case WEEKDAY_NAME -> text.append(weekdayName());
            case WEEKDAY_SHORT_NAME -> text.append(DateNames.shortened(weekdayName()));
            case MONTH_NAME -> text.append(monthName());
            case MONTH_SHORT_NAME -> text.append(DateNames.shortened(monthName()));
            case WEEKDAY -> number(time.getDayOfWeek().getValue(), 1);
            case OFFSET -> DateText.writeOffset(text, time.getOffset(), "");
            case ZONE -> zone();
            case UNIX_SECONDS -> text.append(time.toEpochSecond());
            case DATE, TIME, HOUR_AND_MINUTE, PERCENT ->
                    throw new IllegalStateException("a pattern has them taken apart");
        }
    }

    private void number(int number, int width) {
        DateText.writeNumber(text, number, width, '0');
    }

    private int hourOfHalfDay() {
        int hour = time.getHour() % HALF_DAY_HOURS;
        return hour == 0 ? HALF_DAY_HOURS : hour;
    }

    private String weekdayName() {
        return DateNames.WEEKDAYS.get(time.getDayOfWeek().getValue() - 1);
    }

    private String monthName() {
        return DateNames.MONTHS.get(time.getMonthValue() - 1);
    }

    private void zone() {
        if (time.getZone() instanceof ZoneOffset offset) {
            DateText.writeOffset(text, offset, ":");
        } else {
            text.append(DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(time));
        }
    }
}
