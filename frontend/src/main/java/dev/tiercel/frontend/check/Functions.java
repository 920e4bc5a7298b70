package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.LocalFunction;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.Builtin;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that a document can call, and what a name means: local, global, built-in (LANG-53).
 */
final class Functions {
    private final Map<String, LocalFunction> localByName = new LinkedHashMap<>();
    private final Map<String, Integer> globalByName;

    /** What a call means. */
    sealed interface Resolved {
        /** A function of the document or a global one. */
        record User(int parameterCount) implements Resolved {}

        /**
         * A built-in function.
         *
         * @param predicateIndex position of the argument that is a predicate, or -1
         */
        record BuiltIn(Builtin function, int predicateIndex) implements Resolved {}

        /** A built-in function that does not take that number of arguments. */
        record WrongCount(List<Builtin> overloads) implements Resolved {}

        record Unknown() implements Resolved {}
    }

    Functions(Map<String, Integer> globalByName) {
        this.globalByName = globalByName;
    }

    void declare(LocalFunction function) {
        localByName.put(function.name(), function);
    }

    Optional<LocalFunction> local(String name) {
        return Optional.ofNullable(localByName.get(name));
    }

    List<LocalFunction> locals() {
        return List.copyOf(localByName.values());
    }

    /** Returns the number of parameters of a user function. */
    Optional<Integer> parameterCount(String name) {
        return local(name)
                .map(function -> function.parameters().size())
                .or(() -> Optional.ofNullable(globalByName.get(name)));
    }

    Resolved resolve(Expression.Call call) {
        Optional<Integer> count = parameterCount(call.function());
        if (count.isPresent()) {
            return new Resolved.User(count.get());
        }
        List<Builtin> overloads = Builtin.overloads(call.function());
        if (overloads.isEmpty()) {
            return new Resolved.Unknown();
        }
        return Builtin.find(call.function(), call.arguments().size())
                .<Resolved>map(f -> new Resolved.BuiltIn(f, f.predicateIndex()))
                .orElseGet(() -> new Resolved.WrongCount(overloads));
    }

    /** Returns the names of all user functions. */
    Set<String> userNames() {
        Set<String> names = new LinkedHashSet<>(localByName.keySet());
        names.addAll(globalByName.keySet());
        return names;
    }
}
