package dev.tiercel.ir.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON form of constants (LANG-51). Thread-safe. */
public final class ConstantJson extends ConstantWriter {
    private static final double PLAIN_MIN = 1e-5;
    private static final double PLAIN_END = 1e16;
    private static final String HEXADECIMAL = "0123456789abcdef";

    private ConstantJson() {
        super(",", ":");
    }

    /**
     * Returns the JSON form of a value as {@link dev.tiercel.ir.Opcode.Constant} holds it.
     *
     * @throws IllegalArgumentException if the value is {@link dev.tiercel.ir.Absent} or not one of
     *     a constant
     */
    public static String of(@Nullable Object value) {
        return new ConstantJson().write(value);
    }

    @Override
    String absent() {
        throw new IllegalArgumentException("absent has no JSON form");
    }

    @Override
    void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HEXADECIMAL.charAt(c >> 4));
                        out.append(HEXADECIMAL.charAt(c & 0xF));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /**
     * Returns the JSON form of a finite double; integral values in decimal notation keep {@code
     * .0}.
     */
    @Override
    String number(double value) {
        if (value == 0) {
            return "0.0";
        }
        BigDecimal shortest = shortest(value);
        double magnitude = Math.abs(value);
        if (magnitude >= PLAIN_MIN && magnitude < PLAIN_END) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        return scientific(shortest);
    }

    /**
     * Returns the fewest digits that read back as the value, of several the nearest. {@link
     * Double#toString} does so but for single digits, where it writes two.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal written = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (written.precision() != 2) {
            return written;
        }
        BigDecimal exact = new BigDecimal(value);
        return Stream.of(RoundingMode.DOWN, RoundingMode.UP)
                .map(mode -> written.setScale(written.scale() - 1, mode))
                .filter(single -> single.doubleValue() == value)
                .min(Comparator.comparing(single -> single.subtract(exact).abs()))
                .orElse(written)
                .stripTrailingZeros();
    }

    private static String scientific(BigDecimal value) {
        String digits = value.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - value.scale();
        StringBuilder out = new StringBuilder();
        out.append(value.signum() < 0 ? "-" : "").append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        return out.append('e').append(exponent).toString();
    }
}
