package dev.tiercel.jit.emit;

import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Terminator;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A routine in the order in which its code is written.
 *
 * @param blocks those that can be reached, the entry first; edges refer to this list
 * @param stacked values that are computed where their only use needs them, on the operand stack
 */
record LoweredRoutine(String name, List<CodeBlock> blocks, ValueTable values, BitSet stacked) {
    LoweredRoutine {
        blocks = List.copyOf(blocks);
    }

    LoweredRoutine withBlocks(List<CodeBlock> newBlocks) {
        return new LoweredRoutine(name, newBlocks, values, stacked);
    }

    /** Passes on each value that a step reads from where it is held. */
    void forEachUse(Step step, IntConsumer use) {
        switch (step) {
            case Step.Evaluate(var instruction) -> forEachOperand(instruction, use);
            case Step.Open _ -> {}
            case Step.Supply(var instruction, var operand, var buffer) -> {
                use.accept(buffer);
                forEachRead(instruction.operand(operand), use);
            }
            case Step.Close(_, var buffer) -> use.accept(buffer);
        }
    }

    /** Passes on each value that a terminator reads, those for its edges included. */
    void forEachUse(Terminator terminator, IntConsumer use) {
        switch (terminator) {
            case Terminator.Jump _ -> {}
            case Terminator.Branch(var condition, _, _) -> forEachRead(condition, use);
            case Terminator.Return(var value) -> forEachRead(value, use);
            case Terminator.Raise(var error) -> forEachRead(error, use);
        }
        for (Edge edge : terminator.edges()) {
            forEachUse(edge, use);
        }
    }

    /** Passes on each value that is handed over along an edge. */
    void forEachUse(Edge edge, IntConsumer use) {
        for (int i = 0; i < edge.argumentCount(); i++) {
            forEachRead(edge.argument(i), use);
        }
    }

    /** Returns the value that a step defines, or -1. */
    int definedBy(Step step) {
        return switch (step) {
            case Step.Evaluate(var instruction) -> instruction.result();
            case Step.Open(_, var buffer) -> buffer;
            case Step.Supply _ -> -1;
            case Step.Close(var instruction, _) -> instruction.result();
        };
    }

    private void forEachOperand(Instruction instruction, IntConsumer use) {
        for (int i = 0; i < instruction.operandCount(); i++) {
            forEachRead(instruction.operand(i), use);
        }
    }

    private void forEachRead(int value, IntConsumer use) {
        if (values.isRepeated(value)) {
            return;
        }
        if (!stacked.get(value)) {
            use.accept(value);
            return;
        }
        @Nullable Instruction definition = values.definition(value);
        if (definition != null) {
            forEachOperand(definition, use);
        }
    }
}
