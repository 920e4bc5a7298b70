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
import org.jspecify.annotations.Nullable;

/** A document as the server executes it, from the bytes of the body to the bytes of the answer. */
final class EngineRoute {
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

    /** Executes the route; the answer is valid until the next call. */
    ResponseBuffer call(byte[] body) {
        Object value =
                body.length == 0
                        ? null
                        : reader == null ? JsonReader.read(body) : reader.read(body);
        buffer.clear();
        executable.execute(
                new ExecutionContext(
                        environment,
                        BudgetLimits.DEFAULTS,
                        program.locations(),
                        new BodyRequest(value, CLOCK.nanos()),
                        NoEffects.INSTANCE,
                        buffer));
        return buffer;
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
