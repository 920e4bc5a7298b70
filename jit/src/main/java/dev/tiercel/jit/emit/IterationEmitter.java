package dev.tiercel.jit.emit;

import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Representation;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** Writes the steps of loops: arrays, ranges, counters. */
final class IterationEmitter {
    private static final String CONTEXT = Names.type(Names.CONTEXT);
    private static final String OBJECT = Names.type(Names.OBJECT);

    private final Evaluator evaluator;
    private final Code code;

    IterationEmitter(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.code = evaluator.code();
    }

    @Nullable Representation emit(Instruction instruction) {
        return switch (instruction.opcode()) {
            case Opcode.IterationArray _ -> {
                code.context();
                evaluator.pushReference(instruction.operand(0));
                call(
                        instruction,
                        "array",
                        "(" + CONTEXT + OBJECT + ")" + Names.type(Names.ARRAY_VALUE));
                yield Representation.REFERENCE;
            }
            case Opcode.ArrayLength _ -> {
                evaluator.pushInstance(instruction.operand(0), Names.ARRAY_VALUE);
                code.callVirtual(Names.ARRAY_VALUE, "size", "()I");
                code.op(Opcodes.I2L);
                yield Representation.LONG;
            }
            case Opcode.ArrayElement _ -> {
                evaluator.pushInstance(instruction.operand(0), Names.ARRAY_VALUE);
                evaluator.push(instruction.operand(1), Representation.LONG);
                code.op(Opcodes.L2I);
                code.callVirtual(Names.ARRAY_VALUE, "get", "(I)" + OBJECT);
                yield Representation.REFERENCE;
            }
            case Opcode.DefaultStep _ -> {
                pushLongs(instruction);
                call(instruction, "defaultStep", "(JJ)J");
                yield Representation.LONG;
            }
            case Opcode.RangeLength _ -> {
                pushLongs(instruction);
                call(instruction, "rangeLength", "(JJJ)J");
                yield Representation.LONG;
            }
            case Opcode.RangeElement _ -> {
                pushLongs(instruction);
                code.op(Opcodes.LMUL);
                code.op(Opcodes.LADD);
                yield Representation.LONG;
            }
            case Opcode.Increment _ -> {
                pushLongs(instruction);
                code.push(1L);
                code.op(Opcodes.LADD);
                yield Representation.LONG;
            }
            case Opcode.LoadMaxIterations _ -> {
                code.context();
                String limits = Names.RUNTIME + "BudgetLimits";
                code.callVirtual(Names.CONTEXT, "limits", "()" + Names.type(limits));
                code.callVirtual(limits, "maxIterations", "()J");
                yield Representation.LONG;
            }
            case Opcode.CheckIterations(var isWhile) -> {
                code.push(isWhile);
                pushLongs(instruction);
                call(instruction, "check", "(ZJJ)V");
                yield null;
            }
            case Opcode opcode -> throw new IllegalArgumentException("no iteration: " + opcode);
        };
    }

    private void pushLongs(Instruction instruction) {
        for (int i = 0; i < instruction.operandCount(); i++) {
            evaluator.push(instruction.operand(i), Representation.LONG);
        }
    }

    private void call(Instruction instruction, String method, String descriptor) {
        evaluator.marks().beforeRaising(instruction);
        code.callStatic(Names.ITERATION, method, descriptor);
    }
}
