package dev.tiercel.runtime;

import org.jspecify.annotations.Nullable;

/** Numeric strings: text that as a whole is a JSON number with a finite value. */
public final class NumericText {
    /** Every integer with that many digits fits 64 bits. */
    private static final int SAFE_DIGITS = 18;

    private NumericText() {}

    /**
     * Returns the number that a text denotes: an integer if it has no fraction and no exponent and
     * fits 64 bits, else a double; null if it is no numeric string.
     */
    public static @Nullable Object parse(String text) {
        int length = text.length();
        int start = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        int end = endOfDigits(text, start);
        if (end == start || (text.charAt(start) == '0' && end > start + 1)) {
            return null;
        }
        if (end == length) {
            return integer(text, start);
        }
        return isDecimal(text, end) ? finite(text) : null;
    }

    /** Whether a text is an optional minus sign and digits, without leading zeros. */
    public static boolean isInteger(String text) {
        int start = !text.isEmpty() && text.charAt(0) == '-' ? 1 : 0;
        int end = endOfDigits(text, start);
        return end == text.length()
                && end > start
                && (text.charAt(start) != '0' || end == start + 1);
    }

    /** Returns a number or the number of a numeric string as it is, null for any other value. */
    static @Nullable Object numberOf(@Nullable Object value) {
        if (value instanceof Long || value instanceof Double) {
            return value;
        }
        return value instanceof String text ? parse(text) : null;
    }

    private static @Nullable Object integer(String text, int start) {
        int length = text.length();
        if (length - start > SAFE_DIGITS) {
            return longInteger(text);
        }
        long number = 0;
        for (int i = start; i < length; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return start == 0 ? number : -number;
    }

    private static @Nullable Object longInteger(String text) {
        if (text.length() <= SAFE_DIGITS + 2) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException _) {
                return finite(text);
            }
        }
        return finite(text);
    }

    private static boolean isDecimal(String text, int startOfRest) {
        int position = startOfRest;
        int length = text.length();
        if (text.charAt(position) == '.') {
            int end = endOfDigits(text, position + 1);
            if (end == position + 1) {
                return false;
            }
            position = end;
        }
        if (position < length && (text.charAt(position) | 0x20) == 'e') {
            position++;
            if (position < length
                    && (text.charAt(position) == '+' || text.charAt(position) == '-')) {
                position++;
            }
            int end = endOfDigits(text, position);
            return end > position && end == length;
        }
        return position == length;
    }

    private static @Nullable Object finite(String text) {
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? number : null;
    }

    private static int endOfDigits(String text, int start) {
        int position = start;
        while (position < text.length()
                && text.charAt(position) >= '0'
                && text.charAt(position) <= '9') {
            position++;
        }
        return position;
    }
}
