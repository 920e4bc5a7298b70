package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.Register;
import dev.tiercel.interpreter.RoutineCode.Register.Kind;
import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.ValueType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Registers of the values of a routine. Values that are used only in their block share registers;
 * every other value has a register of its own, whatever the order of the blocks is.
 */
final class RegisterAllocation {
    private final Routine routine;
    private final int[] definingBlock;
    private final int[] lastUse;
    private final BitSet usedElsewhere;
    private final @Nullable Register[] registers;
    private final Deque<Integer> freeReferences = new ArrayDeque<>();
    private final Deque<Integer> freeNumbers = new ArrayDeque<>();
    private int referenceCount;
    private int numberCount;

    RegisterAllocation(Routine routine) {
        this.routine = routine;
        definingBlock = new int[routine.valueCount()];
        lastUse = new int[routine.valueCount()];
        usedElsewhere = new BitSet(routine.valueCount());
        registers = new @Nullable Register[routine.valueCount()];
        Arrays.fill(lastUse, -1);
        findDefinitions();
        for (int block = 0; block < routine.blocks().size(); block++) {
            findUses(block);
        }
        defineForOtherBlocks();
    }

    /** A block may come before the one that defines what it uses. */
    private void defineForOtherBlocks() {
        for (Block block : routine.blocks()) {
            for (Instruction instruction : block.instructions()) {
                int value = instruction.result();
                if (usedElsewhere.get(value) && registers[value] == null) {
                    registers[value] = takeNew(kindOf(instruction.type()));
                }
            }
        }
    }

    int referenceCount() {
        return referenceCount;
    }

    int numberCount() {
        return numberCount;
    }

    Register of(int value) {
        Register register = registers[value];
        if (register == null) {
            throw new IllegalStateException("value %" + value + " has no register");
        }
        return register;
    }

    /** Gives the result of an instruction its register. */
    Register define(int value, ValueType type) {
        Register known = registers[value];
        if (known != null) {
            return known;
        }
        Register register = take(kindOf(type));
        registers[value] = register;
        return register;
    }

    /** Frees the registers of operands whose last use is at this instruction of their block. */
    void releaseOperands(Instruction instruction, int position) {
        for (int i = 0; i < instruction.operandCount(); i++) {
            int operand = instruction.operand(i);
            if (lastUse[operand] == position && !usedElsewhere.get(operand)) {
                lastUse[operand] = -1;
                release(of(operand));
            }
        }
    }

    /** Frees the registers of values whose last use is the end of their block. */
    void releaseAtEnd(Block block) {
        int position = block.instructions().size();
        for (Instruction instruction : block.instructions()) {
            int value = instruction.result();
            if (lastUse[value] == position && !usedElsewhere.get(value)) {
                lastUse[value] = -1;
                release(of(value));
            }
        }
    }

    /** Frees the register of a result that nobody uses. */
    void releaseUnused(int value) {
        if (lastUse[value] < 0 && !usedElsewhere.get(value)) {
            release(of(value));
        }
    }

    Register take(Kind kind) {
        Integer free = (kind == Kind.REFERENCE ? freeReferences : freeNumbers).poll();
        return free != null ? new Register(kind, free) : takeNew(kind);
    }

    private Register takeNew(Kind kind) {
        return new Register(kind, kind == Kind.REFERENCE ? referenceCount++ : numberCount++);
    }

    void release(Register register) {
        (register.isReference() ? freeReferences : freeNumbers).push(register.index());
    }

    static Kind kindOf(ValueType type) {
        return switch (type.representation()) {
            case LONG -> Kind.LONG;
            case DOUBLE -> Kind.DOUBLE;
            case BOOLEAN -> Kind.BOOLEAN;
            case REFERENCE -> Kind.REFERENCE;
        };
    }

    private void findDefinitions() {
        for (int index = 0; index < routine.blocks().size(); index++) {
            Block block = routine.blocks().get(index);
            for (BlockParameter parameter : block.parameters()) {
                definingBlock[parameter.value()] = index;
                usedElsewhere.set(parameter.value());
                define(parameter.value(), parameter.type());
            }
            for (Instruction instruction : block.instructions()) {
                definingBlock[instruction.result()] = index;
            }
        }
    }

    private void findUses(int index) {
        Block block = routine.blocks().get(index);
        int position = 0;
        for (Instruction instruction : block.instructions()) {
            for (int i = 0; i < instruction.operandCount(); i++) {
                use(instruction.operand(i), index, position);
            }
            position++;
        }
        for (Edge edge : block.terminator().edges()) {
            useAll(edge, index, position);
        }
        block.onError()
                .ifPresent(edge -> Arrays.stream(edge.arguments()).forEach(usedElsewhere::set));
        switch (block.terminator()) {
            case Terminator.Branch(var condition, _, _) -> use(condition, index, position);
            case Terminator.Return(var value) -> use(value, index, position);
            case Terminator.Raise(var error) -> use(error, index, position);
            case Terminator.Jump _ -> {}
        }
    }

    private void useAll(Edge edge, int block, int position) {
        for (int i = 0; i < edge.argumentCount(); i++) {
            use(edge.argument(i), block, position);
        }
    }

    private void use(int value, int block, int position) {
        if (definingBlock[value] == block) {
            lastUse[value] = position;
        } else {
            usedElsewhere.set(value);
        }
    }
}
