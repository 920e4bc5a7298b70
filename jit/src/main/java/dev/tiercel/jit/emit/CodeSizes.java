package dev.tiercel.jit.emit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Where in the code of a method its blocks and steps begin, taken down while the code is written.
 */
final class CodeSizes {
    private final List<List<Integer>> offsets = new ArrayList<>();
    private int end;

    void beginBlock() {
        offsets.add(new ArrayList<>());
    }

    /** Takes down where a step, or the terminator of the block at hand, begins. */
    void mark(MethodVisitor visitor) {
        offsets.getLast().add(offset(visitor));
    }

    void finish(MethodVisitor visitor) {
        end = offset(visitor);
    }

    /** Returns how many bytes have been written; exact as long as no jump spans more than 32 KB. */
    static int offset(MethodVisitor visitor) {
        Label here = new Label();
        visitor.visitLabel(here);
        return here.getOffset();
    }

    /** Returns the size of the whole method. */
    int total() {
        return end;
    }

    /** Returns the size of a step; the index after the last step means the terminator. */
    int ofStep(int block, int step) {
        List<Integer> starts = offsets.get(block);
        int start = starts.get(step);
        if (step + 1 < starts.size()) {
            return starts.get(step + 1) - start;
        }
        int next = block + 1 < offsets.size() ? offsets.get(block + 1).getFirst() : end;
        return next - start;
    }
}
