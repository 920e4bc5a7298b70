package dev.tiercel.server.redis;

import dev.tiercel.runtime.effect.EffectFailure;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Numbers as Redis reads them. */
final class RedisNumbers {
    private static final String NO_INTEGER = "ERR value is not an integer or out of range";
    private static final int INTEGER_LENGTH_MAX = 20;

    private RedisNumbers() {}

    static long integer(byte[] octets) {
        return integer(octets, NO_INTEGER);
    }

    /** Returns an integer without superfluous signs, zeros or spaces. */
    static long integer(byte[] octets, String message) {
        String text = text(octets);
        try {
            if (text.length() <= INTEGER_LENGTH_MAX) {
                long value = Long.parseLong(text);
                if (Long.toString(value).equals(text)) {
                    return value;
                }
            }
        } catch (NumberFormatException _) {
            // Answered below.
        }
        throw error(message);
    }

    static long add(long value, long increment) {
        try {
            return Math.addExact(value, increment);
        } catch (ArithmeticException _) {
            throw error("ERR increment or decrement would overflow");
        }
    }

    /** Returns a number as C reads it: what is too large or too small to be told apart is none. */
    static double number(byte[] octets) {
        String text = text(octets);
        double value =
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
                    case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
                    default -> parse(text);
                };
        if (Double.isNaN(value)) {
            throw error("ERR value is not a valid float");
        }
        return value;
    }

    private static double parse(String text) {
        boolean isDecimal =
                !text.isEmpty()
                        && text.chars()
                                .allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
        if (!isDecimal) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            boolean isLost = value == 0 && new BigDecimal(text).signum() != 0;
            return isLost || Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    static byte[] bytes(long value) {
        return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] bytes(double value) {
        return Double.toString(value).getBytes(StandardCharsets.US_ASCII);
    }

    static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    static EffectFailure error(String message) {
        return new EffectFailure(EffectFailure.Kind.REDIS_ERROR, message);
    }
}
