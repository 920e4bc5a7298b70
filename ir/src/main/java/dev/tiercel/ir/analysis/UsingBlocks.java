package dev.tiercel.ir.analysis;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import java.util.Arrays;

/** In which blocks each value of a routine is used. Immutable. */
public final class UsingBlocks {
    private final IntList[] blocks;

    private UsingBlocks(Routine routine) {
        blocks = new IntList[routine.valueCount()];
        Arrays.setAll(blocks, _ -> new IntList());
        for (int b = 0; b < routine.blocks().size(); b++) {
            collect(b, routine.blocks().get(b));
        }
    }

    public static UsingBlocks of(Routine routine) {
        return new UsingBlocks(routine);
    }

    /** Returns how many blocks use the value. */
    public int count(int value) {
        return blocks[value].size();
    }

    /** Returns one of the blocks that use the value, in ascending order. */
    public int get(int value, int index) {
        return blocks[value].get(index);
    }

    private void collect(int b, Block block) {
        for (Instruction instruction : block.instructions()) {
            for (int i = 0; i < instruction.operandCount(); i++) {
                blocks[instruction.operand(i)].addUnlessLast(b);
            }
        }
        switch (block.terminator()) {
            case Terminator.Branch(var condition, _, _) -> blocks[condition].addUnlessLast(b);
            case Terminator.Return(var value) -> blocks[value].addUnlessLast(b);
            case Terminator.Raise(var error) -> blocks[error].addUnlessLast(b);
            case Terminator.Jump _ -> {}
        }
        block.terminator().edges().forEach(edge -> collect(b, edge));
        block.onError().ifPresent(edge -> collect(b, edge));
    }

    private void collect(int b, Edge edge) {
        for (int i = 0; i < edge.argumentCount(); i++) {
            blocks[edge.argument(i)].addUnlessLast(b);
        }
    }
}
