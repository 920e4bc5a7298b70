package dev.tiercel.ir.pass;

import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A routine that an instruction calls, and which operands become which of its parameters.
 *
 * @param routine index of the called routine
 * @param firstParameter the parameters before it are given by the instruction itself: element,
 *     index
 * @param firstOperand the operand that becomes that parameter
 * @param operandCount how many operands are handed over
 */
record CallSite(int routine, int firstParameter, int firstOperand, int operandCount) {
    private static final int PREDICATE_PARAMETERS = 2;
    private static final int TASK_OPERANDS = 2;
    private static final int FOR_EACH_OPERANDS = 4;
    private static final int FOR_EACH_PARAMETERS = 3;

    /** Returns the calls of an instruction, none for most. */
    static List<CallSite> of(Instruction instruction) {
        int count = instruction.operandCount();
        return switch (instruction.opcode()) {
            case Opcode.CallRoutine(var routine) -> List.of(new CallSite(routine, 0, 0, count));
            case Opcode.CallWithPredicate(_, var routine, var arguments) ->
                    List.of(
                            new CallSite(
                                    routine, PREDICATE_PARAMETERS, arguments, count - arguments));
            case Opcode.RunTasks(var tasks, _, _, _) -> ofTasks(tasks);
            case Opcode.RunTaskForEach(var routine, _, _, _) ->
                    List.of(
                            new CallSite(
                                    routine,
                                    FOR_EACH_PARAMETERS,
                                    FOR_EACH_OPERANDS,
                                    count - FOR_EACH_OPERANDS));
            default -> List.of();
        };
    }

    private static List<CallSite> ofTasks(List<Opcode.Task> tasks) {
        List<CallSite> sites = new ArrayList<>(tasks.size());
        int operand = TASK_OPERANDS;
        for (Opcode.Task task : tasks) {
            sites.add(new CallSite(task.routine(), 0, operand, task.captureCount()));
            operand += task.captureCount();
        }
        return sites;
    }

    /** Returns the instruction with other numbers for the routines it calls. */
    static Instruction renumber(Instruction instruction, IntUnaryOperator numbers) {
        return switch (instruction.opcode()) {
            case Opcode.CallRoutine(var routine) ->
                    instruction.withOpcode(new Opcode.CallRoutine(numbers.applyAsInt(routine)));
            case Opcode.CallWithPredicate(var function, var routine, var count) ->
                    instruction.withOpcode(
                            new Opcode.CallWithPredicate(
                                    function, numbers.applyAsInt(routine), count));
            case Opcode.RunTasks(var tasks, var onError, var merged, var isConcurrent) ->
                    instruction.withOpcode(
                            new Opcode.RunTasks(
                                    tasks.stream().map(task -> renumber(task, numbers)).toList(),
                                    onError,
                                    merged,
                                    isConcurrent));
            case Opcode.RunTaskForEach(var routine, var onError, var merged, var isConcurrent) ->
                    instruction.withOpcode(
                            new Opcode.RunTaskForEach(
                                    numbers.applyAsInt(routine), onError, merged, isConcurrent));
            default -> instruction;
        };
    }

    private static Opcode.Task renumber(Opcode.Task task, IntUnaryOperator numbers) {
        return new Opcode.Task(
                task.name(), numbers.applyAsInt(task.routine()), task.captureCount());
    }
}
