package dev.tiercel.jit.emit;

import dev.tiercel.ir.Instruction;

/**
 * One action of a block. Steps run in order with an empty operand stack in between, so a block can
 * be cut between any two of them.
 */
sealed interface Step {
    /**
     * Computes an instruction, and before it those of its operands that stay on the operand stack.
     */
    record Evaluate(Instruction instruction) implements Step {}

    /**
     * Begins an instruction with many operands.
     *
     * @param buffer the value that receives the array, or the response, that the operands go to
     */
    record Open(Instruction instruction, int buffer) implements Step {}

    /** Evaluates one operand of an opened instruction and passes it on. */
    record Supply(Instruction instruction, int operand, int buffer) implements Step {}

    /** Ends an opened instruction and defines its result. */
    record Close(Instruction instruction, int buffer) implements Step {}
}
