package dev.tiercel.jit.emit;

import dev.tiercel.ir.Representation;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the instructions of one method: the vocabulary that emitters share. Confined to one
 * thread.
 */
final class Code {
    /** The local of the execution context in every method that runs logic. */
    static final int CONTEXT_SLOT = 0;

    private final MethodVisitor visitor;

    Code(MethodVisitor visitor) {
        this.visitor = visitor;
    }

    /** Returns where labels, frames and plain instructions go. */
    MethodVisitor visitor() {
        return visitor;
    }

    void op(int opcode) {
        visitor.visitInsn(opcode);
    }

    void context() {
        visitor.visitVarInsn(Opcodes.ALOAD, CONTEXT_SLOT);
    }

    void load(LocalKind kind, int slot) {
        visitor.visitVarInsn(kind.load(), slot);
    }

    void store(LocalKind kind, int slot) {
        visitor.visitVarInsn(kind.store(), slot);
    }

    void loadReference(int slot) {
        visitor.visitVarInsn(Opcodes.ALOAD, slot);
    }

    void pushNull() {
        visitor.visitInsn(Opcodes.ACONST_NULL);
    }

    void push(boolean value) {
        visitor.visitInsn(value ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
    }

    void push(int value) {
        if (value >= -1 && value <= 5) {
            visitor.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value == (byte) value) {
            visitor.visitIntInsn(Opcodes.BIPUSH, value);
        } else if (value == (short) value) {
            visitor.visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            visitor.visitLdcInsn(value);
        }
    }

    void push(long value) {
        if (value == 0 || value == 1) {
            visitor.visitInsn(Opcodes.LCONST_0 + (int) value);
        } else if (value == (short) value) {
            push((int) value);
            visitor.visitInsn(Opcodes.I2L);
        } else {
            visitor.visitLdcInsn(value);
        }
    }

    void push(double value) {
        // Compared by bits: the shorter form of zero is the positive one.
        if (Double.doubleToRawLongBits(value) == 0) {
            visitor.visitInsn(Opcodes.DCONST_0);
        } else if (value == 1) {
            visitor.visitInsn(Opcodes.DCONST_1);
        } else {
            visitor.visitLdcInsn(value);
        }
    }

    void push(String value) {
        visitor.visitLdcInsn(value);
    }

    void cast(String internalName) {
        visitor.visitTypeInsn(Opcodes.CHECKCAST, internalName);
    }

    void callStatic(String owner, String name, String descriptor) {
        visitor.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }

    void callVirtual(String owner, String name, String descriptor) {
        visitor.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
    }

    void constantOf(String enumClass, String constant) {
        visitor.visitFieldInsn(Opcodes.GETSTATIC, enumClass, constant, Names.type(enumClass));
    }

    void newObjects(int length) {
        push(length);
        visitor.visitTypeInsn(Opcodes.ANEWARRAY, Names.OBJECT);
    }

    void pop(Representation representation) {
        visitor.visitInsn(
                switch (representation) {
                    case LONG, DOUBLE -> Opcodes.POP2;
                    case BOOLEAN, REFERENCE -> Opcodes.POP;
                });
    }

    /** Returns from the method with the value on the operand stack. */
    void returnValue(Representation representation) {
        visitor.visitInsn(
                switch (representation) {
                    case LONG -> Opcodes.LRETURN;
                    case DOUBLE -> Opcodes.DRETURN;
                    case BOOLEAN -> Opcodes.IRETURN;
                    case REFERENCE -> Opcodes.ARETURN;
                });
    }

    /** Changes how the value on the operand stack is held. */
    void convert(Representation from, Representation to) {
        if (from == to) {
            return;
        }
        switch (to) {
            case REFERENCE -> box(from);
            case LONG -> unbox(from, Names.LONG, "longValue", "()J");
            case BOOLEAN -> unbox(from, Names.BOOLEAN, "booleanValue", "()Z");
            case DOUBLE -> {
                if (from == Representation.LONG) {
                    visitor.visitInsn(Opcodes.L2D);
                } else {
                    unbox(from, Names.DOUBLE, "doubleValue", "()D");
                }
            }
        }
    }

    private void box(Representation from) {
        switch (from) {
            case LONG -> callStatic(Names.LONG, "valueOf", "(J)Ljava/lang/Long;");
            case DOUBLE -> callStatic(Names.DOUBLE, "valueOf", "(D)Ljava/lang/Double;");
            case BOOLEAN -> callStatic(Names.BOOLEAN, "valueOf", "(Z)Ljava/lang/Boolean;");
            case REFERENCE -> {}
        }
    }

    private void unbox(Representation from, String owner, String method, String descriptor) {
        if (from != Representation.REFERENCE) {
            throw new IllegalStateException("no " + owner + " from " + from);
        }
        cast(owner);
        callVirtual(owner, method, descriptor);
    }

    /** Returns the descriptor letter of a representation, or the descriptor of {@code Object}. */
    static String descriptor(Representation representation) {
        return switch (representation) {
            case LONG -> "J";
            case DOUBLE -> "D";
            case BOOLEAN -> "Z";
            case REFERENCE -> "Ljava/lang/Object;";
        };
    }
}
