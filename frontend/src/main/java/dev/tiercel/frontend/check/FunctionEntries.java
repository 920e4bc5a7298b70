package dev.tiercel.frontend.check;

import static java.util.Objects.requireNonNull;

import dev.tiercel.frontend.document.Field;
import dev.tiercel.frontend.document.LocalFunction;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.OperationWalk;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.ExpressionReader;
import dev.tiercel.frontend.expression.ExpressionWalk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the variables of the route are when a local function is called: assigned for certain only if
 * they are so at every call (LANG-19). A function leaves them as they are, so a function that it
 * calls finds what it found.
 */
final class FunctionEntries implements PartCheck {
    private final Functions functions;
    private final Map<String, NameState> stateByFunction = new HashMap<>();

    FunctionEntries(Functions functions) {
        this.functions = functions;
    }

    /** Notes calls in the logic of the route. */
    @Override
    public void check(Expression part, Site site) {
        if (part instanceof Expression.Call(String function, _, _) && !site.unit().isFunction()) {
            note(function, site.state());
        }
    }

    /** Notes a call in the logic of the route. */
    void note(String function, NameState state) {
        if (state.isReachable() && functions.local(function).isPresent()) {
            stateByFunction.merge(function, state.copy(), NameState::join);
        }
    }

    /**
     * Hands what has been noted on to the functions that functions call, until nothing changes.
     *
     * @param reader reads predicates; what is wrong with them is reported elsewhere
     */
    void propagate(ExpressionReader reader) {
        Map<String, Set<String>> calleesByFunction = new HashMap<>();
        for (LocalFunction function : functions.locals()) {
            calleesByFunction.put(function.name(), callees(function, reader));
        }
        Deque<String> changed = new ArrayDeque<>(stateByFunction.keySet());
        while (!changed.isEmpty()) {
            String caller = changed.pop();
            NameState state = requireNonNull(stateByFunction.get(caller));
            for (String callee : calleesByFunction.getOrDefault(caller, Set.of())) {
                NameState old = stateByFunction.get(callee);
                NameState joined = old == null ? state.copy() : old.join(state);
                if (!joined.isEqualTo(old)) {
                    stateByFunction.put(callee, joined);
                    changed.push(callee);
                }
            }
        }
    }

    /** Returns the state at the beginning of a function; empty if nothing calls it. */
    Optional<NameState> find(String function) {
        return Optional.ofNullable(stateByFunction.get(function)).map(NameState::copy);
    }

    private Set<String> callees(LocalFunction function, ExpressionReader reader) {
        Set<String> callees = new LinkedHashSet<>();
        OperationWalk.forEach(
                function.body(),
                operation -> {
                    if (operation instanceof Operation.CallFunction call) {
                        callees.add(call.name());
                    }
                    Field.all(operation).forEach(e -> collectCallees(e, reader, callees));
                });
        callees.removeIf(name -> functions.local(name).isEmpty());
        return callees;
    }

    private static void collectCallees(
            Expression root, ExpressionReader reader, Set<String> callees) {
        ExpressionWalk.forEach(
                root,
                part -> {
                    if (part instanceof Expression.Call call) {
                        callees.add(call.function());
                        call.arguments().stream()
                                .filter(Expression.Literal.class::isInstance)
                                .map(Expression.Literal.class::cast)
                                .filter(literal -> literal.value() instanceof String)
                                .flatMap(literal -> reader.predicateIfParses(literal).stream())
                                .forEach(body -> collectCallees(body, reader, callees));
                    }
                });
    }
}
