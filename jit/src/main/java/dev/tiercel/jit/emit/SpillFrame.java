package dev.tiercel.jit.emit;

import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Representation;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Where the methods of one split routine keep the values that they share: references in an {@code
 * Object[]}, unboxed values as bits in a {@code long[]}. Index 0 of each is for the result of the
 * routine.
 */
final class SpillFrame {
    static final int RESULT = 0;
    private static final int NONE = -1;

    private final ValueTable values;
    private final int[] indices;
    private int references = 1;
    private int bits = 1;

    private SpillFrame(ValueTable values) {
        this.values = values;
        this.indices = new int[values.size()];
        Arrays.fill(indices, NONE);
    }

    /**
     * @param shared every value that a part loads on entry
     */
    static SpillFrame of(LoweredRoutine routine, BitSet shared) {
        SpillFrame frame = new SpillFrame(routine.values());
        shared.stream().forEach(frame::add);
        for (BlockParameter parameter : routine.blocks().getFirst().parameters()) {
            if (frame.values.useCount(parameter.value()) > 0) {
                frame.add(parameter.value());
            }
        }
        return frame;
    }

    private void add(int value) {
        if (indices[value] == NONE && !values.isRepeated(value)) {
            boolean isReference = values.representation(value) == Representation.REFERENCE;
            indices[value] = isReference ? references++ : bits++;
        }
    }

    int referenceCount() {
        return references;
    }

    int bitsCount() {
        return bits;
    }

    boolean holds(int value) {
        return indices[value] != NONE;
    }

    int index(int value) {
        return indices[value];
    }

    Representation representation(int value) {
        return values.representation(value);
    }
}
