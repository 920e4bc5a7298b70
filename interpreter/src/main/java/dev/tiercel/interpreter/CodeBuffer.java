package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.LocationTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Register code under construction: growing code, pools, jumps to blocks that have no position yet.
 */
final class CodeBuffer {
    /** Size of a test: operands that are emitted one by one are no operation code. */
    private static final int LEAST_TEST = 3;

    private static final int FIRST_CAPACITY = 128;

    private int[] code = new int[FIRST_CAPACITY];
    private int size;
    private int lastStart;
    private final List<@Nullable Object> pool = new ArrayList<>();
    private final List<int[]> jumps = new ArrayList<>();
    private int[] positionByLabel = new int[FIRST_CAPACITY];
    private int labelCount;
    private final List<int[]> locationRuns = new ArrayList<>();
    private int location = -1;

    int position() {
        return size;
    }

    void emit(int... values) {
        if (size + values.length > code.length) {
            code = Arrays.copyOf(code, Math.max(2 * code.length, size + values.length));
        }
        lastStart = size;
        System.arraycopy(values, 0, code, size, values.length);
        size += values.length;
    }

    /** Makes a label for a position that is not known yet. */
    int newLabel() {
        if (labelCount == positionByLabel.length) {
            positionByLabel = Arrays.copyOf(positionByLabel, 2 * labelCount);
        }
        return labelCount++;
    }

    /** Gives a label the current position. */
    void place(int label) {
        positionByLabel[label] = size;
    }

    int positionOf(int label) {
        return positionByLabel[label];
    }

    /** Appends an operand that becomes the position of a label. */
    void emitLabel(int label) {
        jumps.add(new int[] {size, label});
        emit(0);
    }

    int pool(@Nullable Object value) {
        pool.add(value);
        return pool.size() - 1;
    }

    /**
     * Makes what was emitted last branch on its result instead of storing it, if there is an
     * operation code for that. The labels of both targets follow.
     */
    boolean makeLastTestBranch() {
        if (size - lastStart < LEAST_TEST) {
            return false;
        }
        int branch =
                switch (code[lastStart]) {
                    case RegisterOpcode.LESS_LONG -> RegisterOpcode.BRANCH_LESS_LONG;
                    case RegisterOpcode.COMPARE -> RegisterOpcode.BRANCH_COMPARE;
                    case RegisterOpcode.TRUTH -> RegisterOpcode.BRANCH_TRUTH;
                    case RegisterOpcode.IS_PRESENT -> RegisterOpcode.BRANCH_PRESENT;
                    default -> -1;
                };
        if (branch < 0) {
            return false;
        }
        code[lastStart] = branch;
        int operands = lastStart + 2;
        System.arraycopy(code, operands, code, operands - 1, size - operands);
        size--;
        return true;
    }

    /** Sets the location of the code that follows. */
    void setLocation(int newLocation) {
        if (newLocation == location) {
            return;
        }
        location = newLocation;
        if (!locationRuns.isEmpty() && locationRuns.getLast()[0] == size) {
            // An instruction without code, such as a constant.
            locationRuns.removeLast();
        }
        locationRuns.add(new int[] {size, newLocation});
    }

    int[] code() {
        int[] result = Arrays.copyOf(code, size);
        for (int[] jump : jumps) {
            result[jump[0]] = positionByLabel[jump[1]];
        }
        return result;
    }

    @Nullable Object[] pool() {
        return pool.toArray();
    }

    LocationTable locations() {
        return new LocationTable(
                locationRuns.stream().mapToInt(run -> run[0]).toArray(),
                locationRuns.stream().mapToInt(run -> run[1]).toArray());
    }
}
