package dev.tiercel.ir.analysis;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import java.util.Arrays;
import java.util.List;

/**
 * The successors and predecessors of the blocks of a routine, error edges included. Edges to blocks
 * that do not exist are left out, so that it can be asked before the routine is verified.
 * Immutable; the arrays it returns are its own and not to be written.
 */
public final class ControlFlow {
    private final int[][] successors;
    private final int[][] predecessors;
    private final int[] reversePostorder;
    private final int[] orderOf;

    private ControlFlow(int[][] successors) {
        this.successors = successors;
        this.predecessors = invert(successors);
        this.reversePostorder = reversePostorder(successors);
        this.orderOf = new int[successors.length];
        Arrays.fill(orderOf, -1);
        for (int i = 0; i < reversePostorder.length; i++) {
            orderOf[reversePostorder[i]] = i;
        }
    }

    public static ControlFlow of(Routine routine) {
        List<Block> blocks = routine.blocks();
        int[][] successors = new int[blocks.size()][];
        for (int b = 0; b < successors.length; b++) {
            successors[b] = successors(blocks.get(b), successors.length);
        }
        return new ControlFlow(successors);
    }

    /** Returns the number of blocks, reachable or not. */
    public int blockCount() {
        return successors.length;
    }

    /** Returns the targets of the terminator's edges in order, then that of the error edge. */
    public int[] successors(int block) {
        return successors[block];
    }

    /** Returns the sources of all edges to the block, one entry per edge, ascending. */
    public int[] predecessors(int block) {
        return predecessors[block];
    }

    /** Returns the reachable blocks, each before its successors except along back edges. */
    public int[] reversePostorder() {
        return reversePostorder;
    }

    /**
     * Returns the reachable blocks in the order in which code reads best: every block after those
     * that dominate it, the target of its first edge as near as possible, handlers far away.
     */
    public int[] layout() {
        int[][] lastFirst = new int[successors.length][];
        for (int b = 0; b < successors.length; b++) {
            int[] targets = successors[b];
            lastFirst[b] = new int[targets.length];
            Arrays.setAll(lastFirst[b], i -> targets[targets.length - 1 - i]);
        }
        return reversePostorder(lastFirst);
    }

    /**
     * Returns the position of the block in {@link #reversePostorder()}, -1 if it is not reachable.
     */
    public int orderOf(int block) {
        return orderOf[block];
    }

    public boolean isReachable(int block) {
        return orderOf[block] >= 0;
    }

    /** Returns the blocks that may follow a block; targets that do not exist are left out. */
    private static int[] successors(Block block, int blockCount) {
        int[] targets = new int[3];
        int count = 0;
        Terminator terminator = block.terminator();
        if (terminator instanceof Terminator.Jump(var edge)) {
            count = add(targets, count, edge, blockCount);
        } else if (terminator instanceof Terminator.Branch(_, var whenTrue, var whenFalse)) {
            count = add(targets, count, whenTrue, blockCount);
            count = add(targets, count, whenFalse, blockCount);
        }
        if (block.onError().isPresent()) {
            count = add(targets, count, block.onError().get(), blockCount);
        }
        return Arrays.copyOf(targets, count);
    }

    private static int add(int[] targets, int count, Edge edge, int blockCount) {
        if (edge.target() < 0 || edge.target() >= blockCount) {
            return count;
        }
        targets[count] = edge.target();
        return count + 1;
    }

    static int[][] invert(int[][] successors) {
        int[] counts = new int[successors.length];
        for (int[] targets : successors) {
            for (int target : targets) {
                counts[target]++;
            }
        }
        int[][] predecessors = new int[successors.length][];
        for (int i = 0; i < counts.length; i++) {
            predecessors[i] = new int[counts[i]];
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < successors.length; i++) {
            for (int target : successors[i]) {
                predecessors[target][counts[target]++] = i;
            }
        }
        return predecessors;
    }

    /** Returns the nodes that node 0 reaches, in reverse postorder of a depth-first search. */
    static int[] reversePostorder(int[][] successors) {
        int[] order = new int[successors.length];
        int next = order.length;
        int[] stack = new int[successors.length];
        int[] nextEdge = new int[successors.length];
        boolean[] isSeen = new boolean[successors.length];
        int depth = 0;
        isSeen[0] = true;
        while (depth >= 0) {
            int node = stack[depth];
            if (nextEdge[node] == successors[node].length) {
                order[--next] = node;
                depth--;
                continue;
            }
            int target = successors[node][nextEdge[node]++];
            if (!isSeen[target]) {
                isSeen[target] = true;
                stack[++depth] = target;
            }
        }
        return Arrays.copyOfRange(order, next, order.length);
    }
}
