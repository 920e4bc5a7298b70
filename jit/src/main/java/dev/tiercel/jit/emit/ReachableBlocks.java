package dev.tiercel.jit.emit;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The blocks of a routine that control can reach, in the order of the routine, renumbered. */
final class ReachableBlocks {
    private static final int UNREACHED = -1;
    private static final int REACHED = 0;

    private final int[] order;
    private final int[] numberByIndex;

    private ReachableBlocks(int[] order, int[] numberByIndex) {
        this.order = order;
        this.numberByIndex = numberByIndex;
    }

    static ReachableBlocks of(Routine routine) {
        int[] numberByIndex = new int[routine.blocks().size()];
        Arrays.fill(numberByIndex, UNREACHED);
        Deque<Integer> pending = new ArrayDeque<>();
        reach(0, numberByIndex, pending);
        while (!pending.isEmpty()) {
            Block block = routine.blocks().get(pending.pop());
            block.terminator().edges().forEach(e -> reach(e.target(), numberByIndex, pending));
            block.onError().ifPresent(e -> reach(e.target(), numberByIndex, pending));
        }
        int count = 0;
        int[] order = new int[numberByIndex.length];
        for (int i = 0; i < numberByIndex.length; i++) {
            if (numberByIndex[i] != UNREACHED) {
                order[count] = i;
                numberByIndex[i] = count++;
            }
        }
        return new ReachableBlocks(Arrays.copyOf(order, count), numberByIndex);
    }

    private static void reach(int index, int[] numberByIndex, Deque<Integer> pending) {
        if (numberByIndex[index] == UNREACHED) {
            numberByIndex[index] = REACHED;
            pending.push(index);
        }
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
