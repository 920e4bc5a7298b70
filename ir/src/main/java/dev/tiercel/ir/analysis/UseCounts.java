package dev.tiercel.ir.analysis;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;

/** How often the values of a routine are used. */
public final class UseCounts {
    private UseCounts() {}

    /** Returns the number of uses of each value, those on edges included. */
    public static int[] of(Routine routine) {
        int[] counts = new int[routine.valueCount()];
        for (Block block : routine.blocks()) {
            for (Instruction instruction : block.instructions()) {
                count(instruction.operands(), counts);
            }
            switch (block.terminator()) {
                case Terminator.Branch(var condition, _, _) -> counts[condition]++;
                case Terminator.Return(var value) -> counts[value]++;
                case Terminator.Raise(var error) -> counts[error]++;
                case Terminator.Jump _ -> {}
            }
            block.terminator().edges().forEach(edge -> count(edge.arguments(), counts));
            block.onError().map(Edge::arguments).ifPresent(values -> count(values, counts));
        }
        return counts;
    }

    private static void count(int[] values, int[] counts) {
        for (int value : values) {
            counts[value]++;
        }
    }
}
