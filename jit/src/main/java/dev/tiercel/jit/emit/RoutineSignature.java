package dev.tiercel.jit.emit;

import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Representation;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.ValueType;
import java.util.List;

/**
 * How the method of a routine is called: the context, then its parameters in their representations,
 * or all of them boxed in an array if a method cannot have so many.
 *
 * @param parameters representation of each parameter
 * @param takesArray whether the parameters are passed in an array
 * @param result representation of the result
 */
record RoutineSignature(
        String method, List<Representation> parameters, boolean takesArray, Representation result) {
    /** The JVM allows 255 slots; the context takes one. */
    private static final int SLOTS_MAX = 254;

    RoutineSignature {
        parameters = List.copyOf(parameters);
    }

    static RoutineSignature of(Routine routine, String method, ValueTypes types) {
        ValueType result = ValueType.NONE;
        for (var block : routine.blocks()) {
            if (block.terminator() instanceof Terminator.Return(var value)) {
                result = result.join(types.of(value));
            }
        }
        List<Representation> parameters =
                routine.parameters().stream()
                        .map(BlockParameter::type)
                        .map(ValueType::representation)
                        .toList();
        int slots = parameters.stream().mapToInt(p -> LocalKind.of(p).slots()).sum();
        return new RoutineSignature(method, parameters, slots > SLOTS_MAX, result.representation());
    }

    /** The type of each value of the routine. */
    @FunctionalInterface
    interface ValueTypes {
        ValueType of(int value);
    }

    String descriptor() {
        StringBuilder text = new StringBuilder("(").append(Names.type(Names.CONTEXT));
        if (takesArray) {
            text.append(Names.OBJECTS);
        } else {
            for (Representation parameter : parameters) {
                text.append(Code.descriptor(parameter));
            }
        }
        return text.append(')').append(Code.descriptor(result)).toString();
    }
}
