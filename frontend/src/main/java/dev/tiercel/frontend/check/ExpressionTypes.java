package dev.tiercel.frontend.check;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.ExpressionWalk;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.ResultTypes;
import dev.tiercel.ir.analysis.ValueFacts;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The types that expressions may have, going by literals, operators and assigned variables
 * (LANG-70, LANG-71). {@link ValueType#NONE} is the type of what certainly raises. Not thread-safe.
 */
final class ExpressionTypes {
    private static final int UNKNOWN_SLOT = -1;

    private final Functions functions;
    private final ComputedParts computed;
    private final IdentityHashMap<Expression, ValueType> typeByExpression = new IdentityHashMap<>();

    /**
     * @param computed is told to compute every part
     */
    ExpressionTypes(Functions functions, ComputedParts computed) {
        this.functions = functions;
        this.computed = computed;
    }

    /** Returns the types of an expression; any type if nothing was inferred. */
    ValueType of(Expression expression) {
        return typeByExpression.getOrDefault(expression, ValueType.ANY);
    }

    /** Finds the types of an expression and of all its parts at a place. */
    void infer(Expression root, Site site) {
        List<Expression> parts = new ArrayList<>();
        ExpressionWalk.forEach(root, parts::add);
        for (Expression part : parts.reversed()) {
            computed.compute(part);
            typeByExpression.put(
                    part, computed.failure(part).isPresent() ? ValueType.NONE : type(part, site));
        }
    }

    private ValueType type(Expression part, Site site) {
        return switch (part) {
            case Expression.Literal literal -> ResultTypes.ofConstant(literal.value());
            case Expression.Name(String name, _) ->
                    site.scope().find(name).isPresent() || site.isInPredicate()
                            ? ValueType.ANY
                            : site.state().type(name);
            case Expression.Member(Expression target, String name, _) ->
                    result(new Opcode.GetMember(name, UNKNOWN_SLOT), target);
            case Expression.Index(Expression target, Expression key, _) ->
                    result(new Opcode.GetElement(), target, key);
            case Expression.Negate(Expression operand, _) ->
                    result(new Opcode.Unary(UnaryOperator.NEGATE), operand);
            case Expression.Not _ -> ValueType.BOOLEAN;
            case Expression.Binary binary ->
                    CertainFailure.of(binary, this).isPresent()
                            ? ValueType.NONE
                            : result(
                                    new Opcode.Binary(binary.operator()),
                                    binary.left(),
                                    binary.right());
            case Expression.Logical logical -> ofLogical(logical);
            case Expression.Conditional(_, Expression yes, Expression no, _) ->
                    of(yes).join(of(no));
            case Expression.Call call -> ofCall(call);
            case Expression.BuiltinCall call -> call.function().resultType().join(ValueType.NULL);
            case Expression.ArrayLiteral _ -> ValueType.ARRAY;
            case Expression.ObjectLiteral _ -> ValueType.OBJECT;
            case Expression.Interpolation _ -> ValueType.STRING;
        };
    }

    private ValueType ofLogical(Expression.Logical logical) {
        ValueType left = of(logical.left());
        return switch (logical.operator()) {
            case COALESCE -> left.without(ValueType.NULL).join(of(logical.right()));
            case AND, OR -> left.join(of(logical.right()));
        };
    }

    private ValueType ofCall(Expression.Call call) {
        return functions.resolve(call)
                                instanceof Functions.Resolved.BuiltIn(var function, int predicate)
                        && predicate < 0
                ? result(
                        new Opcode.CallBuiltin(function),
                        call.arguments().toArray(Expression[]::new))
                : ValueType.ANY;
    }

    /** Returns the types of what an opcode makes of operands whose types are known. */
    ValueType result(Opcode opcode, Expression... operands) {
        for (Expression operand : operands) {
            if (of(operand).equals(ValueType.NONE)) {
                return ValueType.NONE;
            }
        }
        int[] numbers = IntStream.range(0, operands.length).toArray();
        return ResultTypes.of(opcode, numbers, new Facts(operands));
    }

    /** The operands of one part, numbered from 0. */
    private final class Facts implements ValueFacts {
        private final Expression[] operands;

        Facts(Expression[] operands) {
            this.operands = operands;
        }

        @Override
        public ValueType type(int value) {
            return of(operands[value]);
        }

        @Override
        public Opcode.@Nullable Constant constant(int value) {
            return operands[value] instanceof Expression.Literal literal
                    ? new Opcode.Constant(literal.value())
                    : null;
        }
    }
}
