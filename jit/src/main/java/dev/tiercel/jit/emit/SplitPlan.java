package dev.tiercel.jit.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * How a large routine is spread over methods: its blocks, long ones cut into pieces, in consecutive
 * parts. The method of the routine calls one part after another; each returns the state that says
 * where to continue: the number of a part, and below it in {@code entryBits} the number of an entry
 * of that part.
 *
 * <p>A loop that fits into a part is not cut.
 *
 * @param awaited values that a part loads without having received them with control
 * @param stateByBlock the state at which each block is entered from another part, -1 if it is not
 */
record SplitPlan(
        LoweredRoutine routine,
        List<Part> parts,
        List<Liveness> liveness,
        SpillFrame frame,
        BitSet awaited,
        int entryBits,
        int[] stateByBlock) {
    SplitPlan {
        parts = List.copyOf(parts);
        liveness = List.copyOf(liveness);
    }

    static SplitPlan of(LoweredRoutine whole, CodeSizes sizes, EmitLimits limits) {
        PartPacker packer = new PartPacker(whole, sizes, limits.partBytes());
        LoweredRoutine routine = whole.withBlocks(packer.cut());
        List<Part> parts = packer.pack();
        BlockGraph graph = BlockGraph.of(routine);
        List<Liveness> liveness =
                parts.stream().map(part -> Liveness.of(routine, graph, part)).toList();
        BitSet shared = new BitSet();
        BitSet awaited = new BitSet();
        for (Liveness part : liveness) {
            shared.or(part.entering());
            awaited.or(part.awaited());
        }
        int entryBits = entryBits(parts, liveness);
        return new SplitPlan(
                routine,
                parts,
                liveness,
                SpillFrame.of(routine, shared),
                awaited,
                entryBits,
                states(parts, liveness, entryBits));
    }

    /** Returns how many bits the number of an entry needs in the part that has most of them. */
    private static int entryBits(List<Part> parts, List<Liveness> liveness) {
        int entriesMax = 1;
        for (int i = 0; i < parts.size(); i++) {
            int entries = 0;
            for (int block = parts.get(i).first(); block < parts.get(i).end(); block++) {
                entries += liveness.get(i).isEntry(block) ? 1 : 0;
            }
            entriesMax = Math.max(entriesMax, entries);
        }
        return Integer.SIZE - Integer.numberOfLeadingZeros(entriesMax - 1);
    }

    private static int[] states(List<Part> parts, List<Liveness> liveness, int entryBits) {
        int[] stateByBlock = new int[parts.getLast().end()];
        Arrays.fill(stateByBlock, -1);
        for (int i = 0; i < parts.size(); i++) {
            int next = i << entryBits;
            for (int block = parts.get(i).first(); block < parts.get(i).end(); block++) {
                if (liveness.get(i).isEntry(block)) {
                    stateByBlock[block] = next++;
                }
            }
        }
        return stateByBlock;
    }

    /** Whether the definition of a value stores it into the frame. */
    boolean isAwaited(int value) {
        return awaited.get(value);
    }

    /**
     * Returns the blocks of a part that other parts enter, in the order of their states, which
     * follow each other.
     */
    List<Integer> entries(Part part) {
        List<Integer> entries = new ArrayList<>();
        for (int block = part.first(); block < part.end(); block++) {
            if (stateByBlock[block] >= 0) {
                entries.add(block);
            }
        }
        return entries;
    }
}
