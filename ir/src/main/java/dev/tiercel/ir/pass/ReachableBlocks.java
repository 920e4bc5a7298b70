package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.analysis.ControlFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Drops blocks that the entry does not reach, and renumbers the others. */
final class ReachableBlocks {
    private ReachableBlocks() {}

    /** Keeps the blocks in their order. */
    static Routine keep(Routine routine) {
        ControlFlow flow = ControlFlow.of(routine);
        int[] numbers = new int[flow.blockCount()];
        int count = 0;
        for (int b = 0; b < numbers.length; b++) {
            numbers[b] = flow.isReachable(b) ? count++ : -1;
        }
        if (count == numbers.length) {
            return routine;
        }
        List<Block> blocks = new ArrayList<>(count);
        for (int b = 0; b < numbers.length; b++) {
            if (numbers[b] >= 0) {
                blocks.add(retarget(routine.blocks().get(b), numbers));
            }
        }
        return new Routine(routine.name(), blocks, routine.valueCount());
    }

    /** Puts the blocks in the order in which code reads best, see {@link ControlFlow#layout}. */
    static Routine arrange(Routine routine) {
        int[] order = ControlFlow.of(routine).layout();
        int[] numbers = new int[routine.blocks().size()];
        for (int i = 0; i < order.length; i++) {
            numbers[order[i]] = i;
        }
        List<Block> blocks = new ArrayList<>(order.length);
        for (int block : order) {
            blocks.add(retarget(routine.blocks().get(block), numbers));
        }
        return new Routine(routine.name(), blocks, routine.valueCount());
    }

    private static Block retarget(Block block, int[] numbers) {
        return withEdges(block, edge -> new Edge(numbers[edge.target()], edge.arguments()));
    }

    /** Returns the block with each edge, the error edge included, replaced. */
    static Block withEdges(Block block, UnaryOperator<Edge> replacement) {
        Optional<Edge> onError = block.onError().map(replacement);
        Terminator terminator = withEdges(block.terminator(), replacement);
        return new Block(block.parameters(), block.instructions(), terminator, onError);
    }

    static Terminator withEdges(Terminator terminator, UnaryOperator<Edge> replacement) {
        return switch (terminator) {
            case Terminator.Jump(var edge) -> new Terminator.Jump(replacement.apply(edge));
            case Terminator.Branch(var condition, var whenTrue, var whenFalse) ->
                    new Terminator.Branch(
                            condition, replacement.apply(whenTrue), replacement.apply(whenFalse));
            case Terminator.Return _, Terminator.Raise _ -> terminator;
        };
    }
}
