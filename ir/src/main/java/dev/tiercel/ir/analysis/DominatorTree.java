package dev.tiercel.ir.analysis;

import dev.tiercel.ir.Routine;
import java.util.Arrays;

/**
 * Which definitions are available where. Immutable.
 *
 * <p>Each block counts as two nodes: its beginning, where its parameters are defined, and its end,
 * where the results of its instructions are. An error edge leaves from the beginning, because an
 * error may be raised before any instruction of the block has completed; all other edges leave from
 * the end. A definition is available at a place if its node dominates the place.
 *
 * <p>The algorithm is that of Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm", 2001;
 * dominance is then answered in constant time from the numbering of a walk over the tree.
 */
public final class DominatorTree {
    private static final int NONE = -1;

    private final int[] parents;
    private final int[][] children;
    private final int[] enteredAt;
    private final int[] leftAt;

    private DominatorTree(int[] parents) {
        this.parents = parents;
        this.children = children(parents);
        this.enteredAt = new int[parents.length];
        this.leftAt = new int[parents.length];
        Arrays.fill(enteredAt, NONE);
        number();
    }

    public static DominatorTree of(Routine routine) {
        return of(routine, ControlFlow.of(routine));
    }

    public static DominatorTree of(Routine routine, ControlFlow flow) {
        int[][] successors = splitBlocks(routine, flow);
        return new DominatorTree(parents(successors, ControlFlow.reversePostorder(successors)));
    }

    /** Receives the blocks of the tree in the order of {@link #walk}. */
    public interface Visitor {
        /**
         * Everything available at the beginning of the block has been entered, and nothing else.
         */
        void enterParameters(int block);

        /** The results of the block's instructions become available. */
        void enterInstructions(int block);

        /** The results of the block's instructions are no longer available. */
        void leaveInstructions(int block);

        /** The block's parameters are no longer available. */
        void leaveParameters(int block);
    }

    /** Visits all reachable blocks, dominating ones first, without recursion. */
    public void walk(Visitor visitor) {
        int[] stack = new int[parents.length];
        int[] nextChild = new int[parents.length];
        int depth = 0;
        enter(0, visitor);
        while (depth >= 0) {
            int node = stack[depth];
            if (nextChild[node] == children[node].length) {
                leave(node, visitor);
                depth--;
            } else {
                int child = children[node][nextChild[node]++];
                stack[++depth] = child;
                enter(child, visitor);
            }
        }
    }

    public boolean isReachable(int block) {
        return enteredAt[beginning(block)] != NONE;
    }

    /**
     * Whether every path to the beginning of {@code block} passes the beginning of {@code
     * dominator}.
     */
    public boolean dominates(int dominator, int block) {
        return isAncestor(beginning(dominator), beginning(block));
    }

    /**
     * Whether the results of the instructions of {@code definer} are available at the beginning of
     * {@code block}; false for a block and itself, unless it is not reachable.
     */
    public boolean instructionsReach(int definer, int block) {
        return isAncestor(end(definer), beginning(block));
    }

    /** Whether the parameters of {@code definer} are available at the end of {@code block}. */
    public boolean parametersReachEnd(int definer, int block) {
        return isAncestor(beginning(definer), end(block));
    }

    /**
     * Returns the nearest block that dominates the block, -1 for the entry and unreachable blocks.
     */
    public int immediateDominator(int block) {
        int parent = parents[beginning(block)];
        return parent == NONE ? NONE : parent >> 1;
    }

    private boolean isAncestor(int ancestor, int node) {
        return enteredAt[node] != NONE
                && enteredAt[ancestor] != NONE
                && enteredAt[ancestor] <= enteredAt[node]
                && leftAt[node] <= leftAt[ancestor];
    }

    private static int beginning(int block) {
        return block * 2;
    }

    private static int end(int block) {
        return block * 2 + 1;
    }

    private static int[][] splitBlocks(Routine routine, ControlFlow flow) {
        int[][] successors = new int[flow.blockCount() * 2][];
        for (int b = 0; b < flow.blockCount(); b++) {
            int[] targets = flow.successors(b).clone();
            for (int i = 0; i < targets.length; i++) {
                targets[i] = beginning(targets[i]);
            }
            boolean hasHandler =
                    routine.blocks().get(b).onError().isPresent() && targets.length > 0;
            int normal = hasHandler ? targets.length - 1 : targets.length;
            successors[beginning(b)] =
                    hasHandler ? new int[] {end(b), targets[normal]} : new int[] {end(b)};
            successors[end(b)] = Arrays.copyOf(targets, normal);
        }
        return successors;
    }

    private static int[] parents(int[][] successors, int[] order) {
        int[][] predecessors = ControlFlow.invert(successors);
        int[] orderOf = new int[successors.length];
        for (int i = 0; i < order.length; i++) {
            orderOf[order[i]] = i;
        }
        int[] parents = new int[successors.length];
        Arrays.fill(parents, NONE);
        parents[0] = 0;
        boolean isChanged = true;
        while (isChanged) {
            isChanged = false;
            for (int i = 1; i < order.length; i++) {
                int parent = commonParent(predecessors[order[i]], parents, orderOf);
                isChanged |= parents[order[i]] != parent;
                parents[order[i]] = parent;
            }
        }
        parents[0] = NONE;
        return parents;
    }

    private static int commonParent(int[] predecessors, int[] parents, int[] orderOf) {
        int common = NONE;
        for (int predecessor : predecessors) {
            if (parents[predecessor] != NONE) {
                common = common == NONE ? predecessor : meet(predecessor, common, parents, orderOf);
            }
        }
        return common;
    }

    private static int meet(int left, int right, int[] parents, int[] orderOf) {
        int a = left;
        int b = right;
        while (a != b) {
            if (orderOf[a] > orderOf[b]) {
                a = parents[a];
            } else {
                b = parents[b];
            }
        }
        return a;
    }

    private static int[][] children(int[] parents) {
        int[][] edges = new int[parents.length][];
        for (int i = 0; i < parents.length; i++) {
            edges[i] = parents[i] == NONE ? new int[0] : new int[] {parents[i]};
        }
        return ControlFlow.invert(edges);
    }

    private void number() {
        int[] clock = {0};
        walk(
                new Visitor() {
                    @Override
                    public void enterParameters(int block) {
                        enteredAt[beginning(block)] = clock[0]++;
                    }

                    @Override
                    public void enterInstructions(int block) {
                        enteredAt[end(block)] = clock[0]++;
                    }

                    @Override
                    public void leaveInstructions(int block) {
                        leftAt[end(block)] = clock[0]++;
                    }

                    @Override
                    public void leaveParameters(int block) {
                        leftAt[beginning(block)] = clock[0]++;
                    }
                });
    }

    private static void enter(int node, Visitor visitor) {
        if ((node & 1) == 0) {
            visitor.enterParameters(node >> 1);
        } else {
            visitor.enterInstructions(node >> 1);
        }
    }

    private static void leave(int node, Visitor visitor) {
        if ((node & 1) == 0) {
            visitor.leaveParameters(node >> 1);
        } else {
            visitor.leaveInstructions(node >> 1);
        }
    }
}
