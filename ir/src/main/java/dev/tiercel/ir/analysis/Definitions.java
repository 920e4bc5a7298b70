package dev.tiercel.ir.analysis;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where and as what each value of a verified routine is defined. Immutable. */
public final class Definitions implements ValueFacts {
    private final int[] blocks;
    private final @Nullable Instruction[] instructions;
    private final ValueType[] types;

    private Definitions(Routine routine) {
        blocks = new int[routine.valueCount()];
        instructions = new @Nullable Instruction[routine.valueCount()];
        types = new ValueType[routine.valueCount()];
        Arrays.fill(blocks, -1);
        Arrays.fill(types, ValueType.NONE);
        for (int b = 0; b < routine.blocks().size(); b++) {
            Block block = routine.blocks().get(b);
            for (BlockParameter parameter : block.parameters()) {
                blocks[parameter.value()] = b;
                types[parameter.value()] = parameter.type();
            }
            for (Instruction instruction : block.instructions()) {
                blocks[instruction.result()] = b;
                types[instruction.result()] = instruction.type();
                instructions[instruction.result()] = instruction;
            }
        }
    }

    public static Definitions of(Routine routine) {
        return new Definitions(routine);
    }

    /** Returns the block that defines the value, -1 if none does. */
    public int block(int value) {
        return blocks[value];
    }

    /** Returns the instruction that defines the value, null if it is a parameter. */
    public @Nullable Instruction instruction(int value) {
        return instructions[value];
    }

    /** Returns the opcode that defines the value, null if it is a parameter. */
    public @Nullable Opcode opcode(int value) {
        Instruction instruction = instructions[value];
        return instruction == null ? null : instruction.opcode();
    }

    @Override
    public ValueType type(int value) {
        return types[value];
    }

    @Override
    public Opcode.@Nullable Constant constant(int value) {
        return opcode(value) instanceof Opcode.Constant constant ? constant : null;
    }
}
