package dev.tiercel.runtime.json;

import java.nio.charset.StandardCharsets;

/**
 * A JSON number at the position of a scanner (LANG-2). Used once.
 *
 * <p>A decimal of few digits and a small power of ten is the quotient or product of two exact
 * doubles, hence rounded once and right (Clinger, "How to Read Floating Point Numbers Accurately",
 * 1990); others go to {@link Double#parseDouble}.
 */
final class JsonNumber {
    /** Every number of that many digits fits 64 bits. */
    private static final int SAFE_DIGITS = 18;

    private static final long EXACT_MAX = 1L << 53;
    private static final int EXPONENT_BOUND = 100_000;

    /** Below this decimal exponent no number is infinite. */
    private static final int FINITE_EXPONENT = 300;

    private static final double[] POWERS = powers();

    private final JsonScanner in;
    private final byte[] text;
    private final int start;
    private final int end;
    private int at;
    private long digits;
    private int digitCount;
    private int fractionDigits;
    private int exponent;
    private boolean isInteger = true;

    JsonNumber(JsonScanner in) {
        this.in = in;
        this.text = in.text();
        this.start = in.position();
        this.end = in.end();
    }

    /** Takes the number. */
    Object read() {
        scan();
        if (isInteger && digitCount <= SAFE_DIGITS) {
            return isNegative() ? -digits : digits;
        }
        return isInteger ? longInteger() : toDouble();
    }

    /** Skips the number. */
    void skip() {
        scan();
        if (exponent + digitCount > FINITE_EXPONENT) {
            slowDouble();
        }
    }

    private boolean isNegative() {
        return text[start] == '-';
    }

    private void scan() {
        at = start;
        if (at < end && text[at] == '-') {
            at++;
        }
        int first = at;
        scanDigits(start == at ? "a value" : "a digit");
        if (text[first] == '0' && at > first + 1) {
            throw in.failure(JsonException.Kind.SYNTAX, "A number has a leading zero", first);
        }
        if (at < end && text[at] == '.') {
            isInteger = false;
            at++;
            int fraction = at;
            scanDigits("a digit");
            fractionDigits = at - fraction;
        }
        if (at < end && (text[at] | 0x20) == 'e') {
            isInteger = false;
            at++;
            scanExponent();
        }
        in.moveTo(at);
    }

    private void scanDigits(String expected) {
        int from = at;
        long number = digits;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            number = number * 10 + (text[at] - '0');
            at++;
        }
        if (at == from) {
            in.moveTo(at);
            throw in.unexpected(expected);
        }
        digits = number;
        digitCount += at - from;
    }

    private void scanExponent() {
        boolean isNegativeExponent = at < end && text[at] == '-';
        if (isNegativeExponent || (at < end && text[at] == '+')) {
            at++;
        }
        int from = at;
        int number = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            number = Math.min(number * 10 + (text[at] - '0'), EXPONENT_BOUND);
            at++;
        }
        if (at == from) {
            in.moveTo(at);
            throw in.unexpected("a digit");
        }
        exponent = isNegativeExponent ? -number : number;
    }

    private Object longInteger() {
        String digitText = source();
        if (digitCount == SAFE_DIGITS + 1) {
            try {
                return Long.parseLong(digitText);
            } catch (NumberFormatException _) {
                return slowDouble();
            }
        }
        return slowDouble();
    }

    private double toDouble() {
        int power = exponent - fractionDigits;
        if (digitCount > SAFE_DIGITS || digits > EXACT_MAX || Math.abs(power) >= POWERS.length) {
            return slowDouble();
        }
        double number = isNegative() ? -(double) digits : (double) digits;
        return power < 0 ? number / POWERS[-power] : number * POWERS[power];
    }

    private double slowDouble() {
        double number = Double.parseDouble(source());
        if (Double.isInfinite(number)) {
            throw in.failure(JsonException.Kind.SYNTAX, "A number is too large", start);
        }
        return number;
    }

    private String source() {
        return new String(text, start, at - start, StandardCharsets.ISO_8859_1);
    }

    /** Returns the powers of ten that are doubles. */
    private static double[] powers() {
        double[] powers = new double[23];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
