package dev.tiercel.frontend.lower;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.ValueType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The frame of a parallel task: a copy of the variables outside, of which those that it assigns are
 * handed back (OP-6, OP-9).
 */
final class TaskFrame extends Frame {
    private final Frame outer;
    private final CaptureList captures;
    private final Set<String> assigned;
    private final Map<String, Variable> handedBackByName = new LinkedHashMap<>();
    private final Map<String, Integer> numberByName = new LinkedHashMap<>();

    /**
     * @param assigned the names that the task assigns
     * @param merged the names that all tasks of the operation hand back, in order
     */
    TaskFrame(Frame outer, RoutineBuilder builder, Set<String> assigned, List<String> merged) {
        super(outer.unit(), builder);
        this.outer = outer;
        this.captures = new CaptureList(builder);
        this.assigned = assigned;
        for (int i = 0; i < merged.size(); i++) {
            String name = merged.get(i);
            if (!assigned.contains(name)) {
                continue;
            }
            numberByName.put(name, i);
            handedBackByName.put(
                    name,
                    new Variable(
                            "handed back " + name,
                            ValueType.ANY.join(ValueType.ABSENT),
                            () -> builder.emitAtEntry(new Opcode.Constant(Absent.ABSENT))));
        }
    }

    CaptureList captures() {
        return captures;
    }

    /** Emits the end of the task with its result and the variables that it assigned. */
    void finish(int result) {
        int[] operands = new int[2 * handedBackByName.size() + 1];
        operands[0] = result;
        int next = 1;
        for (Map.Entry<String, Variable> entry : handedBackByName.entrySet()) {
            long number = Objects.requireNonNull(numberByName.get(entry.getKey()));
            operands[next++] = builder().constant(number);
            operands[next++] = builder().read(entry.getValue());
        }
        builder().returnValue(builder().emit(new Opcode.TaskResult(), operands));
    }

    @Override
    boolean seesLocalFunctions() {
        return outer.seesLocalFunctions();
    }

    @Override
    boolean owns(String name) {
        return assigned.contains(name);
    }

    @Override
    int initialValue(String name) {
        return outer.capturesName(name) ? captures.name(name) : emitRequestNameAtEntry(name);
    }

    @Override
    int readOutside(String name) {
        return outer.capturesName(name) ? captures.name(name) : emitRequestName(name);
    }

    @Override
    boolean mustCapture(String name) {
        return owns(name) || outer.capturesName(name);
    }

    @Override
    boolean mayBeRoot(String name, Root root) {
        return !isDeclaredByScope(name) && outer.mayBeRoot(name, root);
    }

    @Override
    int readRouteVariable(String name) {
        return owns(name) && outer.isRouteVariable(name)
                ? builder().read(ownVariable(name))
                : captures.routeVariable(name);
    }

    @Override
    boolean isRouteVariable(String name) {
        return !isDeclaredByScope(name) && outer.isRouteVariable(name);
    }

    @Override
    void assigned(String name, int value) {
        Variable variable = handedBackByName.get(name);
        if (variable != null && !isDeclaredByScope(name)) {
            builder().write(variable, value);
        }
    }

    @Override
    void merged(String name, int outcome) {
        Variable variable = handedBackByName.get(name);
        if (variable != null && !isDeclaredByScope(name)) {
            mergeInto(variable, outcome);
        }
    }

    @Override
    Set<Variable> variables(Set<String> names) {
        Set<Variable> variables = new LinkedHashSet<>(super.variables(names));
        for (String name : names) {
            Variable variable = handedBackByName.get(name);
            if (variable != null) {
                variables.add(variable);
            }
        }
        return variables;
    }
}
