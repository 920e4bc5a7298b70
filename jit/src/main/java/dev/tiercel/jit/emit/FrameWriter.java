package dev.tiercel.jit.emit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the stack-map frames of one method, which all have the same locals. */
final class FrameWriter {
    private static final Object[] EMPTY = {};

    private final MethodVisitor visitor;
    private final Object[] locals;
    private boolean isFirst = true;

    FrameWriter(MethodVisitor visitor, List<Object> locals) {
        this.visitor = visitor;
        this.locals = locals.toArray();
    }

    /** Returns the types of some arguments and of the locals behind them. */
    static List<Object> locals(List<Object> arguments, List<LocalAllocation.Fixed> fixed) {
        List<Object> types = new ArrayList<>(arguments);
        for (LocalAllocation.Fixed local : fixed) {
            types.add(local.kind().frameType());
        }
        return types;
    }

    /** Writes the frame of a place that is reached by jumps. */
    void atLabel(Object... stack) {
        if (isFirst || stack.length > 1) {
            isFirst = false;
            visitor.visitFrame(Opcodes.F_FULL, locals.length, locals, stack.length, stack);
        } else if (stack.length == 1) {
            visitor.visitFrame(Opcodes.F_SAME1, locals.length, locals, 1, stack);
        } else {
            visitor.visitFrame(Opcodes.F_SAME, locals.length, locals, 0, EMPTY);
        }
    }
}
