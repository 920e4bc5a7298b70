package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;
import static dev.tiercel.frontend.document.FieldSpec.required;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code parallel} and {@code await_all}. */
final class ParallelOperations {
    static final FieldTable TASK =
            FieldTable.of(
                    "a task",
                    optional("name", FieldPosition.LITERAL),
                    required("logic", FieldPosition.BLOCK)
                            .also("actions", "operations", "body", "do"));
    static final Map<String, Operation.ParallelErrors> ERRORS_BY_WORD =
            Map.of(
                    "throw", Operation.ParallelErrors.THROW,
                    "fail_fast", Operation.ParallelErrors.FAIL_FAST,
                    "collect", Operation.ParallelErrors.COLLECT);
    private static final NumberRule POSITIVE = NumberRule.integer(1, Long.MAX_VALUE);

    private final Reading reading;
    private final OperationReader blocks;

    ParallelOperations(Reading reading, OperationReader blocks) {
        this.reading = reading;
        this.blocks = blocks;
    }

    Operation parallel(Step step, BlockScope scope) {
        Fields fields = step.fields(reading);
        if (!scope.transactions().isEmpty()) {
            reading.report(
                    DiagnosticCode.PARALLEL_IN_TRANSACTION,
                    "`parallel` cannot share the connection of `transaction`",
                    step.node());
        }
        Operation.ParallelOptions options = options(fields);
        if (fields.has("for_each")) {
            checkForEach(fields);
            return new Operation.ParallelForEach(
                    step.location(reading),
                    fields.expression("for_each"),
                    fields.optionalVariable("as").orElse("item"),
                    blocks.block(fields, "do", scope.task()),
                    options);
        }
        checkTasks(fields);
        List<Operation.Task> tasks =
                fields.items("tasks").stream().map(n -> task(n, scope.task())).toList();
        return new Operation.Parallel(step.location(reading), tasks, options);
    }

    private void checkForEach(Fields fields) {
        fields.node("tasks").ifPresent(n -> reportConflict("for_each", "tasks", n));
        if (!fields.has("do")) {
            fields.reportMissing("do");
        }
    }

    private void checkTasks(Fields fields) {
        if (!fields.has("tasks")) {
            reading.report(
                    DiagnosticCode.MISSING_FIELD,
                    "`parallel` needs `tasks` or `for_each`",
                    fields.owner());
            return;
        }
        for (String field : List.of("as", "do")) {
            fields.node(field).ifPresent(n -> reportConflict("tasks", field, n));
        }
    }

    private void reportConflict(String first, String second, Node node) {
        reading.report(
                DiagnosticCode.CONFLICTING_FIELDS,
                "`" + first + "` and `" + second + "` exclude each other",
                node);
    }

    private Operation.Task task(Node node, BlockScope scope) {
        boolean isTask =
                node instanceof Node.Mapping mapping
                        && !StepRecognizer.hasOperation(node, TASK, reading)
                        && mapping.entries().stream().anyMatch(e -> TASK.find(e.key()).isPresent());
        if (isTask && node instanceof Node.Mapping mapping) {
            Fields fields = Fields.of(TASK, reading, mapping);
            return new Operation.Task(fields.string("name"), blocks.block(fields, "logic", scope));
        }
        return new Operation.Task(
                Optional.empty(), blocks.block(Reading.elementOf("tasks"), node, scope));
    }

    private Operation.ParallelOptions options(Fields fields) {
        Optional<Operation.ParallelErrors> onError = fields.choice("on_error", ERRORS_BY_WORD);
        boolean throwsErrors = onError.filter(e -> e != Operation.ParallelErrors.THROW).isEmpty();
        fields.node("race")
                .filter(n -> !throwsErrors && !isFalse(n))
                .ifPresent(n -> reportConflict("on_error", "race", n));
        return new Operation.ParallelOptions(
                fields.number("max_concurrent", POSITIVE),
                onError.orElse(Operation.ParallelErrors.THROW),
                fields.truth("race"),
                fields.optionalVariable(OperationKind.OUTPUT));
    }

    private static boolean isFalse(Node node) {
        return node instanceof Node.Scalar scalar && Boolean.FALSE.equals(scalar.value());
    }

    Operation awaitAll(Step step) {
        Fields fields = step.fields(reading);
        fields.optionalValue("task_ids");
        reading.report(
                DiagnosticCode.DEPRECATED,
                "`await_all` has no effect; `parallel` waits",
                step.node());
        return new Operation.AwaitAll(
                step.location(reading), fields.optionalVariable(OperationKind.OUTPUT));
    }
}
