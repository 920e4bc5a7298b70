package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.AssignedNames;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** WRITE_CONFLICT: variables that several tasks of one {@code parallel} assign (OP-9). */
final class ParallelChecks {
    private final AssignedNames assigned;
    private final Findings findings;

    ParallelChecks(AssignedNames assigned, Findings findings) {
        this.assigned = assigned;
        this.findings = findings;
    }

    private record Writer(int task, Operation operation) {}

    /**
     * Checks an operation with the names that enclosing loops declare and so keep to themselves.
     */
    void check(Operation operation, Scope scope) {
        if (!(operation instanceof Operation.Parallel parallel) || isRace(parallel)) {
            return;
        }
        Map<String, List<Writer>> writersByName = new LinkedHashMap<>();
        for (int i = 0; i < parallel.tasks().size(); i++) {
            int task = i;
            assigned.assignments(parallel.tasks().get(i).body())
                    .forEach((name, assignment) -> {
                        if (!assignment.isImplicit() && scope.find(name).isEmpty()) {
                            writersByName
                                    .computeIfAbsent(name, _ -> new ArrayList<>())
                                    .add(new Writer(task, assignment.operation()));
                        }
                    });
        }
        writersByName.forEach(this::report);
    }

    private static boolean isRace(Operation.Parallel parallel) {
        return parallel.options().race().flatMap(Constants::truth).orElse(false);
    }

    private void report(String name, List<Writer> writers) {
        if (writers.size() < 2) {
            return;
        }
        Writer last = writers.getLast();
        String others =
                writers.subList(0, writers.size() - 1).stream()
                        .map(writer -> String.valueOf(writer.task()))
                        .collect(Collectors.joining(", "));
        findings.reportName(
                DiagnosticCode.WRITE_CONFLICT,
                "`%s` is assigned by tasks %s and %d; task %d wins"
                        .formatted(name, others, last.task(), last.task()),
                last.operation().location(),
                name,
                Optional.empty());
    }
}
