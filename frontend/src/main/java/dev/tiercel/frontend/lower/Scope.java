package dev.tiercel.frontend.lower;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that a loop or a catch clause declares for its body. */
final class Scope {
    private final Map<String, Variable> variableByName = new HashMap<>();
    private final Map<String, LoopInfo> loopByName = new HashMap<>();

    /**
     * What {@code loop} stands for while nobody assigns it (LANG-15): its members are computed
     * where they are read.
     *
     * @param counter value: iterations completed
     * @param total value: number of iterations, or {@link #UNKNOWN_TOTAL}
     * @param depth 1 for the outermost loop of its function, hook or task
     */
    record LoopInfo(int counter, int total, int depth) {
        static final int UNKNOWN_TOTAL = -1;
    }

    Scope declare(String name, Variable variable) {
        variableByName.put(name, variable);
        return this;
    }

    Scope declareLoop(String name, LoopInfo info) {
        loopByName.put(name, info);
        return this;
    }

    boolean declares(String name) {
        return variableByName.containsKey(name) || loopByName.containsKey(name);
    }

    @Nullable Variable variable(String name) {
        return variableByName.get(name);
    }

    @Nullable LoopInfo loop(String name) {
        return loopByName.get(name);
    }
}
