package dev.tiercel.frontend.expression;

import dev.tiercel.ir.Builtin;
import java.util.Map;
import java.util.Optional;

/** Spellings of other languages that are no part of expressions, and what to write instead. */
final class Confusions {
    private static final Map<String, String> OPERATOR_BY_WORD =
            Map.of(
                    "AND", "and", "OR", "or", "NOT", "not", "IN", "in", "is", "==", "eq", "==",
                    "ne", "!=");
    private static final Map<String, String> FUNCTION_BY_METHOD =
            Map.of(
                    "toUpperCase", "upper",
                    "toLowerCase", "lower",
                    "includes", "contains",
                    "toString", "string",
                    "replaceAll", "replace",
                    "padStart", "pad_start",
                    "padEnd", "pad_end",
                    "strip", "trim",
                    "hasOwnProperty", "has");

    private Confusions() {}

    /** Returns the operator meant by a word between two operands. */
    static Optional<String> operator(String word) {
        return Optional.ofNullable(OPERATOR_BY_WORD.get(word));
    }

    /**
     * Returns the function that does what a method of another language does; the same name if none
     * is known.
     */
    static String function(String method) {
        return Builtin.find(method).isPresent()
                ? method
                : FUNCTION_BY_METHOD.getOrDefault(method, method);
    }

    /** Returns the fault of a character that begins no token. */
    static ExpressionFault unknownCharacter(String text, int offset, int limit) {
        int c = text.codePointAt(offset);
        return switch (c) {
            case '=' ->
                    offset + 1 < limit && text.charAt(offset + 1) == '>'
                            ? ExpressionFault.syntax("`=>` is no operator; write >=", offset, ">=")
                            : ExpressionFault.syntax(
                                    "`=` is no operator; equality is written ==", offset, "==");
            case '&' ->
                    ExpressionFault.syntax(
                            "`&` is no operator; a condition is joined by &&", offset, "&&");
            case '$' ->
                    ExpressionFault.syntax(
                            "`$` is no part of an expression; a variable is written by its name"
                                    + " alone",
                            offset);
            case '\u2018', '\u2019', '\u201C', '\u201D', '`' ->
                    ExpressionFault.syntax(
                            "Strings are written between ' or \", not " + Character.toString(c),
                            offset,
                            "'");
            case '\\' ->
                    ExpressionFault.syntax("`\\` is an escape in string literals only", offset);
            case '\u2013', '\u2212' ->
                    ExpressionFault.syntax(
                            "`" + Character.toString(c) + "` is no operator; write -", offset, "-");
            default ->
                    ExpressionFault.syntax(
                            "`" + display(c) + "` is no part of an expression", offset);
        };
    }

    private static String display(int c) {
        boolean isVisible =
                Character.isDefined(c)
                        && !Character.isISOControl(c)
                        && Character.getType(c) != Character.SURROGATE;
        return isVisible ? Character.toString(c) : "U+%04X".formatted(c);
    }
}
