package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.lower.OpenBlock.OpenEdge;
import dev.tiercel.ir.ValueType;
import java.util.List;
import java.util.Set;

/** The block to which a loop returns, with a parameter for each variable assigned inside. */
final class LoopHeader {
    private final RoutineBuilder builder;
    private final int block;
    private final List<Variable> variables;
    private final int counter;

    /**
     * Ends the current block and begins the loop.
     *
     * @param assigned every variable that an iteration may assign
     */
    LoopHeader(RoutineBuilder builder, Set<Variable> assigned) {
        this.builder = builder;
        this.variables = List.copyOf(assigned);
        this.block = builder.newBlock();
        int zero = builder.constant(0L);
        builder.jump(new OpenEdge(block, arguments(zero)));
        counter = builder.addParameterTo(block, ValueType.INTEGER);
        for (Variable variable : variables) {
            builder.bind(variable, builder.addParameterTo(block, variable.type()));
        }
        builder.enter(block);
    }

    /** Returns the number of iterations that have been completed. */
    int counter() {
        return counter;
    }

    /** Ends the current block, if control reaches it, with the next iteration. */
    void repeat(int nextCounter) {
        if (builder.isReachable()) {
            builder.jump(new OpenEdge(block, arguments(nextCounter)));
        }
    }

    private int[] arguments(int count) {
        int[] arguments = new int[variables.size() + 1];
        arguments[0] = count;
        for (int i = 0; i < variables.size(); i++) {
            arguments[i + 1] = builder.read(variables.get(i));
        }
        return arguments;
    }
}
