package dev.tiercel.benchmarks;

import dev.tiercel.interpreter.ConstantEvaluation;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.pass.PassPipeline;
import dev.tiercel.jit.CompileResult;
import dev.tiercel.jit.ProgramCompiler;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.jit.tier.RouteEntry;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.jit.tier.TierSettings;
import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.BudgetLimits;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The steps of a deployment after the front end: passes, register code, class, unloading. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
public class PublicationBenchmark {
    /** The document. */
    @Param({"checkout", "order"})
    public String document = "";

    private final ProgramCompiler compiler =
            new ProgramCompiler(EmitLimits.DEFAULTS, BuiltinTarget::ofRuntime);
    private final TierController interpreting = controller(TieringMode.INTERPRET);
    private final TierController compiling = controller(TieringMode.COMPILE);
    private Program lowered = Documents.checkout(0);
    private Program optimised = lowered;

    /** Classes that nothing will refer to. */
    @State(Scope.Benchmark)
    public static class Classes {
        private static final int COUNT = 1_000;

        private final ClassLoadingMXBean loaded = ManagementFactory.getClassLoadingMXBean();
        private List<Object> classes = new ArrayList<>();
        private long unloadedBefore;

        /** Defines the classes, and drops them. */
        @Setup(Level.Invocation)
        public void define(PublicationBenchmark benchmark) {
            for (int i = 0; i < COUNT; i++) {
                classes.add(benchmark.defineClass());
            }
            classes = new ArrayList<>();
            unloadedBefore = loaded.getUnloadedClassCount();
        }

        /** A collection that unloads nothing would look fast. */
        @TearDown(Level.Invocation)
        public void check() {
            long unloaded = loaded.getUnloadedClassCount() - unloadedBefore;
            if (unloaded < COUNT) {
                throw new IllegalStateException("only " + unloaded + " classes were unloaded");
            }
        }
    }

    private static TierController controller(TieringMode mode) {
        return new TierController(TierSettings.DEFAULTS.withMode(mode));
    }

    /** Lowers the document. */
    @Setup
    public void prepare() {
        lowered = document.equals("order") ? Documents.order(0) : Documents.checkout(0);
        optimised =
                new PassPipeline(new ConstantEvaluation(), BudgetLimits.DEFAULTS.callDepth())
                        .run(lowered)
                        .program();
    }

    /** Ends the compilers. */
    @TearDown
    public void close() {
        interpreting.close();
        compiling.close();
    }

    /** Passes and register code, published and retired. */
    @Benchmark
    public RouteEntry publishInterpreted() {
        return publish(interpreting);
    }

    /** Passes, register code and a class, published and retired. */
    @Benchmark
    public RouteEntry publishCompiled() {
        return publish(compiling);
    }

    /** A class only: its code is generated and defined. */
    @Benchmark
    public CompileResult defineClass() {
        return compiler.compile(optimised);
    }

    /** A full collection that unloads 1,000 classes; subtract {@link #collect}. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 10)
    @Measurement(iterations = 20)
    public void unload(Classes classes) {
        System.gc();
    }

    /** A full collection with nothing to unload. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 10)
    @Measurement(iterations = 20)
    public void collect() {
        System.gc();
    }

    private RouteEntry publish(TierController controller) {
        RouteEntry entry = controller.start(document, lowered);
        entry.retire();
        return entry;
    }
}
