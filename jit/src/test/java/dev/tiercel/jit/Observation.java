package dev.tiercel.jit;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Program;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run of a program lets others see (GEN-1).
 *
 * @param outcome the result, or the error with its source and causes, as text that tells types
 *     apart
 * @param response status, type and body; empty if none was written
 */
record Observation(
        String outcome,
        String response,
        long fuel,
        long memoryLeft,
        int depth,
        List<String> effects) {
    static Observation of(Executable executable, Program program, TestRequest request) {
        request.effects().clear();
        request.begin(program.locations());
        ExecutionContext context = request.context();
        String outcome;
        try {
            outcome = text(executable.execute(context));
        } catch (LogicError e) {
            outcome = (e.isCatchable() ? "raises " : "ends with ") + text(e.value());
        }
        return new Observation(
                outcome,
                response(context),
                context.fuel,
                context.memoryLeft(),
                context.depth,
                List.copyOf(request.effects()));
    }

    /**
     * Returns the same without what passes may spare: memory (OP-39), and the count of calls where
     * it cannot reach its limit.
     */
    Observation withoutSparedCounts() {
        return new Observation(outcome, response, fuel, 0, 0, effects);
    }

    private static String response(ExecutionContext context) {
        if (!context.response().isWritten()) {
            return "";
        }
        return context.response().status()
                + " "
                + context.response().contentType().orElse("")
                + " "
                + new String(
                        context.response().bytes(),
                        0,
                        context.response().length(),
                        StandardCharsets.UTF_8);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Absent _ -> throw new AssertionError("what is not there is not observable");
            case ErrorValue error ->
                    error.code()
                            + " "
                            + error.message()
                            + " "
                            + error.status()
                            + " "
                            + text(error.data())
                            + " at "
                            + error.location().map(Object::toString).orElse("nowhere")
                            + error.cause().map(cause -> " because of " + text(cause)).orElse("");
            case ObjectValue object -> {
                StringJoiner members = new StringJoiner(",", "{", "}");
                for (int i = 0; i < object.slotCount(); i++) {
                    members.add(object.key(i) + ":" + text(object.slot(i)));
                }
                yield members.toString();
            }
            case ArrayValue array -> {
                StringJoiner elements = new StringJoiner(",", "[", "]");
                array.forEach(element -> elements.add(text(element)));
                yield elements.toString();
            }
            case String text -> '"' + text + '"';
            case Double number -> number == 0 ? "0.0" : number + "";
            case Boolean _, Long _ -> value.toString();
            default -> value.getClass() + " " + value;
        };
    }
}
