package dev.tiercel.frontend.syntax;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Values of number literals (LANG-2): integers that fit 64 bits are Long, every other number is the
 * nearest Double. An empty result means that the double would be infinite.
 */
final class Numbers {
    private static final int DOUBLE_BITS_MAX = 1024;

    private Numbers() {}

    /** Returns the value of decimal digits with an optional sign. */
    static Optional<Object> integer(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return decimal(text);
        }
    }

    /** Returns the value of digits of a radix that is a power of two. */
    static Optional<Object> integer(String digits, int radix) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > DOUBLE_BITS_MAX) {
            return Optional.empty();
        }
        var value = new BigInteger(significant, radix);
        if (value.bitLength() < Long.SIZE) {
            return Optional.of(value.longValueExact());
        }
        return finite(value.doubleValue());
    }

    /** Returns the value of a number with a fraction or an exponent. */
    static Optional<Object> decimal(String text) {
        return finite(Double.parseDouble(text));
    }

    private static Optional<Object> finite(double value) {
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
    }
}
