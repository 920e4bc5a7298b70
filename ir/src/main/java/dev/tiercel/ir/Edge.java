package dev.tiercel.ir;

import java.util.Arrays;

/** A control transfer to a block with the values for its parameters. Immutable. */
public final class Edge {
    private static final int[] NO_ARGUMENTS = {};

    private final int target;
    private final int[] arguments;

    /**
     * @param target index of the target block
     * @param arguments one value id per parameter of the target; on error edges without the first
     *     parameter, which receives the error
     */
    public Edge(int target, int... arguments) {
        this.target = target;
        this.arguments = arguments.length == 0 ? NO_ARGUMENTS : arguments.clone();
    }

    public int target() {
        return target;
    }

    public int argumentCount() {
        return arguments.length;
    }

    public int argument(int index) {
        return arguments[index];
    }

    /** Returns a copy of the argument value ids. */
    public int[] arguments() {
        return arguments.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Edge edge
                && edge.target == target
                && Arrays.equals(edge.arguments, arguments);
    }

    @Override
    public int hashCode() {
        return 31 * target + Arrays.hashCode(arguments);
    }

    @Override
    public String toString() {
        return "b" + target + Arrays.toString(arguments);
    }
}
