package dev.tiercel.ir;

import java.util.Arrays;

/** One computation: an opcode applied to earlier values. Immutable. */
public final class Instruction {
    private static final int[] NO_OPERANDS = {};

    /** The {@link #location()} of an instruction that belongs to no operation. */
    public static final int NO_LOCATION = -1;

    private final int result;
    private final Opcode opcode;
    private final int[] operands;
    private final ValueType type;
    private final int location;

    /**
     * @param result id of the value defined; every instruction defines one, of type NULL if it is
     *     run for its effect only
     * @param type every type the result may have
     * @param location index into {@link Program#locations()} or {@link #NO_LOCATION}
     */
    public Instruction(int result, Opcode opcode, int[] operands, ValueType type, int location) {
        this.result = result;
        this.opcode = opcode;
        this.operands = operands.length == 0 ? NO_OPERANDS : operands.clone();
        this.type = type;
        this.location = location;
    }

    public int result() {
        return result;
    }

    public Opcode opcode() {
        return opcode;
    }

    public int operandCount() {
        return operands.length;
    }

    public int operand(int index) {
        return operands[index];
    }

    /** Returns a copy of the operand value ids. */
    public int[] operands() {
        return operands.clone();
    }

    public ValueType type() {
        return type;
    }

    public int location() {
        return location;
    }

    /** Whether an error may be raised here. */
    public boolean mayRaise() {
        return opcode.effects().contains(Effect.THROWS);
    }

    public Instruction withOperands(int... newOperands) {
        return new Instruction(result, opcode, newOperands, type, location);
    }

    public Instruction withType(ValueType newType) {
        return new Instruction(result, opcode, operands, newType, location);
    }

    public Instruction withOpcode(Opcode newOpcode) {
        return new Instruction(result, newOpcode, operands, type, location);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Instruction that
                && that.result == result
                && that.location == location
                && that.opcode.equals(opcode)
                && that.type.equals(type)
                && Arrays.equals(that.operands, operands);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * result + opcode.hashCode()) + Arrays.hashCode(operands);
    }

    @Override
    public String toString() {
        return "%" + result + ":" + type + " = " + opcode + Arrays.toString(operands);
    }
}
