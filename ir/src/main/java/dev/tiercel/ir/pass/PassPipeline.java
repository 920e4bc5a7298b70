package dev.tiercel.ir.pass;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All passes in the order in which they help each other. Immutable and thread-safe.
 *
 * <p>First calls are inlined. Then come rounds of those passes that make work for each other, until
 * none finds anything or the rounds are used up; then those that profit from the result, once each.
 */
public final class PassPipeline {
    /** Greatest number of rounds; a program that is not done by then is correct all the same. */
    public static final int ROUNDS_MAX = 4;

    private final InlineCalls inlineCalls;
    private final List<Pass> preparation;
    private final List<Pass> round;
    private final List<Pass> conclusion;
    private final boolean verifies;

    /**
     * Makes a pipeline that verifies after each pass if assertions are enabled.
     *
     * @param evaluator meaning of operations on constants
     * @param callDepthMax greatest number of nested calls that raises no error
     */
    public PassPipeline(ConstantEvaluator evaluator, int callDepthMax) {
        this(evaluator, callDepthMax, PassPipeline.class.desiredAssertionStatus());
    }

    /**
     * @param evaluator meaning of operations on constants
     * @param callDepthMax greatest number of nested calls that raises no error
     * @param verifies whether the program is verified after each pass
     */
    public PassPipeline(ConstantEvaluator evaluator, int callDepthMax, boolean verifies) {
        this.inlineCalls = new InlineCalls();
        this.preparation =
                List.of(
                        new RemoveDepthCounts(callDepthMax),
                        new FuseRootMembers(),
                        new MergeBlocks());
        this.round =
                List.of(
                        new FoldConstants(evaluator),
                        new InferTypes(),
                        new ForwardMembers(),
                        new NumberValues(),
                        new RemoveDeadInstructions(),
                        new MergeBlocks());
        this.conclusion =
                List.of(
                        new HoistInvariants(),
                        new FormResponseTemplates(),
                        new RemoveDeadInstructions(),
                        new WriteRowsAsText(),
                        new MergeBlocks(),
                        new MergeCharges(),
                        new ProjectRequest());
        this.verifies = verifies;
    }

    /**
     * What a pass did.
     *
     * @param name of the pass
     * @param changed whether it found anything
     */
    public record Step(String name, boolean changed) {
        /** One object for each: every unit of a server keeps its steps. */
        private static final Map<Step, Step> KNOWN = new ConcurrentHashMap<>();

        private static Step of(String name, boolean changed) {
            return KNOWN.computeIfAbsent(new Step(name, changed), step -> step);
        }
    }

    /**
     * A program after all passes.
     *
     * @param steps what has been run, in order
     * @param inlining what became of calls
     */
    public record Result(Program program, List<Step> steps, InliningReport inlining) {
        public Result {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Runs all passes.
     *
     * @throws IllegalStateException if the pipeline verifies and the program, or what a pass made
     *     of it, is not valid
     */
    public Result run(Program program) {
        Run run = new Run(program);
        run.check("the front end");
        InlineCalls.Result inlined = inlineCalls.inline(program);
        run.accept(inlineCalls.name(), inlined.program());
        preparation.forEach(run::apply);
        boolean isChanged = true;
        for (int i = 0; i < ROUNDS_MAX && isChanged; i++) {
            isChanged = run.applyAll(round);
        }
        conclusion.forEach(run::apply);
        return new Result(run.program, run.steps, inlined.report());
    }

    /** The state of one run. */
    private final class Run {
        private final List<Step> steps = new ArrayList<>();
        private Program program;

        Run(Program program) {
            this.program = program;
        }

        boolean applyAll(List<Pass> passes) {
            boolean isChanged = false;
            for (Pass pass : passes) {
                isChanged |= apply(pass);
            }
            return isChanged;
        }

        boolean apply(Pass pass) {
            return accept(pass.name(), pass.run(program));
        }

        boolean accept(String pass, Program next) {
            boolean isChanged = !next.equals(program);
            steps.add(Step.of(pass, isChanged));
            program = next;
            if (isChanged) {
                check(pass);
            }
            return isChanged;
        }

        void check(String pass) {
            if (verifies) {
                Verifier.verify(program, pass);
            }
        }
    }
}
