package dev.tiercel.frontend.expression;

import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Builtin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parsed expression, or a value with templates: text with templates is an {@link Interpolation},
 * a mapping an {@link ObjectLiteral}, a list an {@link ArrayLiteral}. Immutable.
 *
 * <p>Nesting is bounded (DOC-54), but a chain of operators, filters or members may be as long as
 * the document: it is a tree that is deep on the left, that of {@code **} one that is deep on the
 * right. Code that works on all parts therefore recurses neither along the left operand, the right
 * one of {@code **}, a target nor the first argument; {@link ExpressionWalk} does not.
 */
public sealed interface Expression {
    /** Where the offending token for findings about this expression stands. */
    Position position();

    /**
     * Null, Boolean, Long, Double or String.
     *
     * @param contentPosition of a string literal in an expression: where its content begins, if it
     *     has no escapes
     */
    record Literal(@Nullable Object value, Position position, Optional<Position> contentPosition)
            implements Expression {
        /** A literal whose content has no position of its own. */
        public Literal(@Nullable Object value, Position position) {
            this(value, position, Optional.empty());
        }
    }

    /** A bare name. */
    record Name(String name, Position position) implements Expression {}

    /** {@code target.name}; the position is that of the name. */
    record Member(Expression target, String name, Position position) implements Expression {}

    /** {@code target[key]}, or {@code target.0} with a literal key. */
    record Index(Expression target, Expression key, Position position) implements Expression {}

    /** {@code -operand}. */
    record Negate(Expression operand, Position position) implements Expression {}

    /** {@code !operand} and {@code not operand}. */
    record Not(Expression operand, Position position) implements Expression {}

    /** An operator that evaluates both sides; the position is that of the operator. */
    record Binary(BinaryOperator operator, Expression left, Expression right, Position position)
            implements Expression {}

    /** An operator that evaluates its right side only when needed. */
    record Logical(LogicalOperator operator, Expression left, Expression right, Position position)
            implements Expression {}

    /** {@code condition ? whenTrue : whenFalse}. */
    record Conditional(
            Expression condition, Expression whenTrue, Expression whenFalse, Position position)
            implements Expression {}

    /** A call or filter by name, not yet resolved; the position is that of the name. */
    record Call(String function, List<Expression> arguments, Position position)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A call of a built-in function by an operation such as string_op, map or filter; user
     * functions of the same name do not matter.
     *
     * @param arguments without the predicate
     */
    record BuiltinCall(
            Builtin function,
            List<Expression> arguments,
            Optional<Predicate> predicate,
            Position position)
            implements Expression {
        public BuiltinCall {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * An expression evaluated per element (LANG-56).
     *
     * @param itemName name of the element
     */
    record Predicate(String itemName, Expression body) {}

    /** {@code [a, b]}, or a list in a value position. */
    record ArrayLiteral(List<Expression> elements, Position position) implements Expression {
        public ArrayLiteral {
            elements = List.copyOf(elements);
        }
    }

    /** {@code {a: b}}, or a mapping in a value position; keys may be templates and may repeat. */
    record ObjectLiteral(List<ObjectMember> members, Position position) implements Expression {
        public ObjectLiteral {
            members = List.copyOf(members);
        }
    }

    /** A member of an object literal. */
    record ObjectMember(Expression key, Expression value) {}

    /** Concatenation of the text forms of the parts; always a string. */
    record Interpolation(List<Expression> parts, Position position) implements Expression {
        public Interpolation {
            parts = List.copyOf(parts);
        }
    }

    /** The operators of {@link Logical}. */
    enum LogicalOperator {
        AND,
        OR,
        /** {@code ??}: the right side if the left side is null. */
        COALESCE
    }
}
