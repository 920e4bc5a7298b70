package dev.tiercel.jit.emit;

import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import java.util.Arrays;
import java.util.BitSet;

/**
 * For each value that a part holds in a local: the range of positions that contains every moment at
 * which it may still be read, and whether it lives across blocks.
 *
 * <p>Ranges have no holes. They are found by walking from each use against control flow to the
 * definition (Boissinot, Brandner, Darte, de Dinechin, Rastello, "A Non-iterative Data-flow
 * Algorithm for Computing Liveness Sets in Strict SSA Programs", 2011, the variant by variable).
 *
 * <p>Positions: each block has one for its beginning, two per step (operands read, result written)
 * and one for its end.
 */
final class Liveness {
    private static final int NONE = -1;

    private final LoweredRoutine routine;
    private final BlockGraph graph;
    private final Part part;
    private final int[] blockStart;
    private final int[] start;
    private final int[] end;
    private final BitSet crossing = new BitSet();
    private final BitSet entering = new BitSet();
    private final BitSet awaited = new BitSet();

    /** Uses outside the defining block, as a list of blocks per value. */
    private final int[] useHead;

    private int[] useBlock = new int[64];
    private int[] useNext = new int[64];
    private int useCount;

    private Liveness(LoweredRoutine routine, BlockGraph graph, Part part) {
        this.routine = routine;
        this.graph = graph;
        this.part = part;
        int values = routine.values().size();
        this.blockStart = new int[part.end() - part.first() + 1];
        this.start = new int[values];
        this.end = new int[values];
        this.useHead = new int[values];
        Arrays.fill(start, Integer.MAX_VALUE);
        Arrays.fill(end, NONE);
        Arrays.fill(useHead, NONE);
    }

    static Liveness of(LoweredRoutine routine, BlockGraph graph, Part part) {
        Liveness liveness = new Liveness(routine, graph, part);
        liveness.scan();
        liveness.walkAll();
        liveness.enterParameters();
        return liveness;
    }

    /** Whether a value is held in a local at any time. */
    boolean isLive(int value) {
        return end[value] != NONE;
    }

    int start(int value) {
        return start[value];
    }

    int end(int value) {
        return end[value];
    }

    /**
     * Whether a value is held across the border of two blocks; otherwise it belongs to one block.
     */
    boolean isCrossing(int value) {
        return crossing.get(value);
    }

    /** Returns the values that are loaded when control enters the part. */
    BitSet entering() {
        return entering;
    }

    /**
     * Returns those of the entering values that are not handed over by the entering edge: their
     * definition stores them.
     */
    BitSet awaited() {
        return awaited;
    }

    /** Returns the position of the beginning of a block. */
    int blockStart(int block) {
        return blockStart[block - part.first()];
    }

    /** Whether control may enter a block from outside the part. */
    boolean isEntry(int block) {
        if (block == 0 && part.end() < routine.blocks().size()) {
            return true;
        }
        for (int predecessor : graph.predecessors(block)) {
            if (!part.contains(predecessor)) {
                return true;
            }
        }
        return false;
    }

    private void scan() {
        // Position 0 is where the values of other parts are loaded.
        int position = 1;
        for (int index = part.first(); index < part.end(); index++) {
            position = scan(index, position) + 1;
        }
        blockStart[part.end() - part.first()] = position;
    }

    private int scan(int index, int first) {
        CodeBlock block = routine.blocks().get(index);
        blockStart[index - part.first()] = first;
        for (BlockParameter parameter : block.parameters()) {
            if (isHeld(parameter.value())) {
                extend(parameter.value(), first);
                crossing.set(parameter.value());
            }
        }
        int position = first + 1;
        for (Step step : block.steps()) {
            int readAt = position;
            routine.forEachUse(step, value -> use(value, index, readAt));
            int defined = routine.definedBy(step);
            if (defined >= 0 && isHeld(defined)) {
                extend(defined, readAt + 1);
            }
            position += 2;
        }
        int last = position;
        routine.forEachUse(block.terminator(), value -> use(value, index, last));
        for (Edge edge : block.terminator().edges()) {
            // The moves of an edge may stand behind a label; and an argument likes the local of its
            // parameter.
            routine.forEachUse(edge, crossing::set);
        }
        block.onError()
                .ifPresent(edge -> routine.forEachUse(edge, value -> use(value, index, last)));
        return last;
    }

    private boolean isHeld(int value) {
        return routine.values().useCount(value) > 0 && !routine.values().isRepeated(value);
    }

    private void use(int value, int block, int position) {
        extend(value, position);
        if (graph.definingBlock(value) == block) {
            return;
        }
        if (useCount == useBlock.length) {
            useBlock = Arrays.copyOf(useBlock, 2 * useCount);
            useNext = Arrays.copyOf(useNext, 2 * useCount);
        }
        useBlock[useCount] = block;
        useNext[useCount] = useHead[value];
        useHead[value] = useCount++;
    }

    private void extend(int value, int position) {
        start[value] = Math.min(start[value], position);
        end[value] = Math.max(end[value], position);
    }

    private void walkAll() {
        int[] visitedFor = new int[part.end() - part.first()];
        Arrays.fill(visitedFor, NONE);
        int[] stack = new int[part.end() - part.first() + 1];
        for (int value = 0; value < useHead.length; value++) {
            for (int use = useHead[value]; use != NONE; use = useNext[use]) {
                walk(value, useBlock[use], visitedFor, stack);
            }
        }
    }

    private void walk(int value, int from, int[] visitedFor, int[] stack) {
        int depth = visit(value, from, visitedFor, stack, 0);
        while (depth > 0) {
            int block = stack[--depth];
            extend(value, blockStart(block));
            for (int predecessor : graph.predecessors(block)) {
                if (!part.contains(predecessor)) {
                    enter(value);
                    awaited.set(value);
                    continue;
                }
                extend(value, blockStart(predecessor + 1) - 1);
                if (graph.definingBlock(value) != predecessor) {
                    depth = visit(value, predecessor, visitedFor, stack, depth);
                }
            }
        }
    }

    private int visit(int value, int block, int[] visitedFor, int[] stack, int depth) {
        if (visitedFor[block - part.first()] == value) {
            return depth;
        }
        visitedFor[block - part.first()] = value;
        crossing.set(value);
        stack[depth] = block;
        return depth + 1;
    }

    private void enterParameters() {
        for (int index = part.first(); index < part.end(); index++) {
            if (!isEntry(index)) {
                continue;
            }
            for (BlockParameter parameter : routine.blocks().get(index).parameters()) {
                if (isLive(parameter.value())) {
                    enter(parameter.value());
                }
            }
        }
    }

    private void enter(int value) {
        entering.set(value);
        crossing.set(value);
        extend(value, 0);
    }
}
