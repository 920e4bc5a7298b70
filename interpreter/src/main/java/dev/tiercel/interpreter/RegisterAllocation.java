package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.Register;
import dev.tiercel.interpreter.RoutineCode.Register.Kind;
import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.runtime.Values;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Registers of the values of a routine. Constants are in registers from the start. Values that are
 * used only in their block share registers; every other value has a register of its own, whatever
 * the order of the blocks is.
 */
final class RegisterAllocation {
    /** A constant as it is held. */
    private record ConstantInRegister(Kind kind, @Nullable Object value) {
        long bits() {
            return switch (value) {
                case Long number -> number;
                case Double number -> Double.doubleToRawLongBits(number);
                case Boolean truth -> truth ? 1 : 0;
                case null, default -> throw new IllegalStateException("no number: " + value);
            };
        }
    }

    private final Routine routine;
    private final Map<ConstantInRegister, Register> registerByConstant = new LinkedHashMap<>();
    private final Opcode.@Nullable Constant[] constants;
    private final int[] useCounts;
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
        useCounts = new int[routine.valueCount()];
        constants = new Opcode.@Nullable Constant[routine.valueCount()];
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
                if (isConstant(instruction.opcode())) {
                    usedElsewhere.set(value);
                    Object constant = constantOf(instruction.opcode());
                    constants[value] = new Opcode.Constant(constant);
                    registers[value] = constant(kindOf(instruction.type()), constant);
                } else if (usedElsewhere.get(value) && registers[value] == null) {
                    registers[value] = takeNew(kindOf(instruction.type()));
                }
            }
        }
    }

    /** Whether the result of an operation is known before it runs. */
    private static boolean isConstant(Opcode opcode) {
        return switch (opcode) {
            case Opcode.Constant _,
                    Opcode.Charge _,
                    Opcode.Checkpoint _,
                    Opcode.CheckIterations _,
                    Opcode.StoreDepth _,
                    Opcode.RespondTemplate _ ->
                    true;
            default -> false;
        };
    }

    private static @Nullable Object constantOf(Opcode opcode) {
        return opcode instanceof Opcode.Constant(var value) ? value : null;
    }

    /** Returns the register that holds a constant from the start of the routine. */
    private Register constant(Kind kind, @Nullable Object value) {
        return registerByConstant.computeIfAbsent(
                new ConstantInRegister(kind, value), _ -> takeNew(kind));
    }

    /** Returns a reference register with the boxed form of a value, if the value is a constant. */
    Optional<Register> boxedConstant(int value) {
        Opcode.Constant constant = constants[value];
        return constant == null
                ? Optional.empty()
                : Optional.of(constant(Kind.REFERENCE, constant.value()));
    }

    /** Whether a value is used once, and in its block. */
    boolean isUsedOnce(int value) {
        return useCounts[value] == 1 && !usedElsewhere.get(value);
    }

    /** Returns the register file for references as it is when the routine begins. */
    @Nullable Object[] firstReferences() {
        @Nullable Object[] first = new @Nullable Object[referenceCount];
        registerByConstant.forEach((constant, register) -> {
            if (register.isReference()) {
                first[register.index()] = Values.ofConstant(constant.value());
            }
        });
        return first;
    }

    /** Returns the register file for numbers as it is when the routine begins. */
    long[] firstNumbers() {
        long[] first = new long[numberCount];
        registerByConstant.forEach((constant, register) -> {
            if (!register.isReference()) {
                first[register.index()] = constant.bits();
            }
        });
        return first;
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
        useCounts[value]++;
        if (definingBlock[value] == block) {
            lastUse[value] = position;
        } else {
            usedElsewhere.set(value);
        }
    }
}
