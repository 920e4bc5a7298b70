package dev.tiercel.jit.emit;

import dev.tiercel.ir.Edge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Which code of a part is covered by which error edge; blocks in a row that share an edge share a
 * range.
 */
final class HandlerRanges {
    /** Blocks from {@code first} up to, not including, {@code end}. */
    private record Range(int first, int end, Edge edge) {}

    private final List<Range> ranges = new ArrayList<>();
    private final Map<Edge, Label> stubByEdge = new LinkedHashMap<>();

    private HandlerRanges() {}

    static HandlerRanges of(LoweredRoutine routine, Part part) {
        HandlerRanges handlers = new HandlerRanges();
        int first = part.first();
        Optional<Edge> open = Optional.empty();
        for (int index = part.first(); index < part.end(); index++) {
            CodeBlock block = routine.blocks().get(index);
            // A block that raises nothing may stay within the range of its neighbours.
            if (block.raises() && !block.onError().equals(open)) {
                handlers.close(open, first, index);
                open = block.onError();
                first = index;
            }
        }
        handlers.close(open, first, part.end());
        return handlers;
    }

    private void close(Optional<Edge> open, int first, int end) {
        if (open.isPresent()) {
            ranges.add(new Range(first, end, open.get()));
            stubByEdge.computeIfAbsent(open.get(), _ -> new Label());
        }
    }

    /** Returns the label of the code that each error edge of the part begins with. */
    Map<Edge, Label> stubs() {
        return stubByEdge;
    }

    /**
     * Declares the ranges.
     *
     * @param starts label of each block of the part, and of the end of the last one
     */
    void declare(MethodVisitor visitor, Part part, Label[] starts) {
        for (Range range : ranges) {
            visitor.visitTryCatchBlock(
                    starts[range.first() - part.first()],
                    starts[range.end() - part.first()],
                    stubByEdge.get(range.edge()),
                    Names.LOGIC_ERROR);
        }
    }
}
