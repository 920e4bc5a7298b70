package dev.tiercel.frontend.lower;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The current value of each variable, with a journal that takes back what one arm of a branch
 * assigned before the next arm is lowered.
 */
final class Environment {
    private final IdentityHashMap<Variable, Integer> valueByVariable = new IdentityHashMap<>();
    private final List<Change> journal = new ArrayList<>();

    private record Change(Variable variable, @Nullable Integer previous) {}

    /**
     * Returns the value of a variable; the first read of an unassigned one asks for its initial
     * value.
     */
    int read(Variable variable) {
        Integer value = valueByVariable.get(variable);
        if (value == null) {
            value = variable.initial().getAsInt();
            valueByVariable.put(variable, value);
        }
        return value;
    }

    void write(Variable variable, int value) {
        journal.add(new Change(variable, read(variable)));
        valueByVariable.put(variable, value);
    }

    /** Returns a mark for {@link #changedSince} and {@link #rollback}. */
    int mark() {
        return journal.size();
    }

    /**
     * Returns the variables assigned since the mark with their current values, in order of
     * assignment.
     */
    Map<Variable, Integer> changedSince(int mark) {
        Map<Variable, Integer> changed = new LinkedHashMap<>();
        for (Change change : journal.subList(mark, journal.size())) {
            changed.put(change.variable(), valueByVariable.get(change.variable()));
        }
        return changed;
    }

    /** Takes back every assignment since the mark. */
    void rollback(int mark) {
        for (int i = journal.size() - 1; i >= mark; i--) {
            Change change = journal.remove(i);
            valueByVariable.put(change.variable(), change.previous());
        }
    }
}
