package dev.tiercel.frontend.check;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.pass.ConstantEvaluator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of expressions that depend on nothing: what they are, or which error they raise. Only
 * small values are computed. Not thread-safe.
 */
final class ComputedParts {
    private static final int TEXT_LENGTH_MAX = 4096;
    private static final int PARTS_MAX = 256;
    private static final Opcode.Constant TRUE = new Opcode.Constant(true);

    private final ConstantEvaluator evaluator;
    private final Functions functions;
    private final IdentityHashMap<Expression, Opcode.Constant> resultByPart =
            new IdentityHashMap<>();
    private final IdentityHashMap<Expression, String> failureByPart = new IdentityHashMap<>();
    private final Set<Expression> skipped = Collections.newSetFromMap(new IdentityHashMap<>());

    ComputedParts(ConstantEvaluator evaluator, Functions functions) {
        this.evaluator = evaluator;
        this.functions = functions;
    }

    /** Returns the code of the error that a part certainly raises itself. */
    Optional<String> failure(Expression part) {
        return Optional.ofNullable(failureByPart.get(part));
    }

    /** Whether a part is never evaluated, because what comes before it decides (LANG-42). */
    boolean isSkipped(Expression part) {
        return skipped.contains(part);
    }

    /** Computes a part whose own parts have been computed. */
    void compute(Expression part) {
        switch (part) {
            case Expression.Binary binary ->
                    compute(
                            part,
                            new Opcode.Binary(binary.operator()),
                            List.of(binary.left(), binary.right()));
            case Expression.Negate negate ->
                    compute(
                            part,
                            new Opcode.Unary(UnaryOperator.NEGATE),
                            List.of(negate.operand()));
            case Expression.Not not ->
                    compute(part, new Opcode.Unary(UnaryOperator.NOT), List.of(not.operand()));
            case Expression.Logical logical -> computeLogical(logical);
            case Expression.Conditional conditional -> computeConditional(conditional);
            case Expression.Call call -> {
                if (functions.resolve(call)
                        instanceof Functions.Resolved.BuiltIn(var function, int predicate)) {
                    boolean isPlain = predicate < 0 || predicate >= call.arguments().size();
                    compute(part, function, call.arguments(), isPlain);
                }
            }
            case Expression.BuiltinCall call ->
                    compute(part, call.function(), call.arguments(), call.predicate().isEmpty());
            default -> {}
        }
    }

    private void computeLogical(Expression.Logical logical) {
        decision(logical)
                .ifPresent(isDecided -> {
                    choose(logical, isDecided ? logical.left() : logical.right());
                    if (isDecided) {
                        skipped.add(logical.right());
                    }
                });
    }

    /** Whether the left side of an operator is its value; nothing if that is not known. */
    private Optional<Boolean> decision(Expression.Logical logical) {
        return switch (logical.operator()) {
            case COALESCE ->
                    Optional.ofNullable(new Values().of(logical.left()))
                            .map(left -> left.value() != null);
            case AND -> truth(logical.left()).map(isTrue -> !isTrue);
            case OR -> truth(logical.left());
        };
    }

    private void computeConditional(Expression.Conditional conditional) {
        truth(conditional.condition())
                .ifPresent(isTrue -> {
                    choose(conditional, isTrue ? conditional.whenTrue() : conditional.whenFalse());
                    skipped.add(isTrue ? conditional.whenFalse() : conditional.whenTrue());
                });
    }

    private Optional<Boolean> truth(Expression part) {
        Opcode truth = new Opcode.Unary(UnaryOperator.TRUTH);
        return Optional.ofNullable(new Values().of(part))
                .flatMap(c -> evaluator.evaluate(truth, Collections.singletonList(c.value())))
                .map(TRUE::equals);
    }

    private void choose(Expression part, Expression chosen) {
        Opcode.Constant value = new Values().of(chosen);
        if (value != null) {
            resultByPart.put(part, value);
        }
    }

    private void compute(
            Expression part, Builtin function, List<Expression> arguments, boolean isPlain) {
        // The second argument of these is a predicate if the first is an array.
        boolean isPredicateForm =
                function.predicateForm().isPresent()
                        && arguments.size() == 2
                        && new Values().of(arguments.getFirst())
                                instanceof Opcode.Constant(List<?> _);
        if (isPlain && !isPredicateForm) {
            compute(part, new Opcode.CallBuiltin(function), arguments);
        }
    }

    private void compute(Expression part, Opcode opcode, List<Expression> operands) {
        Values values = new Values();
        List<@Nullable Object> constants = new ArrayList<>();
        for (Expression operand : operands) {
            Opcode.Constant constant = values.of(operand);
            if (constant == null) {
                return;
            }
            constants.add(constant.value());
        }
        evaluator
                .evaluate(opcode, constants)
                .ifPresentOrElse(
                        result -> resultByPart.put(part, result),
                        () ->
                                evaluator
                                        .failure(opcode, constants)
                                        .ifPresent(code -> failureByPart.put(part, code)));
    }

    /** The values of the operands of one part, which together are small. */
    private final class Values {
        private int parts;

        /** Returns the value of a part; null if it is not known, or too large. */
        private Opcode.@Nullable Constant of(Expression part) {
            parts++;
            if (parts > PARTS_MAX) {
                return null;
            }
            return switch (part) {
                case Expression.Literal(var value, _, _) ->
                        value instanceof String text && text.length() > TEXT_LENGTH_MAX
                                ? null
                                : new Opcode.Constant(value);
                case Expression.ArrayLiteral(var elements, _) -> ofArray(elements);
                case Expression.ObjectLiteral(var members, _) -> ofObject(members);
                default -> resultByPart.get(part);
            };
        }

        private Opcode.@Nullable Constant ofArray(List<Expression> elements) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Expression element : elements) {
                Opcode.Constant constant = of(element);
                if (constant == null) {
                    return null;
                }
                list.add(constant.value());
            }
            return new Opcode.Constant(Collections.unmodifiableList(list));
        }

        private Opcode.@Nullable Constant ofObject(List<Expression.ObjectMember> members) {
            SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
            for (Expression.ObjectMember member : members) {
                Opcode.Constant constant = of(member.value());
                if (constant == null
                        || !(member.key() instanceof Expression.Literal(String key, _, _))) {
                    return null;
                }
                map.put(key, constant.value());
            }
            return new Opcode.Constant(Collections.unmodifiableSequencedMap(map));
        }
    }
}
