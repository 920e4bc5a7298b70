package dev.tiercel.ir.pass;

import dev.tiercel.ir.Opcode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of operations, for those that {@link FoldConstants} computes before any request.
 * Implementations are thread-safe and compute what running code computes.
 */
public interface ConstantEvaluator {
    /** An evaluator that knows nothing. */
    ConstantEvaluator NONE = (_, _) -> Optional.empty();

    /**
     * Returns the result of an opcode that neither reads nor writes state.
     *
     * @param operands values as {@link Opcode.Constant} holds them, in order
     * @return the result; empty if the operation would raise, if the result would be too large to
     *     keep, or if the evaluator does not know the opcode
     */
    Optional<Opcode.Constant> evaluate(Opcode opcode, List<@Nullable Object> operands);

    /**
     * Returns the code of the error that an opcode raises for some operands in every request.
     *
     * @return nothing as well if the evaluator does not know
     */
    default Optional<String> failure(Opcode opcode, List<@Nullable Object> operands) {
        return Optional.empty();
    }
}
