package dev.tiercel.runtime;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Numbers as ASCII text, in text form and JSON form (LANG-51).
 *
 * <p>A double is written with the fewest digits that read back as it. {@link Double#toString} gives
 * them (Giulietti, "The Schubfach way to render doubles", 2022) except that it never gives fewer
 * than two; decimals of few places, as prices are, are found by trying powers of ten.
 */
final class NumberText {
    /** No number takes more bytes. */
    static final int LENGTH_MAX = 32;

    private static final double INTEGER_BOUND = 0x1p53;
    private static final double DECIMAL_FROM = 1e-5;
    private static final double DECIMAL_BOUND = 1e16;

    /**
     * Below this, decimals of few places are so far apart that only one of them reads back as a
     * double.
     */
    private static final double FEW_PLACES_BOUND = 1e15;

    /** Above this, every double has a shortest decimal that is the only one of two digits. */
    private static final double SPARSE_BOUND = 1e-300;

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    private static final byte[] DIGIT_PAIRS = digitPairs();
    private static final byte[] LEAST =
            "-9223372036854775808".getBytes(StandardCharsets.ISO_8859_1);

    private NumberText() {}

    /** Returns the text form of a double. */
    static String text(double number) {
        if (isInteger(number)) {
            return Long.toString((long) number);
        }
        byte[] bytes = new byte[LENGTH_MAX];
        int end = writeShortest(number, bytes, 0);
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Writes the JSON form of a double; returns the position behind it. */
    static int writeJson(double number, byte[] target, int start) {
        if (isInteger(number)) {
            int end = write((long) number, target, start);
            target[end] = '.';
            target[end + 1] = '0';
            return end + 2;
        }
        return writeShortest(number, target, start);
    }

    /** Writes an integer; returns the position behind it. */
    static int write(long number, byte[] target, int start) {
        if (number >= 0) {
            return writeDigits(number, target, start);
        }
        if (number == Long.MIN_VALUE) {
            System.arraycopy(LEAST, 0, target, start, LEAST.length);
            return start + LEAST.length;
        }
        target[start] = '-';
        return writeDigits(-number, target, start + 1);
    }

    /** Returns the number of decimal digits of a number that is not negative. */
    static int digitCount(long number) {
        int count = 1;
        long power = 10;
        while (count < 19 && number >= power) {
            count++;
            power *= 10;
        }
        return count;
    }

    private static int writeDigits(long number, byte[] target, int start) {
        int end = start + digitCount(number);
        int position = end;
        long rest = number;
        while (rest >= 100) {
            long quotient = rest / 100;
            int pair = (int) (rest - quotient * 100) * 2;
            rest = quotient;
            target[--position] = DIGIT_PAIRS[pair + 1];
            target[--position] = DIGIT_PAIRS[pair];
        }
        if (rest >= 10) {
            int pair = (int) rest * 2;
            target[--position] = DIGIT_PAIRS[pair + 1];
            target[--position] = DIGIT_PAIRS[pair];
        } else {
            target[--position] = (byte) ('0' + rest);
        }
        return end;
    }

    private static boolean isInteger(double number) {
        return Math.abs(number) < INTEGER_BOUND && number == (long) number;
    }

    /** Writes a double that is not an integer below 2^53. */
    private static int writeShortest(double number, byte[] target, int start) {
        int position = start;
        if (number < 0) {
            target[position++] = '-';
        }
        double magnitude = Math.abs(number);
        if (magnitude >= DECIMAL_FROM && magnitude < FEW_PLACES_BOUND) {
            int places = placesOf(magnitude);
            if (places > 0) {
                return writePlaces(
                        Math.round(magnitude * POWERS[places]), places, target, position);
            }
        }
        return writeDigitsOf(magnitude, target, position);
    }

    /**
     * Returns the least number of decimal places with which a decimal reads back as the number, 0
     * if they are many.
     *
     * <p>The quotient of an integer below 10^15 and a power of ten is rounded once, so it is the
     * double that the decimal reads as; such decimals are more than four doubles apart, so no other
     * one does.
     */
    static int placesOf(double magnitude) {
        for (int places = 1; places < POWERS.length; places++) {
            double scaled = magnitude * POWERS[places];
            if (scaled >= FEW_PLACES_BOUND) {
                return 0;
            }
            if (Math.round(scaled) / POWERS[places] == magnitude) {
                return places;
            }
        }
        return 0;
    }

    private static int writePlaces(long decimal, int places, byte[] target, int start) {
        long power = (long) POWERS[places];
        long whole = decimal / power;
        int position = writeDigits(whole, target, start);
        target[position] = '.';
        long fraction = decimal - whole * power;
        int end = position + 1 + places;
        for (int i = end - 1; i > position; i--) {
            target[i] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        return end;
    }

    /** Writes the digits that {@link Double#toString} gives, in the specified notation. */
    private static int writeDigitsOf(double magnitude, byte[] target, int start) {
        ShortestDecimal decimal = ShortestDecimal.of(magnitude);
        return magnitude >= DECIMAL_FROM && magnitude < DECIMAL_BOUND
                ? decimal.writePlain(target, start)
                : decimal.writeScientific(target, start);
    }

    private static byte[] digitPairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    /**
     * The shortest digits of a positive double.
     *
     * @param digits without zeros at the ends
     * @param exponent such that the number is 0.digits · 10^exponent
     */
    private record ShortestDecimal(String digits, int exponent) {
        static ShortestDecimal of(double magnitude) {
            if (magnitude < SPARSE_BOUND) {
                BigDecimal oneDigit =
                        new BigDecimal(magnitude).round(new MathContext(1, RoundingMode.HALF_EVEN));
                if (oneDigit.doubleValue() == magnitude) {
                    String digits = oneDigit.unscaledValue().toString();
                    return trimmed(digits, digits.length() - oneDigit.scale());
                }
            }
            String text = Double.toString(magnitude);
            int mark = text.indexOf('E');
            int exponent = mark < 0 ? 0 : Integer.parseInt(text, mark + 1, text.length(), 10);
            int end = mark < 0 ? text.length() : mark;
            int point = text.indexOf('.');
            return trimmed(
                    text.substring(0, point) + text.substring(point + 1, end), exponent + point);
        }

        private static ShortestDecimal trimmed(String digits, int exponent) {
            int start = 0;
            while (digits.charAt(start) == '0') {
                start++;
            }
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            return new ShortestDecimal(digits.substring(start, end), exponent - start);
        }

        int writePlain(byte[] target, int start) {
            int position = start;
            if (exponent <= 0) {
                position = put("0.", target, position);
                position = zeros(-exponent, target, position);
                return put(digits, target, position);
            }
            if (digits.length() > exponent) {
                position = put(digits.substring(0, exponent), target, position);
                target[position++] = '.';
                return put(digits.substring(exponent), target, position);
            }
            position = put(digits, target, position);
            position = zeros(exponent - digits.length(), target, position);
            return put(".0", target, position);
        }

        int writeScientific(byte[] target, int start) {
            int position = put(digits.substring(0, 1), target, start);
            if (digits.length() > 1) {
                target[position++] = '.';
                position = put(digits.substring(1), target, position);
            }
            target[position++] = 'e';
            return write(exponent - 1L, target, position);
        }

        private static int zeros(int count, byte[] target, int start) {
            for (int i = 0; i < count; i++) {
                target[start + i] = '0';
            }
            return start + count;
        }

        private static int put(String text, byte[] target, int start) {
            for (int i = 0; i < text.length(); i++) {
                target[start + i] = (byte) text.charAt(i);
            }
            return start + text.length();
        }
    }
}
