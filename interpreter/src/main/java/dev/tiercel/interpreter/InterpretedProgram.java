package dev.tiercel.interpreter;

import dev.tiercel.ir.Program;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.RoutineInvoker;
import org.jspecify.annotations.Nullable;

/** A program as register code: the form in which every document runs first. Thread-safe. */
public final class InterpretedProgram implements Executable, RoutineInvoker {
    private static final int MAIN = 0;
    private static final @Nullable Object[] NO_ARGUMENTS = {};

    private final RoutineCode[] routines;

    private InterpretedProgram(RoutineCode[] routines) {
        this.routines = routines;
    }

    /** Generates the register code of a verified program. */
    public static InterpretedProgram of(Program program) {
        return new InterpretedProgram(
                program.routines().stream()
                        .map(CodeGenerator::generate)
                        .toArray(RoutineCode[]::new));
    }

    @Override
    public @Nullable Object execute(ExecutionContext context) {
        return invoke(context, MAIN, NO_ARGUMENTS);
    }

    @Override
    public @Nullable Object invoke(
            ExecutionContext context, int routine, @Nullable Object[] arguments) {
        return new Activation(this, routines[routine], context).run(arguments);
    }
}
