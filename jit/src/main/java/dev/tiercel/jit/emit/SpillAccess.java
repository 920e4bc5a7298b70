package dev.tiercel.jit.emit;

import dev.tiercel.ir.Representation;
import org.objectweb.asm.Opcodes;

/**
 * Writes accesses to a spill frame within one method.
 *
 * @param referencesSlot local that holds the {@code Object[]}
 * @param bitsSlot local that holds the {@code long[]}
 */
record SpillAccess(Code code, SpillFrame frame, int referencesSlot, int bitsSlot) {
    boolean holds(int value) {
        return frame.holds(value);
    }

    /** Pushes a value of the frame. */
    void load(int value) {
        load(frame.representation(value), frame.index(value));
    }

    /** Pushes the result of the routine. */
    void loadResult(Representation representation) {
        load(representation, SpillFrame.RESULT);
    }

    /**
     * Stores a value.
     *
     * @param push pushes it in its representation
     */
    void store(int value, Runnable push) {
        store(frame.representation(value), frame.index(value), push);
    }

    /** Stores the result of the routine. */
    void storeResult(Representation representation, Runnable push) {
        store(representation, SpillFrame.RESULT, push);
    }

    private void load(Representation representation, int index) {
        boolean isReference = representation == Representation.REFERENCE;
        code.loadReference(isReference ? referencesSlot : bitsSlot);
        code.push(index);
        code.op(isReference ? Opcodes.AALOAD : Opcodes.LALOAD);
        switch (representation) {
            case DOUBLE -> code.callStatic(Names.DOUBLE, "longBitsToDouble", "(J)D");
            case BOOLEAN -> code.op(Opcodes.L2I);
            case LONG, REFERENCE -> {}
        }
    }

    private void store(Representation representation, int index, Runnable push) {
        boolean isReference = representation == Representation.REFERENCE;
        code.loadReference(isReference ? referencesSlot : bitsSlot);
        code.push(index);
        push.run();
        switch (representation) {
            case DOUBLE -> code.callStatic(Names.DOUBLE, "doubleToRawLongBits", "(D)J");
            case BOOLEAN -> code.op(Opcodes.I2L);
            case LONG, REFERENCE -> {}
        }
        code.op(isReference ? Opcodes.AASTORE : Opcodes.LASTORE);
    }
}
