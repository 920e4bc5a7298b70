package dev.tiercel.jit.emit;

import dev.tiercel.ir.Representation;
import org.objectweb.asm.Opcodes;

/** What a local of a generated method holds, for its instructions and its frames. */
enum LocalKind {
    LONG(2, Opcodes.LLOAD, Opcodes.LSTORE, Opcodes.LONG),
    DOUBLE(2, Opcodes.DLOAD, Opcodes.DSTORE, Opcodes.DOUBLE),
    BOOLEAN(1, Opcodes.ILOAD, Opcodes.ISTORE, Opcodes.INTEGER),
    REFERENCE(1, Opcodes.ALOAD, Opcodes.ASTORE, Names.OBJECT);

    private final int slots;
    private final int load;
    private final int store;
    private final Object frameType;

    LocalKind(int slots, int load, int store, Object frameType) {
        this.slots = slots;
        this.load = load;
        this.store = store;
        this.frameType = frameType;
    }

    static LocalKind of(Representation representation) {
        return switch (representation) {
            case LONG -> LONG;
            case DOUBLE -> DOUBLE;
            case BOOLEAN -> BOOLEAN;
            case REFERENCE -> REFERENCE;
        };
    }

    int slots() {
        return slots;
    }

    int load() {
        return load;
    }

    int store() {
        return store;
    }

    Object frameType() {
        return frameType;
    }
}
