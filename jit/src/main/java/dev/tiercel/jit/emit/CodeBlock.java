package dev.tiercel.jit.emit;

import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Terminator;
import java.util.List;
import java.util.Optional;

/**
 * A block of a routine, or a piece of one, with its instructions grouped into steps.
 *
 * @param raises whether an error may be raised within it
 */
record CodeBlock(
        List<BlockParameter> parameters,
        List<Step> steps,
        Terminator terminator,
        Optional<Edge> onError,
        boolean raises) {
    CodeBlock {
        parameters = List.copyOf(parameters);
        steps = List.copyOf(steps);
    }
}
