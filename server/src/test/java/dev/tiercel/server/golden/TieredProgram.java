package dev.tiercel.server.golden;

import dev.tiercel.interpreter.ConstantEvaluation;
import dev.tiercel.interpreter.InterpretedProgram;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.ir.pass.PassPipeline;
import dev.tiercel.ir.verify.Verifier;
import dev.tiercel.jit.CompileResult;
import dev.tiercel.jit.ProgramCompiler;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.json.ProjectionReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program in each of the forms in which a server may run it. Immutable. */
final class TieredProgram {
    private static final ProgramCompiler COMPILER =
            new ProgramCompiler(EmitLimits.DEFAULTS, BuiltinTarget::ofRuntime);
    private static final PassPipeline VERIFIED_PASSES = passes(true);
    private static final PassPipeline PASSES = passes(false);

    private final List<Form> forms;

    private TieredProgram(List<Form> forms) {
        this.forms = List.copyOf(forms);
    }

    /**
     * A way to run the program.
     *
     * @param projection reader of the parts of the body that the program needs, null for the whole
     *     body
     */
    record Form(
            String name,
            Executable executable,
            List<SourceLocation> locations,
            @Nullable ProjectionReader projection) {}

    /**
     * Optimises, verifies and compiles a program.
     *
     * @param verifiesPasses whether the program is verified after each pass and not only in the end
     */
    static TieredProgram of(Program program, boolean verifiesPasses) {
        PassPipeline passes = verifiesPasses ? VERIFIED_PASSES : PASSES;
        Program optimised = passes.run(program).program();
        Verifier.verify(optimised, "all passes");
        ProjectionReader projection = optimised.projection().map(ProjectionReader::of).orElse(null);
        List<Form> forms = new ArrayList<>();
        forms.add(
                new Form(
                        "reference interpreter",
                        InterpretedProgram.of(program),
                        program.locations(),
                        null));
        forms.add(
                new Form(
                        "interpreter after passes",
                        InterpretedProgram.of(optimised),
                        optimised.locations(),
                        projection));
        forms.add(
                new Form("compiled class", compile(optimised), optimised.locations(), projection));
        return new TieredProgram(forms);
    }

    /** Returns the forms, first the one that gives the meaning. */
    List<Form> forms() {
        return forms;
    }

    private static PassPipeline passes(boolean verifies) {
        return new PassPipeline(
                new ConstantEvaluation(), BudgetLimits.DEFAULTS.callDepth(), verifies);
    }

    private static Executable compile(Program program) {
        return switch (COMPILER.compile(program)) {
            case CompileResult.Compiled(var code) -> code.executable();
            case CompileResult.Refused(var why) -> throw new AssertionError(why.toString());
        };
    }
}
