package dev.tiercel.frontend.expression;

import dev.tiercel.frontend.syntax.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises texts of value positions that are meant to be computed (LANG-36,
 * LOOKS_LIKE_ARITHMETIC).
 */
public final class LooksLikeArithmetic {
    private static final Position NOWHERE = new Position(1, 1);
    private static final Pattern SPACED_OPERATOR = Pattern.compile(" (?:\\*\\*|[-+*/%]) ");
    private static final Pattern ARITHMETIC =
            Pattern.compile("(?:[-+*/%() ]|[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)*+");
    private static final Pattern NAME_OPERATOR_OPERAND =
            Pattern.compile(
                    "([\\p{L}_][\\p{L}\\p{Nd}_]*+) +(?:\\*\\*|[-+*/%]) +"
                            + "(?:([\\p{L}_][\\p{L}\\p{Nd}_]*+)|[0-9]+(?:\\.[0-9]+)?)");

    private LooksLikeArithmetic() {}

    /**
     * Whether a text without templates is {@code name op name} or {@code name op number}, with
     * spaces around the operator, where every name is assigned.
     */
    public static boolean isOfNames(String text, Set<String> assignedNames) {
        Matcher matcher = NAME_OPERATOR_OPERAND.matcher(text);
        return matcher.matches()
                && assignedNames.contains(matcher.group(1))
                && (matcher.group(2) == null || assignedNames.contains(matcher.group(2)));
    }

    /**
     * Returns whether a text with templates looks like arithmetic, and then the template that
     * computes it, if the text is an expression at all.
     */
    static Optional<Optional<String>> suggestion(String text, int depthMax) {
        List<TextPart> parts;
        try {
            parts = TemplateScanner.parts(text);
        } catch (ExpressionFault _) {
            return Optional.empty();
        }
        // Templates become a space: what stands left and right of an operator shows whether it is
        // spaced.
        StringBuilder around = new StringBuilder();
        boolean hasTemplate = false;
        for (TextPart part : parts) {
            switch (part) {
                case TextPart.Text(String literal) -> around.append(literal);
                case TextPart.Template _ -> {
                    around.append("()");
                    hasTemplate = true;
                }
            }
        }
        if (!hasTemplate
                || !SPACED_OPERATOR.matcher(around).find()
                || !ARITHMETIC.matcher(around).matches()) {
            return Optional.empty();
        }
        return Optional.of(computed(text, depthMax));
    }

    private static Optional<String> computed(String text, int depthMax) {
        var source = new PositionedText(text, NOWHERE, Optional.empty());
        try {
            Expression expression =
                    ExpressionParser.parse(
                            source, new TextPart.Template(0, text.length()), true, depthMax);
            return Optional.of("{{ " + ExpressionPrinter.print(expression) + " }}");
        } catch (ExpressionFault _) {
            return Optional.empty();
        }
    }
}
