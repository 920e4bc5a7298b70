package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.analysis.IntList;

/**
 * Which routine calls which, as routine, predicate or task. Immutable.
 *
 * <p>Cycles are found with the algorithm of Tarjan, "Depth-First Search and Linear Graph
 * Algorithms", 1972, with a stack of its own instead of recursion.
 */
final class CallGraph {
    private final int[][] callees;
    private final boolean[] isRecursive;
    private final int[] calleesFirst;

    private CallGraph(int[][] callees) {
        this.callees = callees;
        Search search = new Search(callees);
        search.run();
        this.isRecursive = search.isRecursive;
        this.calleesFirst = search.finished.toArray();
    }

    static CallGraph of(Program program) {
        int[][] callees = new int[program.routines().size()][];
        for (int r = 0; r < callees.length; r++) {
            callees[r] = callees(program.routines().get(r));
        }
        return new CallGraph(callees);
    }

    /** Whether the routine may call itself, directly or through others. */
    boolean isRecursive(int routine) {
        return isRecursive[routine];
    }

    /** Returns all routines, each after those it calls unless they call each other. */
    int[] calleesFirst() {
        return calleesFirst;
    }

    /** Returns which routines the main routine may get to, itself included. */
    boolean[] reachable() {
        boolean[] isReachable = new boolean[callees.length];
        IntList work = new IntList();
        isReachable[0] = true;
        work.add(0);
        while (work.size() > 0) {
            for (int callee : callees[work.removeLast()]) {
                if (!isReachable[callee]) {
                    isReachable[callee] = true;
                    work.add(callee);
                }
            }
        }
        return isReachable;
    }

    private static int[] callees(Routine routine) {
        IntList callees = new IntList();
        for (Block block : routine.blocks()) {
            for (Instruction instruction : block.instructions()) {
                for (CallSite site : CallSite.of(instruction)) {
                    callees.addUnlessLast(site.routine());
                }
            }
        }
        return callees.toArray();
    }

    private static final class Search {
        private final int[][] callees;
        private final boolean[] isRecursive;
        private final IntList finished = new IntList();
        private final int[] numbers;
        private final int[] lowest;
        private final int[] nextCallee;
        private final boolean[] isOpen;
        private final IntList open = new IntList();
        private final IntList path = new IntList();
        private int visited;

        Search(int[][] callees) {
            this.callees = callees;
            isRecursive = new boolean[callees.length];
            numbers = new int[callees.length];
            lowest = new int[callees.length];
            nextCallee = new int[callees.length];
            isOpen = new boolean[callees.length];
        }

        void run() {
            for (int r = 0; r < callees.length; r++) {
                if (numbers[r] == 0) {
                    enter(r);
                    while (path.size() > 0) {
                        step(path.get(path.size() - 1));
                    }
                }
            }
        }

        private void enter(int routine) {
            numbers[routine] = ++visited;
            lowest[routine] = visited;
            isOpen[routine] = true;
            open.add(routine);
            path.add(routine);
        }

        private void step(int routine) {
            if (nextCallee[routine] == callees[routine].length) {
                leave(routine);
                return;
            }
            int callee = callees[routine][nextCallee[routine]++];
            isRecursive[routine] |= callee == routine;
            if (numbers[callee] == 0) {
                enter(callee);
            } else if (isOpen[callee]) {
                lowest[routine] = Math.min(lowest[routine], numbers[callee]);
            }
        }

        private void leave(int routine) {
            path.removeLast();
            if (path.size() > 0) {
                int caller = path.get(path.size() - 1);
                lowest[caller] = Math.min(lowest[caller], lowest[routine]);
            }
            finished.add(routine);
            if (lowest[routine] < numbers[routine]) {
                return;
            }
            boolean isCycle = open.get(open.size() - 1) != routine;
            int member;
            do {
                member = open.removeLast();
                isOpen[member] = false;
                isRecursive[member] |= isCycle;
            } while (member != routine);
        }
    }
}
