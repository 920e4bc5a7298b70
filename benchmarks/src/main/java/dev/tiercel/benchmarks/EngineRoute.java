package dev.tiercel.benchmarks;

import dev.tiercel.interpreter.ConstantEvaluation;
import dev.tiercel.interpreter.InterpretedProgram;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.pass.PassPipeline;
import dev.tiercel.jit.CompileResult;
import dev.tiercel.jit.ProgramCompiler;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.CoarseClock;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RandomSource;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.runtime.json.ProjectionReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A document as the server executes it, from the bytes of the body to the bytes of the answer. */
public final class EngineRoute {
    /** A context that is used again for a whole benchmark must not come to an end. */
    private static final BudgetLimits LIMITS =
            new BudgetLimits(
                    BudgetLimits.DEFAULTS.fuel(),
                    TimeUnit.HOURS.toMillis(1),
                    1L << 60,
                    BudgetLimits.DEFAULTS.callDepth(),
                    BudgetLimits.DEFAULTS.maxIterations());

    private static final CoarseClock CLOCK = CoarseClock.ticking(Duration.ofMillis(4));

    private final ExecutionEnvironment environment;
    private final Program program;
    private final Executable executable;
    private final @Nullable ProjectionReader reader;
    private final ResponseBuffer buffer = new ResponseBuffer();

    EngineRoute(Program lowered, Tier tier) {
        this(lowered, tier, Connectors.NONE);
    }

    EngineRoute(Program lowered, Tier tier, Connectors connectors) {
        this.environment =
                new ExecutionEnvironment(
                        CLOCK,
                        InstantSource.system(),
                        RandomSource.system(),
                        ObjectValue.EMPTY,
                        10,
                        64,
                        connectors);
        this.program =
                new PassPipeline(new ConstantEvaluation(), BudgetLimits.DEFAULTS.callDepth())
                        .run(lowered)
                        .program();
        this.reader = program.projection().map(ProjectionReader::of).orElse(null);
        this.executable =
                switch (tier) {
                    case INTERPRETER -> InterpretedProgram.of(program);
                    case COMPILED -> compile(program);
                };
    }

    /** Returns the route of a document. */
    public static EngineRoute of(String document, Tier tier) {
        return new EngineRoute(Documents.route(document), tier);
    }

    /** Executes the route; the answer is valid until the next call. */
    ResponseBuffer call(byte[] body) {
        buffer.clear();
        executable.execute(context(read(body)));
        return buffer;
    }

    /**
     * Returns what executes the route with one of the bodies, each of which is read once and has a
     * context of its own, so that only the logic is left; an answer is valid until the next call.
     */
    public IntFunction<ResponseBuffer> repeated(List<byte[]> bodies) {
        ExecutionContext[] contexts =
                bodies.stream().map(body -> context(read(body))).toArray(ExecutionContext[]::new);
        return index -> {
            ExecutionContext context = contexts[index];
            buffer.clear();
            context.fuel = LIMITS.fuel();
            executable.execute(context);
            return buffer;
        };
    }

    private @Nullable Object read(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        return reader == null ? JsonReader.read(body) : reader.read(body);
    }

    private ExecutionContext context(@Nullable Object body) {
        return new ExecutionContext(
                environment,
                LIMITS,
                program.locations(),
                new BodyRequest(body, CLOCK.nanos()),
                NoEffects.INSTANCE,
                buffer);
    }

    private static Executable compile(Program program) {
        return switch (new ProgramCompiler(EmitLimits.DEFAULTS, BuiltinTarget::ofRuntime)
                .compile(program)) {
            case CompileResult.Compiled compiled -> compiled.code().executable();
            case CompileResult.Refused refused ->
                    throw new IllegalStateException(refused.why().toString());
        };
    }
}
