package dev.tiercel.ir.analysis;

/** What a string is as a number: a whole text in the number grammar of JSON with a finite value. */
public enum NumericText {
    /** Neither fraction nor exponent, and fits 64 bits. */
    INTEGER,
    /** Any other numeric string. */
    DOUBLE,
    /** Not a numeric string. */
    NOT_NUMERIC;

    /** Returns what the string is. */
    public static NumericText of(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int wholeEnd = digitsEnd(text, start);
        boolean hasLeadingZero = wholeEnd - start > 1 && text.charAt(start) == '0';
        if (wholeEnd == start || hasLeadingZero) {
            return NOT_NUMERIC;
        }
        if (wholeEnd == text.length() && fitsLong(text)) {
            return INTEGER;
        }
        int fractionEnd = fractionEnd(text, wholeEnd);
        int end = fractionEnd < 0 ? -1 : exponentEnd(text, fractionEnd);
        return end == text.length() && Double.isFinite(Double.parseDouble(text))
                ? DOUBLE
                : NOT_NUMERIC;
    }

    private static boolean fitsLong(String digits) {
        try {
            Long.parseLong(digits);
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static int fractionEnd(String text, int start) {
        if (start == text.length() || text.charAt(start) != '.') {
            return start;
        }
        int end = digitsEnd(text, start + 1);
        return end == start + 1 ? -1 : end;
    }

    private static int exponentEnd(String text, int start) {
        if (start == text.length() || (text.charAt(start) | 0x20) != 'e') {
            return start;
        }
        int digits = start + 1;
        if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
            digits++;
        }
        int end = digitsEnd(text, digits);
        return end == digits ? -1 : end;
    }

    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
