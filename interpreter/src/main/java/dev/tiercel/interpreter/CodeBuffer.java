package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.LocationTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Register code under construction: growing code, pools, jumps to blocks that have no position yet.
 */
final class CodeBuffer {
    private static final int FIRST_CAPACITY = 128;

    private int[] code = new int[FIRST_CAPACITY];
    private int size;
    private final List<@Nullable Object> pool = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private final Map<Long, Integer> numberIndex = new HashMap<>();
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

    int number(long value) {
        return numberIndex.computeIfAbsent(
                value,
                v -> {
                    numbers.add(v);
                    return numbers.size() - 1;
                });
    }

    /** Sets the location of the code that follows. */
    void setLocation(int newLocation) {
        if (newLocation != location) {
            location = newLocation;
            locationRuns.add(new int[] {size, newLocation});
        }
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

    long[] numbers() {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    LocationTable locations() {
        return new LocationTable(
                locationRuns.stream().mapToInt(run -> run[0]).toArray(),
                locationRuns.stream().mapToInt(run -> run[1]).toArray());
    }
}
