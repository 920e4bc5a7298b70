package dev.tiercel.ir;

import java.util.List;
import java.util.Optional;

/**
 * A straight run of instructions that is entered at its beginning only.
 *
 * <p>If {@code onError} is present, an error raised by any instruction of the block, or by its
 * {@link Terminator.Raise}, continues at that edge: the target's first parameter receives the error
 * value, the others receive the arguments, which are defined before the block or by its parameters.
 * Errors that are not catchable (a second exhausted budget) leave the routine regardless.
 */
public record Block(
        List<BlockParameter> parameters,
        List<Instruction> instructions,
        Terminator terminator,
        Optional<Edge> onError) {
    public Block {
        parameters = List.copyOf(parameters);
        instructions = List.copyOf(instructions);
    }
}
