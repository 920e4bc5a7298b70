package dev.tiercel.jit.emit;

import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Representation;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** Writes calls: of built-in functions, with and without a predicate, and of routines. */
final class CallEmitter {
    /** Descriptor of the codes of a catch clause. */
    static final String PATTERNS = "Ljava/util/List;";

    private final Evaluator evaluator;
    private final Code code;
    private final ClassScope scope;
    private final SpreadEmitter spreads;

    CallEmitter(Evaluator evaluator, ClassScope scope, SpreadEmitter spreads) {
        this.evaluator = evaluator;
        this.code = evaluator.code();
        this.scope = scope;
        this.spreads = spreads;
    }

    Representation emit(Instruction instruction) {
        return switch (instruction.opcode()) {
            case Opcode.CallBuiltin(var function) ->
                    emit(
                            instruction,
                            function,
                            () -> spreads.pushArray(instruction, 0, instruction.operandCount()));
            case Opcode.CallWithPredicate call -> emitWithPredicate(instruction, call);
            case Opcode.CallRoutine(var routine) -> emitRoutine(instruction, routine);
            case Opcode opcode -> throw new IllegalArgumentException("no call: " + opcode);
        };
    }

    /**
     * @param array pushes the array of all operands, for functions that take any number
     */
    Representation emit(Instruction instruction, Builtin builtin, Runnable array) {
        BuiltinTarget function = scope.builtins().of(builtin);
        code.context();
        if (function.isVariadic()) {
            array.run();
        } else {
            for (int i = 0; i < function.parameterCount(); i++) {
                pushArgument(instruction, i, instruction.operandCount());
            }
        }
        call(instruction, function);
        return Representation.REFERENCE;
    }

    private Representation emitWithPredicate(
            Instruction instruction, Opcode.CallWithPredicate call) {
        BuiltinTarget function = scope.builtins().of(call.function());
        code.context();
        int argument = 0;
        for (int i = 0; i < function.parameterCount(); i++) {
            if (i == call.function().predicateIndex()) {
                pushPredicate(instruction, call);
            } else {
                pushArgument(instruction, argument++, call.argumentCount());
            }
        }
        call(instruction, function);
        evaluator.marks().forget();
        return Representation.REFERENCE;
    }

    /** Pushes an argument, null if it is left out. */
    private void pushArgument(Instruction instruction, int index, int argumentCount) {
        if (index < argumentCount) {
            evaluator.pushReference(instruction.operand(index));
        } else {
            code.pushNull();
        }
    }

    private void call(Instruction instruction, BuiltinTarget function) {
        evaluator.marks().beforeRaising(instruction);
        code.callStatic(function.owner(), function.method(), function.descriptor());
    }

    private void pushPredicate(Instruction instruction, Opcode.CallWithPredicate call) {
        code.visitor().visitTypeInsn(Opcodes.NEW, Names.PREDICATE);
        code.op(Opcodes.DUP);
        code.visitor()
                .visitFieldInsn(
                        Opcodes.GETSTATIC,
                        scope.className(),
                        ClassScope.INSTANCE,
                        Names.type(Names.ROUTINE_INVOKER));
        code.push(call.routine());
        spreads.pushArray(instruction, call.argumentCount(), instruction.operandCount());
        code.visitor()
                .visitMethodInsn(
                        Opcodes.INVOKESPECIAL,
                        Names.PREDICATE,
                        "<init>",
                        "(" + Names.type(Names.ROUTINE_INVOKER) + "I" + Names.OBJECTS + ")V",
                        false);
    }

    private Representation emitRoutine(Instruction instruction, int routine) {
        RoutineSignature signature = scope.signatures().get(routine);
        code.context();
        if (signature.takesArray()) {
            spreads.pushArray(instruction, 0, instruction.operandCount());
        } else {
            for (int i = 0; i < instruction.operandCount(); i++) {
                evaluator.push(instruction.operand(i), signature.parameters().get(i));
            }
        }
        evaluator.marks().beforeRaising(instruction);
        code.callStatic(scope.className(), signature.method(), signature.descriptor());
        evaluator.marks().forget();
        return signature.result();
    }

    /** Pushes the codes of a catch clause. */
    void pushPatterns(List<String> patterns) {
        scope.constants().push(code, patterns, "java/util/List", () -> patterns);
    }
}
