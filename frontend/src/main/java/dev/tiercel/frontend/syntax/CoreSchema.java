package dev.tiercel.frontend.syntax;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Types of plain scalars by the core schema of YAML 1.2 (YAML 1.2.2, section 10.3.2). */
final class CoreSchema {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUES = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSES = Set.of("false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o([0-7]+)");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x([0-9a-fA-F]+)");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern NOT_FINITE =
            Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    private CoreSchema() {}

    /** What a plain scalar stands for. */
    sealed interface Resolution {
        /** Null, Boolean, Long, Double or String. */
        record Value(@Nullable Object value) implements Resolution {}

        /** A number whose double is infinite. */
        record TooLarge() implements Resolution {}

        /** An infinity or no number. */
        record NotFinite() implements Resolution {}
    }

    /** Returns what an untagged plain scalar stands for. */
    static Resolution resolve(String text) {
        if (NULLS.contains(text)) {
            return new Resolution.Value(null);
        }
        if (TRUES.contains(text) || FALSES.contains(text)) {
            return new Resolution.Value(TRUES.contains(text));
        }
        if (NOT_FINITE.matcher(text).matches()) {
            return new Resolution.NotFinite();
        }
        return mayBeNumber(text)
                ? number(text).orElseGet(() -> new Resolution.Value(text))
                : new Resolution.Value(text);
    }

    private static boolean mayBeNumber(String text) {
        char first = text.charAt(0);
        return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
    }

    private static Optional<Resolution> number(String text) {
        if (INTEGER.matcher(text).matches()) {
            return Optional.of(finite(Numbers.integer(text)));
        }
        if (DECIMAL.matcher(text).matches()) {
            return Optional.of(finite(Numbers.decimal(text)));
        }
        Matcher octal = OCTAL.matcher(text);
        if (octal.matches()) {
            return Optional.of(finite(Numbers.integer(octal.group(1), 8)));
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        return hexadecimal.matches()
                ? Optional.of(finite(Numbers.integer(hexadecimal.group(1), 16)))
                : Optional.empty();
    }

    private static Resolution finite(Optional<Object> number) {
        return number.isPresent() ? new Resolution.Value(number.get()) : new Resolution.TooLarge();
    }
}
