package dev.tiercel.frontend.expression;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How literals and names of members are written in expressions. */
final class LiteralText {
    private static final double DECIMAL_MIN = 1e-5;
    private static final double DECIMAL_LIMIT = 1e16;
    private static final Pattern HEADER_NAME =
            Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*+(?:-[\\p{L}\\p{Nd}_]++)*+");

    private LiteralText() {}

    /** Returns the text of null, a boolean, a number or a string. */
    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "'" + content(text, false) + "'";
            case Double number -> number(number);
            default -> value.toString();
        };
    }

    static boolean isNegative(Expression.Literal literal) {
        return (literal.value() instanceof Long integer && integer < 0)
                || (literal.value() instanceof Double number && Math.copySign(1, number) < 0);
    }

    // In the notation of LANG-51 for JSON, which reads as the same double again.
    private static String number(double number) {
        double magnitude = Math.abs(number);
        String shortest = Double.toString(number);
        if (magnitude == 0) {
            return shortest;
        }
        if (magnitude >= DECIMAL_MIN && magnitude < DECIMAL_LIMIT) {
            String decimal = new BigDecimal(shortest).stripTrailingZeros().toPlainString();
            return decimal.contains(".") ? decimal : decimal + ".0";
        }
        return shortest.replace(".0E", "e").replace('E', 'e');
    }

    /**
     * Returns the content of a string literal with escapes. Two opening braces never follow each
     * other, because they would begin a template.
     *
     * @param isBeforeTemplate whether opening braces of a template follow
     */
    static String content(String text, boolean isBeforeTemplate) {
        StringBuilder content = new StringBuilder(text.length() + 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLast = i == text.length() - 1;
            switch (c) {
                case '\'' -> content.append("\\'");
                case '\\' -> content.append("\\\\");
                case '\n' -> content.append("\\n");
                case '\r' -> content.append("\\r");
                case '\t' -> content.append("\\t");
                case '\b' -> content.append("\\b");
                case '\f' -> content.append("\\f");
                case '{' -> {
                    boolean isDoubled = isLast ? isBeforeTemplate : text.charAt(i + 1) == '{';
                    content.append(isDoubled ? "\\u007b" : "{");
                }
                default -> {
                    if (Character.isISOControl(c)) {
                        content.append("\\u%04x".formatted((int) c));
                    } else {
                        content.append(c);
                    }
                }
            }
        }
        return content.toString();
    }

    /** Whether a member can be written with a dot. */
    static boolean isMemberName(Expression target, String name) {
        return Identifier.isIdentifier(name)
                || (isHeaders(target) && HEADER_NAME.matcher(name).matches());
    }

    private static boolean isHeaders(Expression target) {
        return switch (target) {
            case Expression.Name(String name, _) -> name.equals("headers");
            case Expression.Member(_, String name, _) -> name.equals("headers");
            default -> false;
        };
    }
}
