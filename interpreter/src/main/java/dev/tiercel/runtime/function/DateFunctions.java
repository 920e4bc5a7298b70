package dev.tiercel.runtime.function;

import dev.tiercel.runtime.Conversions;
import dev.tiercel.runtime.ExecutionContext;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions that read the clock, and that read, write and compare dates (language.md 11.6, 12). */
public final class DateFunctions {
    /** Not the offset: {@code %Z} writes its name. */
    private static final ZoneId UTC = ZoneId.of("UTC");

    private DateFunctions() {}

    public static @Nullable Object now(ExecutionContext context) {
        LocalDateTime now = utcNow(context).truncatedTo(ChronoUnit.SECONDS);
        return text(context, DateValue.ofDateTime(now, ZoneOffset.UTC));
    }

    public static @Nullable Object nowMs(ExecutionContext context) {
        return context.environment().instants().millis();
    }

    public static @Nullable Object nowUnix(ExecutionContext context) {
        return context.environment().instants().instant().getEpochSecond();
    }

    public static @Nullable Object today(ExecutionContext context) {
        StringBuilder text = new StringBuilder();
        DateText.writeDate(text, utcNow(context));
        return Results.text(context, text.toString());
    }

    public static @Nullable Object nowTime(ExecutionContext context) {
        StringBuilder text = new StringBuilder();
        DateText.writeTime(text, utcNow(context));
        return Results.text(context, text.toString());
    }

    public static @Nullable Object timestampNow(ExecutionContext context) {
        return nowUnix(context);
    }

    /** Returns the Unix seconds of a date, rounded down. */
    public static @Nullable Object timestamp(ExecutionContext context, @Nullable Object t) {
        return t == null ? null : DateValue.of(t).unixSeconds();
    }

    /** Returns the date-time text of Unix seconds. */
    public static @Nullable Object fromUnix(ExecutionContext context, @Nullable Object n) {
        return n == null ? null : text(context, DateValue.ofUnix(Conversions.toNumber(n, "n")));
    }

    /** Writes a date in a zone by a pattern. */
    public static @Nullable Object formatDate(
            ExecutionContext context,
            @Nullable Object t,
            @Nullable Object pattern,
            @Nullable Object zone) {
        if (t == null) {
            return null;
        }
        DateValue date = DateValue.of(t);
        DatePattern form = DatePattern.of("format_date", Arguments.name("format_date", pattern));
        ZoneId zoneId = zone == null ? UTC : Zones.of(Arguments.name("format_date", zone));
        ZonedDateTime time = date.instant().atZone(zoneId);
        DateValue.checkYear(time.getYear());
        return Results.text(context, DateFormatting.format(time, form));
    }

    /**
     * Reads a date by a pattern, or as a date argument, and writes it as date or date-time text.
     */
    public static @Nullable Object parseDate(
            ExecutionContext context, @Nullable Object s, @Nullable Object pattern) {
        if (s == null) {
            return null;
        }
        if (pattern == null) {
            return text(context, DateValue.of(s));
        }
        String text = Arguments.text(context, "parse_date", s);
        DatePattern form = DatePattern.of("parse_date", Arguments.name("parse_date", pattern));
        return text(context, DateParsing.parse(text, form));
    }

    /** Returns {@code a − b} in whole units. */
    public static @Nullable Object dateDiff(
            ExecutionContext context,
            @Nullable Object a,
            @Nullable Object b,
            @Nullable Object unit) {
        if (a == null) {
            return null;
        }
        DateValue end = DateValue.of(a);
        DateValue start = DateValue.of(b);
        return units(start, end, unit == null ? ChronoUnit.SECONDS : unit(unit));
    }

    /** Returns {@code b − a} in whole days. */
    public static @Nullable Object daysBetween(
            ExecutionContext context, @Nullable Object a, @Nullable Object b) {
        return a == null ? null : units(DateValue.of(a), DateValue.of(b), ChronoUnit.DAYS);
    }

    /** Returns {@code b − a} in whole years. */
    public static @Nullable Object yearsBetween(
            ExecutionContext context, @Nullable Object a, @Nullable Object b) {
        return a == null ? null : units(DateValue.of(a), DateValue.of(b), ChronoUnit.YEARS);
    }

    public static @Nullable Object isBefore(
            ExecutionContext context, @Nullable Object a, @Nullable Object b) {
        return a == null ? null : DateValue.of(a).instant().isBefore(DateValue.of(b).instant());
    }

    public static @Nullable Object isAfter(
            ExecutionContext context, @Nullable Object a, @Nullable Object b) {
        return a == null ? null : DateValue.of(a).instant().isAfter(DateValue.of(b).instant());
    }

    private static LocalDateTime utcNow(ExecutionContext context) {
        Instant now = context.environment().instants().instant();
        return LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    }

    private static String text(ExecutionContext context, DateValue date) {
        return Results.text(context, DateText.write(date));
    }

    private static Long units(DateValue start, DateValue end, ChronoUnit unit) {
        return unit.between(start.utc(), end.utc());
    }

    private static ChronoUnit unit(Object unit) {
        String name = Arguments.name("date_diff", unit);
        return switch (name) {
            case "seconds" -> ChronoUnit.SECONDS;
            case "minutes" -> ChronoUnit.MINUTES;
            case "hours" -> ChronoUnit.HOURS;
            case "days" -> ChronoUnit.DAYS;
            case "weeks" -> ChronoUnit.WEEKS;
            case "months" -> ChronoUnit.MONTHS;
            case "years" -> ChronoUnit.YEARS;
            default ->
                    throw Arguments.outOfRange(
                            "date_diff",
                            "the unit is seconds, minutes, hours, days, weeks, months or years");
        };
    }

    /** Time zones by the names that the argument {@code zone} takes. */
    private static final class Zones {
        private static final Set<String> NAMES = Set.copyOf(ZoneId.getAvailableZoneIds());

        private Zones() {}

        static ZoneId of(String name) {
            if (NAMES.contains(name)) {
                return ZoneId.of(name);
            }
            Optional<ZoneOffset> offset =
                    name.equals("Z") ? Optional.of(ZoneOffset.UTC) : DateText.readOffset(name);
            return offset.orElseThrow(
                    () -> Arguments.outOfRange("format_date", "there is no zone " + name));
        }
    }
}
