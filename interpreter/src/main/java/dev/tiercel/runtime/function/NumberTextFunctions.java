package dev.tiercel.runtime.function;

import dev.tiercel.runtime.Conversions;
import dev.tiercel.runtime.ExecutionContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that write numbers for people (language.md 11.3). */
public final class NumberTextFunctions {
    private static final long DECIMALS_DEFAULT = 2;
    private static final long DECIMALS_MAX = 15;
    private static final int GROUP = 3;
    private static final BigDecimal UNIT_STEP = BigDecimal.valueOf(1024);
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

    private NumberTextFunctions() {}

    /**
     * Writes a number with a fixed number of decimals and a comma between groups of three digits.
     */
    public static @Nullable Object formatNumber(
            ExecutionContext context, @Nullable Object num, @Nullable Object decimals) {
        if (num == null) {
            return null;
        }
        Object number = Conversions.toNumber(num, "num");
        int places =
                decimals == null
                        ? (int) DECIMALS_DEFAULT
                        : (int)
                                Conversions.toInteger(
                                        context, decimals, "decimals", 0, DECIMALS_MAX);
        BigDecimal rounded = NumberFunctions.decimal(number).setScale(places, RoundingMode.HALF_UP);
        return Results.text(context, grouped(rounded));
    }

    /** Writes a number of bytes in the greatest unit of which it has at least one. */
    public static @Nullable Object formatBytes(ExecutionContext context, @Nullable Object num) {
        if (num == null) {
            return null;
        }
        BigDecimal amount = NumberFunctions.decimal(Conversions.toNumber(num, "num"));
        if (amount.signum() < 0) {
            throw Arguments.outOfRange("format_bytes", amount + " is negative");
        }
        int unit = 0;
        while (unit < UNITS.size() - 1 && amount.compareTo(UNIT_STEP) >= 0) {
            // Exact: 1024 is a power of two.
            amount = amount.divide(UNIT_STEP);
            unit++;
        }
        String text = amount.setScale(unit == 0 ? 0 : 2, RoundingMode.HALF_UP).toPlainString();
        return Results.text(context, text + " " + UNITS.get(unit));
    }

    private static String grouped(BigDecimal number) {
        String digits = number.abs().toPlainString();
        int point = digits.indexOf('.');
        int wholeEnd = point < 0 ? digits.length() : point;
        StringBuilder text = new StringBuilder(digits.length() * 4 / GROUP + 1);
        if (number.signum() < 0) {
            text.append('-');
        }
        for (int i = 0; i < wholeEnd; i++) {
            if (i > 0 && (wholeEnd - i) % GROUP == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.append(digits, wholeEnd, digits.length()).toString();
    }
}
