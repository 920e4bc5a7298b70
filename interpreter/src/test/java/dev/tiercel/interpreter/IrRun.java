package dev.tiercel.interpreter;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.text.IrParser;
import dev.tiercel.ir.verify.Verifier;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Fixture;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ResponseBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs textual IR. The locations of a program are lines 10, 11, 12, …, one per index.
 *
 * @param value what the main routine returned
 * @param error {@code CODE line: message} of the error that left the logic, empty if none did
 * @param fuel steps taken
 * @param memory bytes charged
 * @param effects log lines and waits
 * @param response body that was written
 */
record IrRun(
        @Nullable Object value,
        String error,
        long fuel,
        long memory,
        List<String> effects,
        String response) {
    private static final int LOCATIONS = 6;

    /** Returns the program of routines, the first of which is the main one. */
    static Program program(String... routines) {
        StringBuilder text = new StringBuilder("program \"test\"\n");
        for (int i = 0; i < LOCATIONS; i++) {
            text.append(
                    "location %d \"test\" \"set\" \"/logic/%d\" %d:5\n".formatted(i, i, 10 + i));
        }
        for (int i = 0; i < routines.length; i++) {
            text.append("\nroutine %d \"r%d\" {\n%s\n}\n".formatted(i, i, routines[i].strip()));
        }
        Program program = IrParser.parse(text.toString());
        Verifier.verify(program, "the test");
        return program;
    }

    /** Runs routines with the default limits and no request. */
    static IrRun of(String... routines) {
        return of(Fixture.create(), program(routines));
    }

    /** Runs routines with limits. */
    static IrRun of(BudgetLimits limits, String... routines) {
        return of(Fixture.with(limits), program(routines));
    }

    /** Runs a program in the context that a fixture makes. */
    static IrRun of(Fixture fixture, Program program) {
        ExecutionContext context = fixture.context(program.locations());
        long fuel = context.fuel;
        long memory = context.memoryLeft();
        Object value = null;
        String error = "";
        try {
            value = InterpretedProgram.of(program).execute(context);
        } catch (LogicError e) {
            error =
                    "%s %s: %s"
                            .formatted(
                                    e.code(),
                                    e.value().location().map(l -> "" + l.line()).orElse("?"),
                                    e.value().message());
        }
        return new IrRun(
                value,
                error,
                fuel - context.fuel,
                memory - context.memoryLeft(),
                new ArrayList<>(fixture.effects.lines()),
                body(context.response()));
    }

    private static String body(ResponseBuffer response) {
        return new String(response.bytes(), 0, response.length(), StandardCharsets.UTF_8);
    }

    /** Returns code and line of the error that left the logic. */
    String codeAndLine() {
        int end = error.indexOf(':');
        return end < 0 ? error : error.substring(0, end);
    }
}
