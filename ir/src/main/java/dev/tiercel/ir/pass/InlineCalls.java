package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.pass.InliningReport.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces calls by the blocks of the called routine, callees first, so that calls of any depth
 * disappear in one pass; then removes the routines that nothing calls any more.
 *
 * <p>Counting of steps and depth is done by instructions, which are copied like all others:
 * inlining is not observable (LANG-21). Routines that may call themselves stay, and so do calls
 * that would make a routine too large.
 */
public final class InlineCalls implements Pass {
    private final Limits limits;

    /** Makes the pass with the default limits. */
    public InlineCalls() {
        this(Limits.DEFAULT);
    }

    public InlineCalls(Limits limits) {
        this.limits = limits;
    }

    /**
     * Bounds of copying, in instructions and terminators after inlining into the callee.
     *
     * @param calleeSizeMax greatest size of a routine that is copied
     * @param onceSizeMax greatest size of a routine that is moved, because there is one call only
     * @param routineSizeMax size up to which a routine may grow by inlining
     */
    public record Limits(int calleeSizeMax, int onceSizeMax, int routineSizeMax) {
        public static final Limits DEFAULT = new Limits(150, 1500, 4000);
    }

    /** A program after inlining, and what has been done. */
    public record Result(Program program, InliningReport report) {}

    @Override
    public Program run(Program program) {
        return inline(program).program();
    }

    /** Inlines and says what has been done. */
    public Result inline(Program program) {
        CallGraph calls = CallGraph.of(program);
        Work work = new Work(program, calls);
        for (int routine : calls.calleesFirst()) {
            work.expand(routine);
        }
        boolean isChanged = !work.routines.equals(program.routines());
        Program expanded = isChanged ? program.withRoutines(work.routines) : program;
        return new Result(UnusedRoutines.remove(expanded), work.report());
    }

    /** Inlining into all routines of one program. */
    private final class Work {
        private final Program program;
        private final CallGraph calls;
        private final List<Routine> routines;
        private final int[] callCounts;
        private final List<@Nullable Reason> reasons = new ArrayList<>();

        Work(Program program, CallGraph calls) {
            this.program = program;
            this.calls = calls;
            this.routines = new ArrayList<>(program.routines());
            this.callCounts = new int[routines.size()];
            for (Routine routine : routines) {
                reasons.add(null);
                for (Block block : routine.blocks()) {
                    for (Instruction instruction : block.instructions()) {
                        if (instruction.opcode() instanceof Opcode.CallRoutine(var callee)) {
                            callCounts[callee]++;
                        }
                    }
                }
            }
        }

        void expand(int index) {
            Routine routine = routines.get(index);
            CallExpansion expansion = new CallExpansion(routine);
            for (int b = 0; b < routine.blocks().size(); b++) {
                expansion.open(b);
                for (Instruction instruction : routine.blocks().get(b).instructions()) {
                    if (instruction.opcode() instanceof Opcode.CallRoutine(var callee)
                            && isInlined(callee, expansion.size())) {
                        expansion.inline(instruction, routines.get(callee));
                    } else {
                        expansion.add(instruction);
                    }
                }
                expansion.close();
            }
            routines.set(index, expansion.result());
        }

        private boolean isInlined(int callee, int callerSize) {
            Optional<Reason> reason = reasonAgainst(callee, callerSize);
            reason.ifPresent(r -> reasons.set(callee, r));
            return reason.isEmpty();
        }

        private Optional<Reason> reasonAgainst(int callee, int callerSize) {
            if (calls.isRecursive(callee)) {
                return Optional.of(Reason.RECURSIVE);
            }
            int size = routines.get(callee).size();
            int sizeMax = callCounts[callee] == 1 ? limits.onceSizeMax() : limits.calleeSizeMax();
            if (size > sizeMax) {
                return Optional.of(Reason.TOO_LARGE);
            }
            return callerSize + size > limits.routineSizeMax()
                    ? Optional.of(Reason.CALLER_FULL)
                    : Optional.empty();
        }

        InliningReport report() {
            List<InliningReport.Entry> entries = new ArrayList<>();
            for (int r = 0; r < callCounts.length; r++) {
                if (callCounts[r] > 0) {
                    Optional<Reason> reason = Optional.ofNullable(reasons.get(r));
                    String name = program.routines().get(r).name();
                    entries.add(new InliningReport.Entry(name, reason.isEmpty(), reason));
                }
            }
            return new InliningReport(entries);
        }
    }
}
