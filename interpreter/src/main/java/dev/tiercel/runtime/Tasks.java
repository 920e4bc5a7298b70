package dev.tiercel.runtime;

import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.TaskErrors;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of {@code parallel} (OP-6 to OP-13): one after the other in the thread of the request
 * if none has effects, otherwise side by side in virtual threads.
 *
 * <p>An outcome is an array of the value of the operation, the errors of failed tasks, and the
 * merged variables.
 */
public final class Tasks {
    private static final int AT_ONCE = 0;
    private static final int RACE = 1;
    private static final int FIRST_CAPTURE = 2;
    private static final int ELEMENTS = 2;
    private static final int LENGTH = 3;
    private static final int FIRST_SHARED_CAPTURE = 4;
    private static final int ELEMENT_PARAMETERS = 3;

    private Tasks() {}

    /**
     * Runs listed tasks.
     *
     * @param operands all operands of the instruction, in order
     * @return the outcome
     * @throws LogicError PARALLEL_FAILED as {@code on_error} says, CANCELLED, or the second
     *     exhaustion of a budget
     */
    public static ArrayValue run(
            ExecutionContext context,
            RoutineInvoker invoker,
            Opcode.RunTasks operation,
            @Nullable Object[] operands) {
        List<Opcode.Task> tasks = operation.tasks();
        int[] firstCaptures = firstCaptures(tasks);
        TaskGroup group =
                new TaskGroup(tasks.size(), operation.onError(), isRace(operands)) {
                    @Override
                    ArrayValue call(ExecutionContext own, int index) {
                        Opcode.Task task = tasks.get(index);
                        int first = firstCaptures[index];
                        return resultOf(
                                Nesting.invoke(
                                        invoker,
                                        own,
                                        task.routine(),
                                        Arrays.copyOfRange(
                                                operands, first, first + task.captureCount())));
                    }

                    @Override
                    @Nullable String name(int index) {
                        return tasks.get(index).name().orElse(null);
                    }
                };
        int atOnceMax = operation.isConcurrent() ? atOnceMax(context, operands) : 1;
        return group.run(context, atOnceMax).outcome(context, operation.mergedCount());
    }

    /**
     * Runs a task for each element, which takes a step as an iteration of a loop does (OP-37).
     *
     * @param operands all operands of the instruction, in order
     * @return the outcome
     * @throws LogicError as {@link #run}
     */
    public static ArrayValue runForEach(
            ExecutionContext context,
            RoutineInvoker invoker,
            Opcode.RunTaskForEach operation,
            @Nullable Object[] operands) {
        ArrayValue elements = (ArrayValue) required(operands[ELEMENTS]);
        @Nullable Object length = operands[LENGTH];
        TaskErrors onError = operation.onError();
        TaskGroup group =
                new TaskGroup(elements.size(), onError, isRace(operands)) {
                    @Override
                    ArrayValue call(ExecutionContext own, int index) {
                        own.chargeFuel(1);
                        int shared = operands.length - FIRST_SHARED_CAPTURE;
                        @Nullable Object[] arguments =
                                new @Nullable Object[ELEMENT_PARAMETERS + shared];
                        arguments[0] = elements.get(index);
                        arguments[1] = (long) index;
                        arguments[2] = length;
                        System.arraycopy(
                                operands,
                                FIRST_SHARED_CAPTURE,
                                arguments,
                                ELEMENT_PARAMETERS,
                                shared);
                        return resultOf(
                                Nesting.invoke(invoker, own, operation.routine(), arguments));
                    }

                    @Override
                    @Nullable String name(int index) {
                        return null;
                    }
                };
        int atOnceMax = operation.isConcurrent() ? atOnceMax(context, operands) : 1;
        return group.run(context, atOnceMax).outcome(context, operation.mergedCount());
    }

    /** Returns what a task hands back: its result, then variables; nobody changes the array. */
    public static ArrayValue result(@Nullable Object[] parts) {
        return ArrayValue.wrap(parts);
    }

    /** Returns a part of an outcome, see {@link Opcode.TaskOutcome}. */
    public static @Nullable Object outcome(@Nullable Object outcome, int index) {
        return ((ArrayValue) required(outcome)).get(index);
    }

    private static int[] firstCaptures(List<Opcode.Task> tasks) {
        int[] first = new int[tasks.size()];
        int next = FIRST_CAPTURE;
        for (int i = 0; i < first.length; i++) {
            first[i] = next;
            next += tasks.get(i).captureCount();
        }
        return first;
    }

    private static int atOnceMax(ExecutionContext context, @Nullable Object[] operands) {
        long given = (Long) required(operands[AT_ONCE]);
        return (int)
                Math.min(
                        given == 0 ? context.environment().parallelMax() : given,
                        Integer.MAX_VALUE);
    }

    private static boolean isRace(@Nullable Object[] operands) {
        return (Boolean) required(operands[RACE]);
    }

    private static ArrayValue resultOf(@Nullable Object result) {
        return (ArrayValue) required(result);
    }

    private static Object required(@Nullable Object operand) {
        if (operand == null) {
            throw new IllegalStateException("an operand of a task is null");
        }
        return operand;
    }
}
