package dev.tiercel.jit.emit;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Representation;
import dev.tiercel.runtime.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** Writes the code that computes values onto the operand stack of one method. */
final class Evaluator {
    /**
     * The longest text that certainly fits into a class file, where a character takes up to three
     * bytes.
     */
    private static final int TEXT_UNITS_MAX = 0xFFFF / 3;

    private final Code code;
    private final ClassConstants constants;
    private final LoweredRoutine routine;
    private final LocalAllocation locals;
    private final LocationMarks marks;
    private final InstructionEmitter instructions;

    Evaluator(
            Code code,
            ClassScope scope,
            LoweredRoutine routine,
            LocalAllocation locals,
            LocationMarks marks) {
        this.code = code;
        this.constants = scope.constants();
        this.routine = routine;
        this.locals = locals;
        this.marks = marks;
        this.instructions = new InstructionEmitter(this, scope);
    }

    Code code() {
        return code;
    }

    LocationMarks marks() {
        return marks;
    }

    ValueTable values() {
        return routine.values();
    }

    /**
     * Returns the instruction that computes a value right here on the operand stack, null if it is
     * held elsewhere.
     */
    @Nullable Instruction stacked(int value) {
        return routine.stacked().get(value) ? routine.values().definition(value) : null;
    }

    /**
     * Computes an instruction; returns how its result is held on the operand stack, null if there
     * is none.
     */
    @Nullable Representation evaluate(Instruction instruction) {
        marks.line(instruction);
        return instructions.emit(instruction);
    }

    /**
     * Computes the instruction whose operands are in the array, or the response, that {@code
     * buffer} holds.
     */
    @Nullable Representation close(Instruction instruction, int buffer) {
        marks.line(instruction);
        return instructions.close(instruction, buffer);
    }

    /**
     * Makes the array, or begins the response, for the operands of an instruction; it is on the
     * operand stack.
     */
    void open(Instruction instruction) {
        marks.line(instruction);
        instructions.open(instruction);
    }

    /** Passes one operand to what {@link #open} began. */
    void supply(Instruction instruction, int operand, int buffer) {
        instructions.supply(instruction, operand, buffer);
    }

    /** Pushes a value in the given representation. */
    void push(int value, Representation wanted) {
        if (values().isRepeated(value)) {
            pushConstant(constantOf(value), wanted);
            return;
        }
        Instruction definition = stacked(value);
        if (definition == null) {
            Representation held = values().representation(value);
            code.load(LocalKind.of(held), slot(value));
            code.convert(held, wanted);
            return;
        }
        Representation produced = instructions.emit(definition);
        if (produced == null) {
            throw new IllegalStateException("%" + value + " has no result");
        }
        if (produced != wanted) {
            // An integer that was produced boxed becomes a double by way of a long.
            Representation held = values().representation(value);
            code.convert(produced, held);
            code.convert(held, wanted);
        }
    }

    void pushReference(int value) {
        push(value, Representation.REFERENCE);
    }

    /** Pushes a value that is an instance of a class. */
    void pushInstance(int value, String internalName) {
        pushReference(value);
        code.cast(internalName);
    }

    private int slot(int value) {
        int slot = locals.slot(value);
        if (slot == LocalAllocation.NONE) {
            throw new IllegalStateException("%" + value + " is held nowhere");
        }
        return slot;
    }

    private @Nullable Object constantOf(int value) {
        Opcode.Constant constant = values().constant(value);
        return constant == null ? null : constant.value();
    }

    private void pushConstant(@Nullable Object value, Representation wanted) {
        switch (wanted) {
            case LONG -> code.push((long) (Long) required(value));
            case BOOLEAN -> code.push((boolean) (Boolean) required(value));
            case DOUBLE -> code.push(((Number) required(value)).doubleValue());
            case REFERENCE -> pushReferenceConstant(value);
        }
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("null where a number or a boolean is expected");
        }
        return value;
    }

    private void pushReferenceConstant(@Nullable Object value) {
        switch (value) {
            case null -> code.pushNull();
            case Boolean truth ->
                    code.visitor()
                            .visitFieldInsn(
                                    Opcodes.GETSTATIC,
                                    Names.BOOLEAN,
                                    truth ? "TRUE" : "FALSE",
                                    Names.type(Names.BOOLEAN));
            case Absent absent -> code.constantOf(Names.ABSENT, absent.name());
            case String text -> pushText(text);
            case Long number -> constants.push(code, number, Names.LONG, () -> number);
            case Double number -> constants.push(code, number, Names.DOUBLE, () -> number);
            case List<?> list -> pushStructure(list, Names.ARRAY_VALUE);
            case Map<?, ?> map -> pushStructure(map, Names.OBJECT_VALUE);
            default -> throw new IllegalStateException("no constant: " + value.getClass());
        }
    }

    /** Pushes a text; short ones are interned by the JVM, as the keys of shapes are. */
    void pushText(String text) {
        if (text.length() <= TEXT_UNITS_MAX) {
            code.push(text);
        } else {
            constants.push(code, text, Names.STRING, text::intern);
        }
    }

    private void pushStructure(Object value, String type) {
        // Equal maps may differ in the order of their keys, so that each occurrence is its own
        // constant.
        constants.push(
                code,
                new Object(),
                type,
                () -> {
                    Object constant = Values.ofConstant(value);
                    if (constant == null) {
                        throw new IllegalStateException("a structure is not null");
                    }
                    return constant;
                });
    }
}
