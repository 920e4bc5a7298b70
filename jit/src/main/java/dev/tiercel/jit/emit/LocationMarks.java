package dev.tiercel.jit.emit;

import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.analysis.EffectsByType;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Keeps {@code ExecutionContext.location} and the line numbers of one method up to date: an
 * instruction that may raise stores its location unless it is known to be there already.
 */
final class LocationMarks {
    /** The location that the context has is not known. */
    static final int UNKNOWN = -2;

    private final Code code;
    private final LineTable lines;
    private final ValueTable values;
    private int current = UNKNOWN;
    private int line;

    LocationMarks(Code code, LineTable lines, ValueTable values) {
        this.code = code;
        this.lines = lines;
        this.values = values;
    }

    /** Returns the location that the context is known to have, or {@link #UNKNOWN}. */
    int current() {
        return current;
    }

    /** Says which location the context has where code is written next. */
    void assume(int location) {
        current = location;
    }

    /** Says that something else may have stored a location. */
    void forget() {
        current = UNKNOWN;
    }

    /** Makes an error that the next instruction raises have the location of {@code instruction}. */
    void beforeRaising(Instruction instruction) {
        int location = instruction.location();
        if (location < 0 || location == current || !EffectsByType.mayRaise(instruction, values)) {
            return;
        }
        line(instruction);
        code.context();
        code.push(location);
        code.visitor().visitFieldInsn(Opcodes.PUTFIELD, Names.CONTEXT, "location", "I");
        current = location;
    }

    /** Attributes the code that follows to the line of an instruction. */
    void line(Instruction instruction) {
        int newLine = lines.line(instruction.location());
        if (newLine != line && newLine > 0) {
            line = newLine;
            Label here = new Label();
            code.visitor().visitLabel(here);
            code.visitor().visitLineNumber(newLine, here);
        }
    }
}
