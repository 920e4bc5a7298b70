package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.lower.OpenBlock.OpenEdge;
import dev.tiercel.ir.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place where several paths continue together. Paths arrive with their own assignments since the
 * join was made; {@link #complete} gives the block parameters for the variables that differ.
 */
final class Join {
    private static final int NO_VALUE = -1;

    private final RoutineBuilder builder;
    private final int block;
    private final int mark;
    private final List<Arrival> arrivals = new ArrayList<>();
    private int value = NO_VALUE;

    private record Arrival(OpenEdge edge, Map<Variable, Integer> changed, int value) {}

    Join(RoutineBuilder builder) {
        this.builder = builder;
        this.block = builder.newBlock();
        this.mark = builder.environment().mark();
    }

    /** Ends the current block, if control reaches it, with a jump here. */
    void arrive() {
        if (builder.isReachable()) {
            builder.jump(edge());
        }
    }

    /** Ends the current block, if control reaches it, with a jump that carries a value. */
    void arrive(int carried) {
        if (builder.isReachable()) {
            builder.jump(edge(carried));
        }
    }

    /** Returns an edge to this place for a branch in the current block. */
    OpenEdge edge() {
        return edge(NO_VALUE);
    }

    /** Returns an edge that carries a value. */
    OpenEdge edge(int carried) {
        OpenEdge edge = new OpenEdge(block);
        arrivals.add(new Arrival(edge, builder.environment().changedSince(mark), carried));
        return edge;
    }

    /** Takes back the assignments since the join was made, before the next path is lowered. */
    void nextPath() {
        builder.environment().rollback(mark);
    }

    boolean isReached() {
        return !arrivals.isEmpty();
    }

    /** Returns the value that the paths carried here; after {@link #complete}. */
    int value() {
        return value;
    }

    /** Continues here; what follows is unreachable if no path arrived. */
    void complete() {
        nextPath();
        if (arrivals.isEmpty()) {
            builder.becomeUnreachable();
            builder.abandon(block);
            return;
        }
        List<List<Integer>> arguments = new ArrayList<>();
        arrivals.forEach(_ -> arguments.add(new ArrayList<>()));
        if (arrivals.getFirst().value() != NO_VALUE) {
            value = merge(arrivals.stream().map(Arrival::value).toList(), arguments);
        }
        for (Variable variable : changedVariables()) {
            bind(variable, arguments);
        }
        for (int i = 0; i < arrivals.size(); i++) {
            arrivals.get(i).edge().pass(toArray(arguments.get(i)));
        }
        builder.enter(block);
    }

    private void bind(Variable variable, List<List<Integer>> arguments) {
        int base = builder.environment().read(variable);
        List<Integer> values =
                arrivals.stream().map(a -> a.changed().getOrDefault(variable, base)).toList();
        int merged = merge(values, arguments);
        if (merged != base) {
            builder.bind(variable, merged);
        }
    }

    private int merge(List<Integer> values, List<List<Integer>> arguments) {
        if (values.stream().distinct().count() == 1) {
            return values.getFirst();
        }
        builder.passed().add(values.size());
        ValueType type = ValueType.NONE;
        for (int i = 0; i < values.size(); i++) {
            type = type.join(builder.typeOf(values.get(i)));
            arguments.get(i).add(values.get(i));
        }
        return builder.addParameterTo(block, type);
    }

    private Set<Variable> changedVariables() {
        Set<Variable> variables = new LinkedHashSet<>();
        arrivals.forEach(a -> variables.addAll(a.changed().keySet()));
        return variables;
    }

    private static int[] toArray(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
