package dev.tiercel.benchmarks;

import dev.tiercel.interpreter.ConstantEvaluation;
import dev.tiercel.interpreter.InterpretedProgram;
import dev.tiercel.ir.pass.PassPipeline;
import dev.tiercel.jit.ProgramCompiler;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.runtime.BudgetLimits;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What registering a document costs, by its size: from the text to the interpreter's code, and to a
 * hidden class. The time per operation stays the same if the cost is linear.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class CompileBenchmark {
    /** Number of operations; for {@code text} it does not matter. */
    @Param({"100", "500", "1000", "9900"})
    public int operations;

    /** What the document looks like. */
    @Param({"business", "sets", "try", "functions", "tasks", "depth", "text"})
    public String shape = "";

    private String text = "";

    /** Writes the document. */
    @Setup
    public void prepare() {
        text = LargeDocuments.text(shape, operations);
    }

    /** As far as the interpreter. */
    @Benchmark
    public Object interpreted() {
        return InterpretedProgram.of(
                new PassPipeline(new ConstantEvaluation(), BudgetLimits.DEFAULTS.callDepth())
                        .run(Documents.route(text))
                        .program());
    }

    /** As far as a hidden class. */
    @Benchmark
    public Object compiled() {
        return new ProgramCompiler(EmitLimits.DEFAULTS, BuiltinTarget::ofRuntime)
                .compile(
                        new PassPipeline(
                                        new ConstantEvaluation(), BudgetLimits.DEFAULTS.callDepth())
                                .run(Documents.route(text))
                                .program());
    }
}
