package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.NestedBlock;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.TaskErrors;
import dev.tiercel.ir.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lowers {@code parallel}: each task becomes a routine that is given a copy of the variables it
 * reads.
 */
final class ParallelLowering {
    private final Frame frame;
    private final RoutineBuilder builder;
    private final BlockLowering blocks;

    ParallelLowering(Frame frame, BlockLowering blocks) {
        this.frame = frame;
        this.builder = frame.builder();
        this.blocks = blocks;
    }

    void lower(Operation.Parallel parallel) {
        boolean isConcurrent = parallel.tasks().stream().anyMatch(task -> hasEffects(task.body()));
        begin(parallel, isConcurrent);
        List<Integer> operands = options(parallel.options());
        Set<String> names = new LinkedHashSet<>();
        parallel.tasks().forEach(task -> names.addAll(assigned(task.body())));
        List<String> merged = mergeable(names);
        List<Opcode.Task> tasks = new ArrayList<>();
        for (Operation.Task task : parallel.tasks()) {
            RoutineBuilder inner =
                    new RoutineBuilder(
                            task.name().orElse("task " + tasks.size()), builder.passed());
            TaskFrame taskFrame = new TaskFrame(frame, inner, assigned(task.body()), merged);
            int routine = lowerTask(taskFrame, inner, task.body());
            List<Integer> captured = taskFrame.captures().readIn(frame);
            operands.addAll(captured);
            tasks.add(new Opcode.Task(task.name(), routine, captured.size()));
        }
        Opcode opcode =
                new Opcode.RunTasks(tasks, errors(parallel.options()), merged.size(), isConcurrent);
        finish(parallel.options(), builder.emit(opcode, toArray(operands)), merged);
    }

    void lower(Operation.ParallelForEach parallel) {
        boolean isConcurrent = hasEffects(parallel.body());
        begin(parallel, isConcurrent);
        int collection = blocks.expressions().lower(parallel.collection());
        List<Integer> operands = options(parallel.options());
        int elements = builder.emit(new Opcode.IterationArray(), collection);
        int total = builder.emit(new Opcode.ArrayLength(), elements);
        Set<String> names = new LinkedHashSet<>(assigned(parallel.body()));
        names.removeAll(NestedBlock.of(parallel).declared());
        List<String> merged = mergeable(names);
        RoutineBuilder inner = new RoutineBuilder("for_each", builder.passed());
        TaskFrame taskFrame = new TaskFrame(frame, inner, names, merged);
        int element = inner.addParameter(ValueType.ANY);
        int index = inner.addParameter(ValueType.INTEGER);
        int innerTotal = inner.addParameter(ValueType.INTEGER);
        Scope scope = new Scope();
        declare(taskFrame, scope, parallel.variable(), element);
        declare(taskFrame, scope, "index", index);
        scope.declareLoop("loop", new Scope.LoopInfo(index, innerTotal, taskFrame.enterLoop()));
        taskFrame.enterScope(scope);
        int routine = lowerTask(taskFrame, inner, parallel.body());
        operands.add(elements);
        operands.add(total);
        operands.addAll(taskFrame.captures().readIn(frame));
        Opcode opcode =
                new Opcode.RunTaskForEach(
                        routine, errors(parallel.options()), merged.size(), isConcurrent);
        finish(parallel.options(), builder.emit(opcode, toArray(operands)), merged);
    }

    private void begin(Operation parallel, boolean isEffect) {
        if (isEffect) {
            blocks.beginEffect(parallel);
        } else {
            blocks.begin(parallel);
        }
    }

    private boolean hasEffects(List<Operation> body) {
        return frame.unit().functions().hasEffects(body, frame.seesLocalFunctions());
    }

    private int lowerTask(TaskFrame taskFrame, RoutineBuilder inner, List<Operation> body) {
        int routine = frame.unit().reserve();
        TaskReturn taskReturn = new TaskReturn(taskFrame);
        BlockLowering task = new BlockLowering(taskFrame, taskReturn);
        inner.setLocation(builder.location());
        task.lower(body);
        if (inner.isReachable()) {
            taskReturn.returnLast();
        }
        frame.unit().define(routine, inner.build());
        return routine;
    }

    private void finish(Operation.ParallelOptions options, int outcome, List<String> merged) {
        for (int i = 0; i < merged.size(); i++) {
            frame.merge(
                    merged.get(i),
                    builder.emit(
                            new Opcode.TaskOutcome(Opcode.TaskOutcome.FIRST_MERGED + i), outcome));
        }
        int value = builder.emit(new Opcode.TaskOutcome(Opcode.TaskOutcome.VALUE), outcome);
        if (options.onError() == Operation.ParallelErrors.COLLECT) {
            frame.assign(
                    "parallel_errors",
                    builder.emit(new Opcode.TaskOutcome(Opcode.TaskOutcome.ERRORS), outcome));
        }
        blocks.assignResult(value, "parallel_result", options.output());
    }

    /** Returns the operands for the greatest number at once and race. */
    private List<Integer> options(Operation.ParallelOptions options) {
        ExpressionLowering expressions = blocks.expressions();
        int atOnce =
                options.maxConcurrent().isPresent()
                        ? builder.emit(
                                new Opcode.ConvertInteger("max_concurrent", 1, Long.MAX_VALUE),
                                expressions.lower(options.maxConcurrent().get()))
                        : builder.constant(0L);
        int race =
                options.race().isPresent()
                        ? builder.emit(
                                new Opcode.ConvertBoolean("race"),
                                expressions.lower(options.race().get()))
                        : builder.constant(false);
        return new ArrayList<>(List.of(atOnce, race));
    }

    /**
     * Returns the names that are merged; those of loops and clauses around the operation are not.
     */
    private List<String> mergeable(Set<String> names) {
        return names.stream().filter(name -> !frame.isDeclaredByScope(name)).toList();
    }

    private Set<String> assigned(List<Operation> body) {
        return frame.unit().assignedNames().of(body);
    }

    private static TaskErrors errors(Operation.ParallelOptions options) {
        return switch (options.onError()) {
            case THROW -> TaskErrors.THROW;
            case FAIL_FAST -> TaskErrors.FAIL_FAST;
            case COLLECT -> TaskErrors.COLLECT;
        };
    }

    private static void declare(Frame taskFrame, Scope scope, String name, int value) {
        Variable variable = taskFrame.newVariable(name);
        scope.declare(name, variable);
        taskFrame.builder().bind(variable, value);
    }

    private static int[] toArray(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The end of a task. */
    private static final class TaskReturn implements ReturnTarget {
        private final TaskFrame frame;
        private final RoutineBuilder builder;
        private final Variable value;

        TaskReturn(TaskFrame frame) {
            this.frame = frame;
            this.builder = frame.builder();
            this.value = frame.newVariable("returned value");
        }

        @Override
        public void evaluate(Operation.Return operation, ExpressionLowering expressions) {
            builder.write(value, expressions.lower(operation.value()));
        }

        @Override
        public void emit() {
            frame.finish(builder.read(value));
        }

        @Override
        public void returnLast() {
            frame.finish(builder.read(frame.last()));
        }
    }
}
