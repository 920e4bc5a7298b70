package dev.tiercel.jit.emit;

import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Representation;
import dev.tiercel.runtime.Shape;
import dev.tiercel.runtime.connector.EffectActions;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** Writes operations that take any number of operands, in an array. */
final class SpreadEmitter {
    private static final String CONTEXT = Names.type(Names.CONTEXT);
    private static final String OBJECT = Names.type(Names.OBJECT);
    private static final String TEXT = Names.type(Names.STRING);

    private final Evaluator evaluator;
    private final Code code;
    private final ClassConstants constants;

    SpreadEmitter(Evaluator evaluator, ClassConstants constants) {
        this.evaluator = evaluator;
        this.code = evaluator.code();
        this.constants = constants;
    }

    Representation emit(Instruction instruction) {
        int count = instruction.operandCount();
        if (instruction.opcode() instanceof Opcode.Concatenate && (count == 2 || count == 3)) {
            code.context();
            for (int i = 0; i < count; i++) {
                evaluator.pushReference(instruction.operand(i));
            }
            evaluator.marks().beforeRaising(instruction);
            code.callStatic(
                    Names.TEXT_FORM,
                    "concatenate",
                    "(" + CONTEXT + OBJECT.repeat(count) + ")" + TEXT);
            return Representation.REFERENCE;
        }
        return emit(instruction, () -> pushArray(instruction, 0, count));
    }

    /** Pushes a new array of some operands. */
    void pushArray(Instruction instruction, int from, int to) {
        code.newObjects(to - from);
        for (int i = from; i < to; i++) {
            code.op(Opcodes.DUP);
            code.push(i - from);
            evaluator.pushReference(instruction.operand(i));
            code.op(Opcodes.AASTORE);
        }
    }

    /**
     * @param array pushes the array of all operands
     */
    Representation emit(Instruction instruction, Runnable array) {
        if (instruction.opcode() instanceof Opcode.CallEffect effect) {
            return emitEffect(instruction, effect, array);
        }
        code.context();
        return switch (instruction.opcode()) {
            case Opcode.Concatenate _ ->
                    call(instruction, array, Names.TEXT_FORM, "concatenate", TEXT);
            case Opcode.MakeArray _ ->
                    call(
                            instruction,
                            array,
                            Names.BUILDING,
                            "array",
                            Names.type(Names.ARRAY_VALUE));
            case Opcode.MakeObjectWithKeys _ ->
                    call(
                            instruction,
                            array,
                            Names.BUILDING,
                            "objectWithKeys",
                            Names.type(Names.OBJECT_VALUE));
            case Opcode.MakeObject(var keys) -> {
                pushShape(keys);
                array.run();
                evaluator.marks().beforeRaising(instruction);
                code.callStatic(
                        Names.BUILDING,
                        "object",
                        "("
                                + CONTEXT
                                + Names.type(Names.SHAPE)
                                + Names.OBJECTS
                                + ")"
                                + Names.type(Names.OBJECT_VALUE));
                yield Representation.REFERENCE;
            }
            case Opcode.CallMath(var function) -> {
                code.constantOf(Names.MATH_FUNCTION, function.name());
                array.run();
                evaluator.marks().beforeRaising(instruction);
                code.callStatic(
                        Names.MATH_OPERATIONS,
                        "call",
                        "(" + CONTEXT + Names.type(Names.MATH_FUNCTION) + Names.OBJECTS + ")D");
                yield Representation.DOUBLE;
            }
            case Opcode opcode -> throw new IllegalArgumentException("takes no array: " + opcode);
        };
    }

    private Representation emitEffect(
            Instruction instruction, Opcode.CallEffect effect, Runnable array) {
        constants.push(code, effect, Names.EFFECT_ACTION, () -> EffectActions.of(effect));
        code.context();
        array.run();
        evaluator.marks().beforeRaising(instruction);
        code.callStatic(
                Names.EFFECT_ACTIONS,
                "run",
                "(" + Names.type(Names.EFFECT_ACTION) + CONTEXT + Names.OBJECTS + ")" + OBJECT);
        return Representation.REFERENCE;
    }

    private Representation call(
            Instruction instruction, Runnable array, String owner, String method, String result) {
        array.run();
        evaluator.marks().beforeRaising(instruction);
        code.callStatic(owner, method, "(" + CONTEXT + Names.OBJECTS + ")" + result);
        return Representation.REFERENCE;
    }

    private void pushShape(List<String> keys) {
        constants.push(code, keys, Names.SHAPE, () -> Shape.of(keys));
    }
}
