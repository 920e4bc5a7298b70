package dev.tiercel.jit.replay;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.CoarseClock;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.RandomSource;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.effect.Effects;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program on a recorded request once more, where it can change nothing: time stands still,
 * random values repeat, no other system can be reached, and log lines are only compared.
 */
final class Replay implements Effects {
    private static final Instant NOW = Instant.EPOCH;
    private static final long SEED = 1;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    private Replay() {}

    /** Returns everything that the run lets others see, as text. */
    static String run(Program program, Executable executable, RecordedInput input) {
        Replay effects = new Replay();
        ExecutionContext context =
                new ExecutionContext(
                        standing(input.environment()),
                        input.limits(),
                        program.locations(),
                        input,
                        effects,
                        new ResponseBuffer());
        String outcome;
        try {
            outcome = "value " + json(executable.execute(context));
        } catch (LogicError e) {
            outcome = "error " + text(e.value());
        } catch (RuntimeException | LinkageError e) {
            outcome = "defect " + e;
        } finally {
            context.end();
        }
        return String.join(
                " | ",
                response(context.response()),
                outcome,
                context.fuel + " steps left",
                effects.sorted());
    }

    @Override
    public void log(LogLevel level, String message, Optional<SourceLocation> location) {
        lines.add(level + " " + message);
    }

    @Override
    public void sleep(Duration duration) {
        lines.add("sleep " + duration);
    }

    /** Tasks that run side by side may write their lines in any order. */
    private String sorted() {
        return lines.stream().sorted().toList().toString();
    }

    private static ExecutionEnvironment standing(ExecutionEnvironment environment) {
        return new ExecutionEnvironment(
                CoarseClock.standing(0),
                InstantSource.fixed(NOW),
                RandomSource.seeded(SEED),
                environment.variables(),
                environment.bcryptCost(),
                environment.parallelMax(),
                Connectors.NONE);
    }

    private static String response(ResponseBuffer response) {
        if (!response.isWritten()) {
            return "no answer";
        }
        String body = new String(response.bytes(), 0, response.length(), StandardCharsets.UTF_8);
        return response.status() + " " + response.contentType() + response.headers() + " " + body;
    }

    private static String text(ErrorValue error) {
        return json(error) + error.location().map(l -> " at " + l).orElse("");
    }

    private static String json(@Nullable Object value) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return buffer.text();
    }
}
