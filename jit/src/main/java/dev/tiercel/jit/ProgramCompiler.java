package dev.tiercel.jit;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import dev.tiercel.jit.define.HiddenClasses;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.ClassEmitter;
import dev.tiercel.jit.emit.CodeTooLargeException;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.jit.emit.EmittedClass;
import dev.tiercel.runtime.Executable;

/** Compiles programs from their static types. Thread-safe; keeps nothing of what it compiled. */
public final class ProgramCompiler {
    private final ClassEmitter emitter;

    /**
     * @param builtins where the built-in functions are implemented
     */
    public ProgramCompiler(EmitLimits limits, BuiltinTarget.Table builtins) {
        this.emitter = new ClassEmitter(limits, builtins);
    }

    /**
     * Compiles a program.
     *
     * @param program verified; its types decide what is held unboxed
     * @return the code, or why there is none; this method does not throw
     */
    public CompileResult compile(Program program) {
        try {
            return define(program, emitter.emit(program));
        } catch (CodeTooLargeException e) {
            return refused(WhyNotCompiled.Code.TOO_LARGE, String.valueOf(e.getMessage()));
        } catch (LinkageError e) {
            return refused(WhyNotCompiled.Code.VERIFY_ERROR, firstLine(e));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return refused(WhyNotCompiled.Code.COMPILER_ERROR, firstLine(e));
        }
    }

    private CompileResult define(Program program, EmittedClass emitted) {
        Object instance =
                HiddenClasses.define(emitted.bytes(), emitted.constants(), ClassEmitter.INSTANCE);
        int operations = 0;
        for (Routine routine : program.routines()) {
            operations += routine.size();
        }
        CodeStatistics statistics =
                new CodeStatistics(
                        emitted.bytes().length, emitted.largestMethodBytes(), operations);
        return new CompileResult.Compiled(
                new CompiledCode((Executable) instance, statistics, program, emitter));
    }

    private static CompileResult refused(WhyNotCompiled.Code code, String message) {
        return new CompileResult.Refused(new WhyNotCompiled(code, message));
    }

    private static String firstLine(Throwable failure) {
        return failure.toString().lines().findFirst().orElse("");
    }
}
