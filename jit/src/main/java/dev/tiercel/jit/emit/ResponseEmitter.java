package dev.tiercel.jit.emit;

import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Representation;
import dev.tiercel.ir.ResponseTemplate;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** Writes what leaves the logic: responses, log lines, waiting. */
final class ResponseEmitter {
    private static final String CONTEXT = Names.type(Names.CONTEXT);
    private static final String OBJECT = Names.type(Names.OBJECT);
    private static final String BYTES = "[B";

    private final Evaluator evaluator;
    private final Code code;
    private final ClassConstants constants;

    ResponseEmitter(Evaluator evaluator, ClassConstants constants) {
        this.evaluator = evaluator;
        this.code = evaluator.code();
        this.constants = constants;
    }

    @Nullable Representation emit(Instruction instruction) {
        return switch (instruction.opcode()) {
            case Opcode.CheckHeaders _ -> {
                code.context();
                pushAll(instruction);
                evaluator.marks().beforeRaising(instruction);
                code.callStatic(
                        Names.RESPONSES,
                        "checkHeaders",
                        "(" + CONTEXT + OBJECT + ")" + Names.type(Names.OBJECT_VALUE));
                yield Representation.REFERENCE;
            }
            case Opcode.Respond _ -> {
                code.context();
                pushAll(instruction);
                evaluator.marks().beforeRaising(instruction);
                code.callStatic(
                        Names.RESPONSES, "respond", "(" + CONTEXT + OBJECT.repeat(4) + ")V");
                yield null;
            }
            case Opcode.RespondTemplate template -> {
                emitTemplate(instruction, template);
                yield null;
            }
            case Opcode.Log(var level) -> {
                code.context();
                code.constantOf(Names.LOG_LEVEL, level.name());
                evaluator.pushInstance(instruction.operand(0), Names.STRING);
                evaluator.marks().beforeRaising(instruction);
                code.callVirtual(
                        Names.CONTEXT,
                        "log",
                        "(" + Names.type(Names.LOG_LEVEL) + Names.type(Names.STRING) + ")V");
                yield null;
            }
            case Opcode.Sleep _ -> {
                code.context();
                pushAll(instruction);
                evaluator.marks().beforeRaising(instruction);
                code.callVirtual(Names.CONTEXT, "sleep", "(" + OBJECT + ")V");
                yield null;
            }
            case Opcode.WaitBeforeRetry(var fullJitter) -> {
                code.context();
                evaluator.push(instruction.operand(0), Representation.LONG);
                for (int i = 1; i < instruction.operandCount(); i++) {
                    evaluator.pushReference(instruction.operand(i));
                }
                code.push(fullJitter);
                evaluator.marks().beforeRaising(instruction);
                code.callVirtual(Names.CONTEXT, "waitBeforeRetry", "(J" + OBJECT.repeat(3) + "Z)Z");
                yield Representation.BOOLEAN;
            }
            case Opcode opcode -> throw new IllegalArgumentException("no response: " + opcode);
        };
    }

    private void pushAll(Instruction instruction) {
        for (int i = 0; i < instruction.operandCount(); i++) {
            evaluator.pushReference(instruction.operand(i));
        }
    }

    private void emitTemplate(Instruction instruction, Opcode.RespondTemplate opcode) {
        begin(opcode.status());
        evaluator.marks().beforeRaising(instruction);
        for (int i = 0; i < instruction.operandCount(); i++) {
            fragment(opcode.template(), i);
            code.op(Opcodes.DUP);
            pushHole(opcode, instruction, i);
        }
        fragment(opcode.template(), instruction.operandCount());
        code.op(Opcodes.POP);
        end();
    }

    /** Begins a response; the buffer is on the operand stack. */
    void begin(int status) {
        code.context();
        code.push(status);
        code.callStatic(
                Names.RESPONSES,
                "beginJson",
                "(" + CONTEXT + "I)" + Names.type(Names.RESPONSE_BUFFER));
    }

    /** Writes the fragment before a hole and the hole. */
    void supply(Opcode.RespondTemplate opcode, Instruction instruction, int hole, int buffer) {
        evaluator.pushInstance(buffer, Names.RESPONSE_BUFFER);
        fragment(opcode.template(), hole);
        evaluator.marks().beforeRaising(instruction);
        pushHole(opcode, instruction, hole);
    }

    @Nullable Representation close(
            Opcode.RespondTemplate opcode, Instruction instruction, int buffer) {
        evaluator.pushInstance(buffer, Names.RESPONSE_BUFFER);
        fragment(opcode.template(), instruction.operandCount());
        code.op(Opcodes.POP);
        evaluator.marks().beforeRaising(instruction);
        end();
        return null;
    }

    private void end() {
        code.context();
        code.callStatic(Names.RESPONSES, "endJson", "(" + CONTEXT + ")V");
    }

    private void pushHole(Opcode.RespondTemplate opcode, Instruction instruction, int hole) {
        Representation held = evaluator.values().representation(instruction.operand(hole));
        evaluator.push(instruction.operand(hole), held);
        int depth = opcode.template().holeDepths().get(hole);
        if (held == Representation.REFERENCE && depth > 0) {
            code.push(depth);
            code.callVirtual(Names.RESPONSE_BUFFER, "value", "(" + OBJECT + "I)V");
            return;
        }
        code.callVirtual(Names.RESPONSE_BUFFER, "value", "(" + Code.descriptor(held) + ")V");
    }

    /** Writes a constant piece of text into the buffer, which stays on the operand stack. */
    private void fragment(ResponseTemplate template, int index) {
        String text = template.fragments().get(index);
        if (text.isEmpty()) {
            return;
        }
        code.op(Opcodes.DUP);
        constants.push(code, text, BYTES, () -> text.getBytes(StandardCharsets.UTF_8));
        code.callVirtual(Names.RESPONSE_BUFFER, "fragment", "(" + BYTES + ")V");
    }
}
