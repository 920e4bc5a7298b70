package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.ExpressionReader;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.Builtin;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Decides what a call by name means: a user function, or else a built-in one (LANG-53). */
final class CallResolver {
    private final ExpressionReader predicates =
            new ExpressionReader(new Diagnostics("checked"), DocumentLimits.DEFAULTS);
    private final FunctionTable functions;
    private final IdentityHashMap<Expression.Call, ResolvedCall> resolvedByCall =
            new IdentityHashMap<>();

    /** A call whose target is known. */
    sealed interface ResolvedCall {}

    record UserCall(FunctionBody function, List<Expression> arguments) implements ResolvedCall {}

    /**
     * @param arguments without the predicate
     */
    record BuiltinCall(
            Builtin function, List<Expression> arguments, Optional<Expression.Predicate> predicate)
            implements ResolvedCall {}

    CallResolver(FunctionTable functions) {
        this.functions = functions;
    }

    /**
     * Resolves a call of a checked document.
     *
     * @throws IllegalStateException if the checks let an unknown function pass
     */
    ResolvedCall resolve(Expression.Call call, boolean seesLocal) {
        ResolvedCall known = resolvedByCall.get(call);
        if (known == null) {
            known =
                    functions
                            .find(call.function(), seesLocal)
                            .<ResolvedCall>map(f -> new UserCall(f, call.arguments()))
                            .orElseGet(() -> resolveBuiltin(call));
            resolvedByCall.put(call, known);
        }
        return known;
    }

    private ResolvedCall resolveBuiltin(Expression.Call call) {
        Builtin function =
                Builtin.find(call.function(), call.arguments().size())
                        .orElseThrow(() ->
                                new IllegalStateException("unchecked call of " + call.function()));
        if (function.predicateForm().isPresent() && call.arguments().size() == 2) {
            Optional<Expression.Predicate> predicate = predicate(call.arguments().get(1));
            if (predicate.isPresent()) {
                return new BuiltinCall(function.predicateForm().get(), call.arguments(), predicate);
            }
        }
        int index = function.predicateIndex();
        if (index < 0 || index >= call.arguments().size()) {
            return new BuiltinCall(function, call.arguments(), Optional.empty());
        }
        List<Expression> arguments = new ArrayList<>(call.arguments());
        Expression literal = arguments.remove(index);
        if (literal instanceof Expression.Literal(var value, var position, _) && value == null) {
            return withoutPredicate(call, arguments, position);
        }
        Expression.Predicate predicate =
                predicate(literal)
                        .orElseThrow(() -> new IllegalStateException("unchecked predicate"));
        return new BuiltinCall(function, arguments, Optional.of(predicate));
    }

    /** Resolves a call whose predicate is null, so that elements stand for themselves (LANG-54). */
    private static ResolvedCall withoutPredicate(
            Expression.Call call, List<Expression> others, Position position) {
        Builtin function =
                Builtin.find(call.function(), others.size() == 1 ? 1 : call.arguments().size())
                        .orElseThrow(() -> new IllegalStateException("unchecked predicate"));
        Optional<Expression.Predicate> element =
                others.size() == 1
                        ? Optional.empty()
                        : Optional.of(
                                new Expression.Predicate(
                                        "item", new Expression.Name("item", position)));
        return new BuiltinCall(function, others, element);
    }

    private Optional<Expression.Predicate> predicate(Expression argument) {
        if (argument instanceof Expression.Literal literal && literal.value() instanceof String) {
            return predicates
                    .predicateIfParses(literal)
                    .map(e -> new Expression.Predicate("item", e));
        }
        return Optional.empty();
    }
}
