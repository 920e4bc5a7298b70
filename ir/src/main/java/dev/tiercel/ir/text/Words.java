package dev.tiercel.ir.text;

import dev.tiercel.ir.ValueType;
import java.util.Locale;

/** Names of enum constants and types as the text writes them. */
final class Words {
    private static final String ANY = "any";

    private Words() {}

    /** Returns {@code LESS_OR_EQUAL} as {@code lessOrEqual}. */
    static String camelCase(Enum<?> constant) {
        StringBuilder text = new StringBuilder();
        boolean isUpper = false;
        for (char c : constant.name().toCharArray()) {
            if (c == '_') {
                isUpper = true;
            } else {
                text.append(isUpper ? c : Character.toLowerCase(c));
                isUpper = false;
            }
        }
        return text.toString();
    }

    /** Returns {@code CONNECTION_ID} as {@code connection_id}. */
    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the letters of the type, or {@code any} for all of them. */
    static String type(ValueType type) {
        if (!type.includes(ValueType.ANY)) {
            return type.letters();
        }
        return type.includes(ValueType.ABSENT) ? ANY + "?" : ANY;
    }

    /**
     * Reads what {@link #type(ValueType)} writes.
     *
     * @throws IllegalArgumentException if the text is not a type
     */
    static ValueType parseType(String text) {
        if (!text.startsWith(ANY)) {
            return ValueType.parse(text);
        }
        String rest = text.substring(ANY.length());
        return rest.isEmpty() ? ValueType.ANY : ValueType.ANY.join(ValueType.parse(rest));
    }
}
