package dev.tiercel.ir.analysis;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import java.util.Arrays;
import java.util.List;

/**
 * Which values are needed at the beginning and at the end of each block. Immutable; the arrays it
 * returns are its own and not to be written.
 *
 * <p>A value is live out of a block if a successor needs it, or if it is an argument of the block's
 * error edge: such values must be kept through the whole block. Arguments of other edges are used
 * by the terminator and are not live out for that alone. Parameters of a block are not live into
 * it.
 *
 * <p>Found from the uses of each value upwards to its definition, as in Brandner, Boissinot, Darte,
 * Dupont de Dinechin, Rastello, "Computing Liveness Sets for SSA-Form Programs", 2011, so that time
 * and memory follow the size of the result.
 */
public final class Liveness {
    private final int[][] liveIn;
    private final int[][] liveOut;

    private Liveness(int[][] liveIn, int[][] liveOut) {
        this.liveIn = liveIn;
        this.liveOut = liveOut;
    }

    public static Liveness of(Routine routine) {
        return new Builder(routine).build();
    }

    /** Returns the values live at the beginning of the block, ascending. */
    public int[] liveIn(int block) {
        return liveIn[block];
    }

    /** Returns the values live at the end of the block, ascending. */
    public int[] liveOut(int block) {
        return liveOut[block];
    }

    public boolean isLiveIn(int block, int value) {
        return Arrays.binarySearch(liveIn[block], value) >= 0;
    }

    public boolean isLiveOut(int block, int value) {
        return Arrays.binarySearch(liveOut[block], value) >= 0;
    }

    /** Collects uses per value first, then walks up from them one value after the other. */
    private static final class Builder {
        private final List<Block> blocks;
        private final ControlFlow flow;
        private final int[] definingBlock;
        private final IntList[] usingBlocks;
        private final IntList[] errorUsingBlocks;
        private final IntList[] liveIn;
        private final IntList[] liveOut;
        private final IntList work = new IntList();

        Builder(Routine routine) {
            blocks = routine.blocks();
            flow = ControlFlow.of(routine);
            definingBlock = new int[routine.valueCount()];
            usingBlocks = lists(routine.valueCount());
            errorUsingBlocks = lists(routine.valueCount());
            liveIn = lists(blocks.size());
            liveOut = lists(blocks.size());
        }

        Liveness build() {
            for (int b = 0; b < blocks.size(); b++) {
                collect(b, blocks.get(b));
            }
            for (int value = 0; value < usingBlocks.length; value++) {
                for (int i = 0; i < usingBlocks[value].size(); i++) {
                    work.add(usingBlocks[value].get(i));
                }
                for (int i = 0; i < errorUsingBlocks[value].size(); i++) {
                    int block = errorUsingBlocks[value].get(i);
                    liveOut[block].addUnlessLast(value);
                    work.add(block);
                }
                walkUp(value);
            }
            return new Liveness(arrays(liveIn), arrays(liveOut));
        }

        private void walkUp(int value) {
            while (work.size() > 0) {
                int block = work.removeLast();
                boolean isDefinedHere = definingBlock[value] == block;
                if (isDefinedHere || !liveIn[block].addUnlessLast(value)) {
                    continue;
                }
                for (int predecessor : flow.predecessors(block)) {
                    liveOut[predecessor].addUnlessLast(value);
                    work.add(predecessor);
                }
            }
        }

        private void collect(int b, Block block) {
            for (BlockParameter parameter : block.parameters()) {
                definingBlock[parameter.value()] = b;
            }
            for (Instruction instruction : block.instructions()) {
                definingBlock[instruction.result()] = b;
                for (int i = 0; i < instruction.operandCount(); i++) {
                    usingBlocks[instruction.operand(i)].addUnlessLast(b);
                }
            }
            switch (block.terminator()) {
                case Terminator.Branch(var condition, _, _) ->
                        usingBlocks[condition].addUnlessLast(b);
                case Terminator.Return(var value) -> usingBlocks[value].addUnlessLast(b);
                case Terminator.Raise(var error) -> usingBlocks[error].addUnlessLast(b);
                case Terminator.Jump _ -> {}
            }
            for (Edge edge : block.terminator().edges()) {
                collect(b, edge, usingBlocks);
            }
            block.onError().ifPresent(edge -> collect(b, edge, errorUsingBlocks));
        }

        private static void collect(int block, Edge edge, IntList[] users) {
            for (int i = 0; i < edge.argumentCount(); i++) {
                users[edge.argument(i)].addUnlessLast(block);
            }
        }

        private static IntList[] lists(int count) {
            IntList[] lists = new IntList[count];
            Arrays.setAll(lists, _ -> new IntList());
            return lists;
        }

        private static int[][] arrays(IntList[] lists) {
            return Arrays.stream(lists).map(IntList::toArray).toArray(int[][]::new);
        }
    }
}
