package dev.tiercel.ir;

import java.util.List;

/**
 * A compiled list of operations: the logic of a unit, a function, a predicate or a parallel task.
 *
 * <p>Block 0 is the entry; its parameters are the parameters of the routine. Value ids are below
 * {@code valueCount}; each is defined once. Immutable; a pass returns a new routine.
 *
 * @param name for people and listings; of a function its name
 */
public record Routine(String name, List<Block> blocks, int valueCount) {
    public Routine {
        blocks = List.copyOf(blocks);
    }

    /** Returns the parameters, which are those of the entry block. */
    public List<BlockParameter> parameters() {
        return blocks.getFirst().parameters();
    }

    /** Returns the number of instructions and terminators, a measure of size. */
    public int size() {
        int size = 0;
        for (Block block : blocks) {
            size += block.instructions().size() + 1;
        }
        return size;
    }
}
