package dev.tiercel.jit.emit;

import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Representation;
import org.objectweb.asm.Opcodes;

/** Writes the operations that run routines as tasks, and those that make and read their results. */
final class TaskEmitter {
    private static final String OBJECT = Names.type(Names.OBJECT);
    private static final String ARRAY = Names.type(Names.ARRAY_VALUE);

    private final Evaluator evaluator;
    private final Code code;
    private final ClassScope scope;
    private final SpreadEmitter spreads;

    TaskEmitter(Evaluator evaluator, ClassScope scope, SpreadEmitter spreads) {
        this.evaluator = evaluator;
        this.code = evaluator.code();
        this.scope = scope;
        this.spreads = spreads;
    }

    Representation emit(Instruction instruction) {
        return emit(
                instruction, () -> spreads.pushArray(instruction, 0, instruction.operandCount()));
    }

    /**
     * @param array pushes the array of all operands
     */
    Representation emit(Instruction instruction, Runnable array) {
        switch (instruction.opcode()) {
            case Opcode.RunTasks operation ->
                    run(instruction, operation, Names.RUN_TASKS, "run", array);
            case Opcode.RunTaskForEach operation ->
                    run(instruction, operation, Names.RUN_TASK_FOR_EACH, "runForEach", array);
            case Opcode.TaskResult _ -> {
                array.run();
                code.callStatic(Names.TASKS, "result", "(" + Names.OBJECTS + ")" + ARRAY);
            }
            case Opcode.TaskOutcome(var index) -> {
                evaluator.pushReference(instruction.operand(0));
                code.push(index);
                code.callStatic(Names.TASKS, "outcome", "(" + OBJECT + "I)" + OBJECT);
            }
            case Opcode opcode -> throw new IllegalArgumentException("no task: " + opcode);
        }
        return Representation.REFERENCE;
    }

    private void run(
            Instruction instruction, Opcode operation, String type, String method, Runnable array) {
        code.context();
        code.visitor()
                .visitFieldInsn(
                        Opcodes.GETSTATIC,
                        scope.className(),
                        ClassScope.INSTANCE,
                        Names.type(Names.ROUTINE_INVOKER));
        scope.constants().push(code, operation, type, () -> operation);
        array.run();
        evaluator.marks().beforeRaising(instruction);
        code.callStatic(
                Names.TASKS,
                method,
                "("
                        + Names.type(Names.CONTEXT)
                        + Names.type(Names.ROUTINE_INVOKER)
                        + Names.type(type)
                        + Names.OBJECTS
                        + ")"
                        + ARRAY);
    }
}
