package dev.tiercel.jit.emit;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Representation;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.ValueFacts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known about each value of a routine: type, definition and number of uses. Confined to one
 * thread.
 */
final class ValueTable implements ValueFacts {
    private @Nullable ValueType[] types;
    private @Nullable Instruction[] definitions;
    private int[] uses;
    private int size;

    private ValueTable(int size) {
        this.types = new @Nullable ValueType[size];
        this.definitions = new @Nullable Instruction[size];
        this.uses = new int[size];
        this.size = size;
    }

    static ValueTable of(Routine routine) {
        ValueTable table = new ValueTable(routine.valueCount());
        for (Block block : routine.blocks()) {
            for (BlockParameter parameter : block.parameters()) {
                table.types[parameter.value()] = parameter.type();
            }
            for (Instruction instruction : block.instructions()) {
                table.addInstruction(instruction);
            }
            table.countUses(block.terminator());
            block.onError().ifPresent(table::countUses);
        }
        return table;
    }

    private void addInstruction(Instruction instruction) {
        types[instruction.result()] = instruction.type();
        definitions[instruction.result()] = instruction;
        for (int i = 0; i < instruction.operandCount(); i++) {
            uses[instruction.operand(i)]++;
        }
    }

    private void countUses(Terminator terminator) {
        switch (terminator) {
            case Terminator.Jump _ -> {}
            case Terminator.Branch(var condition, _, _) -> uses[condition]++;
            case Terminator.Return(var value) -> uses[value]++;
            case Terminator.Raise(var error) -> uses[error]++;
        }
        terminator.edges().forEach(this::countUses);
    }

    private void countUses(Edge edge) {
        for (int i = 0; i < edge.argumentCount(); i++) {
            uses[edge.argument(i)]++;
        }
    }

    /** Adds a value that the code generator needs for itself, held as a reference. */
    int addReference() {
        if (size == uses.length) {
            int capacity = Math.max(16, 2 * size);
            types = Arrays.copyOf(types, capacity);
            definitions = Arrays.copyOf(definitions, capacity);
            uses = Arrays.copyOf(uses, capacity);
        }
        types[size] = ValueType.ANY;
        uses[size] = 1;
        return size++;
    }

    int size() {
        return size;
    }

    @Override
    public ValueType type(int value) {
        ValueType type = types[value];
        if (type == null) {
            throw new IllegalStateException("%" + value + " is not defined");
        }
        return type;
    }

    Representation representation(int value) {
        return type(value).representation();
    }

    @Override
    public Opcode.@Nullable Constant constant(int value) {
        Instruction definition = definitions[value];
        return definition != null && definition.opcode() instanceof Opcode.Constant constant
                ? constant
                : null;
    }

    /** Returns the instruction that defines a value, null for parameters. */
    @Nullable Instruction definition(int value) {
        return definitions[value];
    }

    int useCount(int value) {
        return uses[value];
    }

    /**
     * Whether a value is written again at each use and so is held nowhere: a constant, or known to
     * be null.
     */
    boolean isRepeated(int value) {
        return type(value).equals(ValueType.NULL) || constant(value) != null;
    }
}
