package dev.tiercel.frontend.lower;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a routine whose errors continue at one handler block. The handler receives the error
 * and the variables that the region may assign.
 */
final class ErrorRegion {
    private final int handler;
    private final List<Variable> variables;
    private final Set<Variable> variableSet = Collections.newSetFromMap(new IdentityHashMap<>());
    private final @Nullable ErrorRegion outer;
    private final int mark;
    private boolean isEntered;

    ErrorRegion(int handler, List<Variable> variables, @Nullable ErrorRegion outer, int mark) {
        this.handler = handler;
        this.variables = List.copyOf(variables);
        this.outer = outer;
        this.mark = mark;
        variableSet.addAll(variables);
    }

    int handler() {
        return handler;
    }

    List<Variable> variables() {
        return variables;
    }

    boolean assigns(Variable variable) {
        return variableSet.contains(variable);
    }

    @Nullable ErrorRegion outer() {
        return outer;
    }

    /** The environment's mark when the region began. */
    int mark() {
        return mark;
    }

    /** Whether an edge leads to the handler. */
    boolean isEntered() {
        return isEntered;
    }

    void enter() {
        isEntered = true;
    }
}
