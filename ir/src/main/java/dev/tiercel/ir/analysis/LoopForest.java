package dev.tiercel.ir.analysis;

import dev.tiercel.ir.Routine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The natural loops of a routine and their nesting. Immutable.
 *
 * <p>A loop is a header and every block from which a back edge to it can be reached without passing
 * it; a back edge leads to a block that dominates its source. Loops with the same header are one
 * loop; a cycle without a dominating header is none.
 */
public final class LoopForest {
    private static final int NONE = -1;

    private final List<Loop> loops;
    private final int[] loopOf;

    private LoopForest(List<Loop> loops, int[] loopOf) {
        this.loops = List.copyOf(loops);
        this.loopOf = loopOf;
    }

    /**
     * One loop.
     *
     * @param header the block that all entries lead to
     * @param parent index of the innermost loop around it, or -1
     * @param depth 1 for an outermost loop
     */
    public record Loop(int header, int parent, int depth) {}

    public static LoopForest of(Routine routine) {
        ControlFlow flow = ControlFlow.of(routine);
        return of(flow, DominatorTree.of(routine, flow));
    }

    public static LoopForest of(ControlFlow flow, DominatorTree dominators) {
        return new Builder(flow, dominators).build();
    }

    /** Returns the loops, outer ones before inner ones. */
    public List<Loop> loops() {
        return loops;
    }

    /** Returns the index of the innermost loop that contains the block, or -1. */
    public int loopOf(int block) {
        return loopOf[block];
    }

    /** Whether the loop is {@code outer} or within it. */
    public boolean isWithin(int loop, int outer) {
        int current = loop;
        while (current != NONE && current != outer) {
            current = loops.get(current).parent();
        }
        return current == outer;
    }

    /** Whether the loop with that index contains the block. */
    public boolean contains(int loop, int block) {
        return loopOf[block] != NONE && isWithin(loopOf[block], loop);
    }

    /** Finds inner loops first, each absorbing those within it. */
    private static final class Builder {
        private final ControlFlow flow;
        private final DominatorTree dominators;
        // Loops are identified by their headers until all are known.
        private final int[] headerOf;
        private final int[] parentOf;
        private final int[] outermostOf;

        Builder(ControlFlow flow, DominatorTree dominators) {
            this.flow = flow;
            this.dominators = dominators;
            this.headerOf = new int[flow.blockCount()];
            this.parentOf = new int[flow.blockCount()];
            this.outermostOf = new int[flow.blockCount()];
            Arrays.fill(headerOf, NONE);
            Arrays.fill(parentOf, NONE);
            Arrays.setAll(outermostOf, i -> i);
        }

        LoopForest build() {
            int[] order = flow.reversePostorder();
            List<Integer> headers = new ArrayList<>();
            for (int i = order.length - 1; i >= 0; i--) {
                int[] sources = backEdgeSources(order[i]);
                if (sources.length > 0) {
                    headers.add(order[i]);
                    collect(order[i], sources);
                }
            }
            return number(headers.reversed());
        }

        private int[] backEdgeSources(int header) {
            return Arrays.stream(flow.predecessors(header))
                    .filter(source -> dominators.dominates(header, source))
                    .toArray();
        }

        private void collect(int header, int[] sources) {
            int[] work = Arrays.copyOf(sources, Math.max(16, sources.length));
            int size = sources.length;
            headerOf[header] = header;
            while (size > 0) {
                int block = work[--size];
                int entrance = absorb(header, block);
                if (entrance == NONE) {
                    continue;
                }
                int[] predecessors = flow.predecessors(entrance);
                if (size + predecessors.length > work.length) {
                    work = Arrays.copyOf(work, 2 * (size + predecessors.length));
                }
                for (int predecessor : predecessors) {
                    if (flow.isReachable(predecessor)) {
                        work[size++] = predecessor;
                    }
                }
            }
        }

        /**
         * Returns the block whose predecessors are in the loop too, or -1 if they are known
         * already.
         */
        private int absorb(int header, int block) {
            if (headerOf[block] == NONE) {
                headerOf[block] = header;
                return block;
            }
            int inner = outermost(headerOf[block]);
            if (inner == header) {
                return NONE;
            }
            parentOf[inner] = header;
            outermostOf[inner] = header;
            return inner;
        }

        private int outermost(int header) {
            int root = header;
            while (outermostOf[root] != root) {
                root = outermostOf[root];
            }
            int current = header;
            while (outermostOf[current] != root) {
                int next = outermostOf[current];
                outermostOf[current] = root;
                current = next;
            }
            return root;
        }

        private LoopForest number(List<Integer> headers) {
            int[] indexOf = new int[flow.blockCount()];
            List<Loop> loops = new ArrayList<>();
            for (int header : headers) {
                int parent = parentOf[header] == NONE ? NONE : indexOf[parentOf[header]];
                int depth = parent == NONE ? 1 : loops.get(parent).depth() + 1;
                indexOf[header] = loops.size();
                loops.add(new Loop(header, parent, depth));
            }
            int[] loopOf = new int[headerOf.length];
            Arrays.setAll(loopOf, b -> headerOf[b] == NONE ? NONE : indexOf[headerOf[b]]);
            return new LoopForest(loops, loopOf);
        }
    }
}
