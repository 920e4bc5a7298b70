package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.ExpressionWalk;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Reads conditions and warns of those that are always the same. */
final class Conditions {
    private final Reading reading;

    Conditions(Reading reading) {
        this.reading = reading;
    }

    /** Returns the condition of a branch; a constant is reported. */
    Expression ofBranch(Fields fields) {
        Expression condition = read(fields);
        fields.node("condition")
                .filter(node -> isConstant(condition) && wasRead(node, condition))
                .ifPresent(node -> warn(truth(condition), node));
        return condition;
    }

    /**
     * Returns the condition of a loop; a constant that prevents the first iteration is reported.
     */
    Expression ofLoop(Fields fields, boolean isWhile) {
        Expression condition = read(fields);
        fields.node("condition")
                .filter(node -> wasRead(node, condition))
                .filter(_ -> truth(condition).filter(t -> t != isWhile).isPresent())
                .ifPresent(node -> warn(truth(condition), node));
        return condition;
    }

    private Expression read(Fields fields) {
        Optional<Node> node = fields.node("condition");
        if (node.isPresent() && isComparison(node.get())) {
            String message = "`condition` must be an expression, not a mapping";
            reading.comparisons()
                    .text(node.get())
                    .ifPresentOrElse(
                            s -> reading.report(DiagnosticCode.WRONG_TYPE, message, node.get(), s),
                            () -> reading.report(DiagnosticCode.WRONG_TYPE, message, node.get()));
            return Reading.nothing(node.get());
        }
        return fields.expression("condition");
    }

    /**
     * Returns whether a condition is what is written, and not the null that stands for faulty text.
     */
    private static boolean wasRead(Node node, Expression condition) {
        boolean isNull = condition instanceof Expression.Literal literal && literal.value() == null;
        return !isNull
                || (node instanceof Node.Scalar scalar && scalar.text().strip().equals("null"));
    }

    /** Returns whether a node is a condition in the notation of other systems (DOC-49). */
    static boolean isComparison(Node node) {
        return node instanceof Node.Mapping mapping
                && mapping.find("left").isPresent()
                && mapping.find("operator").isPresent();
    }

    private void warn(Optional<Boolean> truth, Node node) {
        String message =
                truth.map(t -> "The condition is always " + t).orElse("The condition is constant");
        reading.report(DiagnosticCode.CONSTANT_CONDITION, message, node);
    }

    private static boolean isConstant(Expression condition) {
        var depends = new AtomicBoolean();
        ExpressionWalk.forEach(
                condition,
                part -> {
                    if (part instanceof Expression.Name || part instanceof Expression.Call) {
                        depends.set(true);
                    }
                });
        return !depends.get();
    }

    /** Returns the truth of an expression if it can be read off (LANG-73). */
    private static Optional<Boolean> truth(Expression condition) {
        return switch (condition) {
            case Expression.Literal literal -> Optional.of(truth(literal.value()));
            case Expression.Not not -> truth(not.operand()).map(t -> !t);
            case Expression.ArrayLiteral array -> Optional.of(!array.elements().isEmpty());
            case Expression.ObjectLiteral object -> Optional.of(!object.members().isEmpty());
            case Expression.Name _,
                    Expression.Member _,
                    Expression.Index _,
                    Expression.Negate _,
                    Expression.Binary _,
                    Expression.Logical _,
                    Expression.Conditional _,
                    Expression.Call _,
                    Expression.BuiltinCall _,
                    Expression.Interpolation _ ->
                    Optional.empty();
        };
    }

    private static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case Number number -> number.doubleValue() != 0;
            case String text -> !text.isEmpty();
            default -> true;
        };
    }
}
