package dev.tiercel.jit.emit;

import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.analysis.ControlFlow;
import java.util.Arrays;

/** The blocks of a routine that control can reach, in the order of the routine, renumbered. */
final class ReachableBlocks {
    private final int[] order;
    private final int[] numberByIndex;

    private ReachableBlocks(int[] order, int[] numberByIndex) {
        this.order = order;
        this.numberByIndex = numberByIndex;
    }

    static ReachableBlocks of(Routine routine) {
        ControlFlow flow = ControlFlow.of(routine);
        int[] numberByIndex = new int[flow.blockCount()];
        int[] order = new int[flow.blockCount()];
        int count = 0;
        for (int i = 0; i < order.length; i++) {
            if (flow.isReachable(i)) {
                order[count] = i;
                numberByIndex[i] = count++;
            }
        }
        return new ReachableBlocks(Arrays.copyOf(order, count), numberByIndex);
    }

    /** Returns the indices of the reachable blocks. */
    int[] order() {
        return order;
    }

    Terminator renumber(Terminator terminator) {
        return switch (terminator) {
            case Terminator.Jump(var edge) -> new Terminator.Jump(renumber(edge));
            case Terminator.Branch(var condition, var whenTrue, var whenFalse) ->
                    new Terminator.Branch(condition, renumber(whenTrue), renumber(whenFalse));
            case Terminator.Return _, Terminator.Raise _ -> terminator;
        };
    }

    Edge renumber(Edge edge) {
        return new Edge(numberByIndex[edge.target()], edge.arguments());
    }
}
