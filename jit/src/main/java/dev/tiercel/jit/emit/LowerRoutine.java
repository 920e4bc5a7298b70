package dev.tiercel.jit.emit;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Effect;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.EffectsByType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Groups the instructions of a routine into steps. An instruction whose only use comes right after
 * it becomes part of the step of that use: its result never leaves the operand stack. The order of
 * evaluation does not change.
 */
final class LowerRoutine {
    /**
     * A step computes at most this many instructions, so that steps stay small against a method.
     */
    private static final int STACKED_MAX = 48;

    private final EmitLimits limits;
    private final ValueTable values;
    private final BitSet stacked = new BitSet();

    /** Of the block at hand. */
    private List<Instruction> instructions = List.of();

    /** How many instructions the step at hand may still take in. */
    private int room;

    private LowerRoutine(ValueTable values, EmitLimits limits) {
        this.values = values;
        this.limits = limits;
    }

    static LoweredRoutine lower(Routine routine, EmitLimits limits) {
        LowerRoutine lowering = new LowerRoutine(ValueTable.of(routine), limits);
        ReachableBlocks reachable = ReachableBlocks.of(routine);
        List<CodeBlock> blocks = new ArrayList<>();
        for (int index : reachable.order()) {
            blocks.add(lowering.lower(routine.blocks().get(index), reachable));
        }
        return new LoweredRoutine(routine.name(), blocks, lowering.values, lowering.stacked);
    }

    private CodeBlock lower(Block block, ReachableBlocks reachable) {
        instructions = block.instructions();
        List<Step> reversed = new ArrayList<>();
        int cursor = claimByTerminator(block.terminator());
        while (cursor >= 0) {
            Instruction instruction = instructions.get(cursor);
            if (isSkipped(instruction)) {
                cursor--;
            } else if (isOpened(instruction)) {
                cursor = expand(cursor, reversed);
            } else {
                room = STACKED_MAX;
                reversed.add(new Step.Evaluate(instruction));
                // The response is begun before its holes are evaluated: nothing may happen in
                // between.
                cursor =
                        claimOperands(
                                cursor, instruction.opcode() instanceof Opcode.RespondTemplate);
            }
        }
        Collections.reverse(reversed);
        return new CodeBlock(
                block.parameters(),
                reversed,
                reachable.renumber(block.terminator()),
                block.onError().map(reachable::renumber),
                raises(block));
    }

    private boolean raises(Block block) {
        for (Instruction instruction : block.instructions()) {
            if (EffectsByType.mayRaise(instruction, values)) {
                return true;
            }
        }
        return block.terminator() instanceof Terminator.Raise;
    }

    private int claimByTerminator(Terminator terminator) {
        room = STACKED_MAX;
        int end = instructions.size();
        return switch (terminator) {
            case Terminator.Jump _ -> end - 1;
            case Terminator.Branch(var condition, _, _) -> claim(condition, end - 1, false);
            case Terminator.Return(var value) -> claim(value, end - 1, false);
            case Terminator.Raise(var error) -> claim(error, end - 1, false);
        };
    }

    /** Opens an instruction with many operands; each operand becomes a step of its own. */
    private int expand(int index, List<Step> reversed) {
        Instruction instruction = instructions.get(index);
        int buffer = values.addReference();
        boolean pureOnly = instruction.opcode() instanceof Opcode.RespondTemplate;
        reversed.add(new Step.Close(instruction, buffer));
        int cursor = index - 1;
        for (int i = instruction.operandCount() - 1; i >= 0; i--) {
            room = STACKED_MAX;
            reversed.add(new Step.Supply(instruction, i, buffer));
            cursor = claim(instruction.operand(i), cursor, pureOnly);
        }
        reversed.add(new Step.Open(instruction, buffer));
        return cursor;
    }

    /**
     * Takes the operands of the instruction at an index into its step, from the last to the first,
     * as long as each is defined right before what is already taken.
     *
     * @return index of the last instruction that is not taken
     */
    private int claimOperands(int index, boolean pureOnly) {
        Instruction instruction = instructions.get(index);
        if (!readsInOrder(instruction)) {
            return index - 1;
        }
        int cursor = index - 1;
        for (int i = instruction.operandCount() - 1; i >= 0; i--) {
            cursor = claim(instruction.operand(i), cursor, pureOnly);
        }
        return cursor;
    }

    private int claim(int value, int last, boolean pureOnly) {
        int cursor = last;
        while (cursor >= 0 && isSkipped(instructions.get(cursor))) {
            cursor--;
        }
        if (cursor < 0 || room == 0 || instructions.get(cursor).result() != value) {
            return cursor;
        }
        Instruction definition = instructions.get(cursor);
        if (!canStack(definition) || (pureOnly && !isPure(definition))) {
            return cursor;
        }
        room--;
        stacked.set(value);
        return claimOperands(cursor, pureOnly);
    }

    private boolean canStack(Instruction definition) {
        return values.useCount(definition.result()) == 1
                && !definition.type().equals(ValueType.NULL)
                && !isOpened(definition);
    }

    private boolean isSkipped(Instruction instruction) {
        return isPure(instruction)
                && (values.useCount(instruction.result()) == 0
                        || values.isRepeated(instruction.result()));
    }

    private boolean isPure(Instruction instruction) {
        return EffectsByType.of(instruction, values).equals(Effect.PURE);
    }

    private boolean isOpened(Instruction instruction) {
        return instruction.operandCount() > limits.operandsMax()
                && switch (instruction.opcode()) {
                    case Opcode.Concatenate _,
                            Opcode.MakeArray _,
                            Opcode.MakeObject _,
                            Opcode.MakeObjectWithKeys _,
                            Opcode.CallMath _,
                            Opcode.CallBuiltin _,
                            Opcode.RespondTemplate _,
                            Opcode.RunTasks _,
                            Opcode.RunTaskForEach _,
                            Opcode.TaskResult _ ->
                            true;
                    default -> false;
                };
    }

    /**
     * Whether the operands are pushed in their order; the captures of a predicate may come before
     * other arguments.
     */
    private static boolean readsInOrder(Instruction instruction) {
        return !(instruction.opcode()
                        instanceof Opcode.CallWithPredicate(var function, _, var arguments))
                || function.predicateIndex() >= arguments;
    }
}
