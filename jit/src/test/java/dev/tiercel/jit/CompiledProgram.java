package dev.tiercel.jit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.text.IrParser;
import dev.tiercel.ir.verify.Verifier;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.ClassEmitter;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.runtime.LogicError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * A program from textual IR, verified, compiled, and its class checked instruction by instruction.
 */
final class CompiledProgram {
    /** Functions that tests call: one that joins what it is given, and one with a predicate. */
    static final BuiltinTarget.Table BUILTINS =
            builtin ->
                    new BuiltinTarget(
                            TestFunctions.class.getName().replace('.', '/'),
                            builtin.predicateIndex() >= 0 ? "filter" : "join",
                            builtin.predicateIndex() >= 0
                                    ? TestFunctions.FILTER
                                    : TestFunctions.JOIN,
                            builtin.predicateIndex() >= 0 ? 2 : 1,
                            builtin.predicateIndex() < 0);

    private final Program program;
    private final CompiledCode code;
    private TestRequest request = new TestRequest();

    private CompiledProgram(Program program, CompiledCode code) {
        this.program = program;
        this.code = code;
    }

    public static CompiledProgram of(String text) {
        return of(text, EmitLimits.DEFAULTS);
    }

    public static CompiledProgram of(String text, EmitLimits limits) {
        Program program = IrParser.parse(text);
        assertThat(Verifier.findings(program)).isEmpty();
        return of(program, limits);
    }

    public static CompiledProgram of(Program program, EmitLimits limits) {
        return of(program, limits, BUILTINS);
    }

    public static CompiledProgram of(
            Program program, EmitLimits limits, BuiltinTarget.Table builtins) {
        ClassEmitter emitter = new ClassEmitter(limits, builtins);
        byte[] bytes = emitter.emit(program).bytes();
        check(bytes);
        assertThat(emitter.emit(program).bytes()).as("generated again").isEqualTo(bytes);
        CompileResult result = new ProgramCompiler(limits, builtins).compile(program);
        return switch (result) {
            case CompileResult.Compiled(var code) -> new CompiledProgram(program, code);
            case CompileResult.Refused(var why) -> throw new AssertionError(why.toString());
        };
    }

    /** A main routine of one block that returns the value defined last. */
    public static CompiledProgram ofLines(String... lines) {
        return of(Texts.lines(lines));
    }

    private static void check(byte[] bytes) {
        StringWriter report = new StringWriter();
        CheckClassAdapter.verify(
                new ClassReader(bytes),
                CompiledProgram.class.getClassLoader(),
                false,
                new PrintWriter(report));
        assertThat(report.toString()).isEmpty();
        new ClassReader(bytes)
                .accept(new CheckClassAdapter(new ClassVisitor(Opcodes.ASM9) {}, false), 0);
    }

    /** Makes the following runs work for a request. */
    public CompiledProgram with(Consumer<TestRequest> change) {
        change.accept(request);
        return this;
    }

    public CompiledCode code() {
        return code;
    }

    public TestRequest request() {
        return request;
    }

    /** Runs the program; each run has budgets of its own. */
    public @Nullable Object run() {
        request.begin(program.locations());
        return code.executable().execute(request.context());
    }

    /** Runs the program, which must raise. */
    public LogicError raise() {
        try {
            Object result = run();
            throw new AssertionError("returned " + result);
        } catch (LogicError e) {
            return e;
        }
    }

    /** Runs the program and returns the body of the response. */
    public String respond() {
        run();
        return new String(request.context().response().bytes(), StandardCharsets.UTF_8)
                .substring(0, request.context().response().length());
    }
}
