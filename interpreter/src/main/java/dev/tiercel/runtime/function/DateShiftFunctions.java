package dev.tiercel.runtime.function;

import dev.tiercel.runtime.Conversions;
import dev.tiercel.runtime.ExecutionContext;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Functions that move a date by a number of units (LANG-60). */
public final class DateShiftFunctions {
    private DateShiftFunctions() {}

    public static @Nullable Object addYears(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.YEARS, false);
    }

    public static @Nullable Object addMonths(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.MONTHS, false);
    }

    public static @Nullable Object addDays(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.DAYS, false);
    }

    public static @Nullable Object addHours(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.HOURS, false);
    }

    public static @Nullable Object addMinutes(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.MINUTES, false);
    }

    public static @Nullable Object addSeconds(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.SECONDS, false);
    }

    public static @Nullable Object subtractYears(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.YEARS, true);
    }

    public static @Nullable Object subtractMonths(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.MONTHS, true);
    }

    public static @Nullable Object subtractDays(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.DAYS, true);
    }

    public static @Nullable Object subtractHours(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.HOURS, true);
    }

    public static @Nullable Object subtractMinutes(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.MINUTES, true);
    }

    public static @Nullable Object subtractSeconds(
            ExecutionContext context, @Nullable Object t, @Nullable Object n) {
        return shifted(context, t, n, ChronoUnit.SECONDS, true);
    }

    private static @Nullable Object shifted(
            ExecutionContext context,
            @Nullable Object t,
            @Nullable Object n,
            ChronoUnit unit,
            boolean isBackward) {
        if (t == null) {
            return null;
        }
        DateValue date = DateValue.of(t);
        long amount = Conversions.toInteger(context, n, "n", Long.MIN_VALUE, Long.MAX_VALUE);
        LocalDateTime moved = moved(date.local(), amount, unit, isBackward);
        if (date.number() != null) {
            return moved(date.number(), ChronoUnit.SECONDS.between(date.local(), moved));
        }
        boolean isDate = date.form() == DateValue.Form.DATE && unit.isDateBased();
        return Results.text(
                context,
                DateText.write(
                        new DateValue(
                                isDate ? DateValue.Form.DATE : DateValue.Form.DATE_TIME,
                                moved,
                                date.offset(),
                                null)));
    }

    private static LocalDateTime moved(
            LocalDateTime from, long amount, ChronoUnit unit, boolean isBackward) {
        try {
            LocalDateTime moved = isBackward ? from.minus(amount, unit) : from.plus(amount, unit);
            DateValue.checkYear(moved.getYear());
            return moved;
        } catch (DateTimeException | ArithmeticException _) {
            throw DateValue.invalid("the year is not from 1 to 9999");
        }
    }

    /** Adds seconds to Unix seconds: an integer stays one, a double keeps its fraction. */
    private static Object moved(Object number, long seconds) {
        return number instanceof Long integer
                ? (Object) (integer + seconds)
                : (Object)
                        NumberFunctions.decimal(number)
                                .add(BigDecimal.valueOf(seconds))
                                .doubleValue();
    }
}
