package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.NestedBlock;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.OwnAssignments;
import dev.tiercel.frontend.expression.Identifier;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SHADOWS_ROOT and SHADOWS_BUILTIN: names that hide what the server provides (LANG-8, LANG-53). */
final class DeclarationChecks {
    private final Findings findings;
    private final Set<String> reportedRoots = new HashSet<>();

    DeclarationChecks(Findings findings) {
        this.findings = findings;
    }

    /**
     * Checks the names that an operation assigns or declares; each is reported once in a document.
     */
    void check(Operation operation, Unit.Place place) {
        for (String name : names(operation)) {
            if (place.hiddenRoots().contains(name)
                    && Identifier.isAssignable(name)
                    && reportedRoots.add(name)) {
                findings.reportName(
                        DiagnosticCode.SHADOWS_ROOT,
                        "`" + name + "` hides " + meaning(name),
                        operation.location(),
                        name,
                        Optional.empty());
            }
        }
        if (operation instanceof Operation.DefineFunction(_, var function)
                && Builtin.find(function.name()).isPresent()) {
            findings.reportName(
                    DiagnosticCode.SHADOWS_BUILTIN,
                    shadowsBuiltin(function.name()),
                    operation.location(),
                    function.name(),
                    Optional.empty());
        }
    }

    static String shadowsBuiltin(String function) {
        return "`" + function + "` hides the built-in function";
    }

    private static List<String> names(Operation operation) {
        List<String> names = new ArrayList<>();
        OwnAssignments.of(operation).stream()
                .filter(assigned -> !assigned.isImplicit())
                .forEach(assigned -> names.add(assigned.name()));
        NestedBlock.of(operation).forEach(block -> names.addAll(block.roleByName().keySet()));
        return names;
    }

    private static String meaning(String root) {
        return switch (root) {
            case "body", "payload" -> "the request body";
            case "params", "path_params" -> "the path parameters";
            case "query", "query_params" -> "the query parameters";
            case "headers" -> "the request headers";
            case "message", "message_type", "message_json" -> "the received message";
            default -> "the value of that name that the server provides";
        };
    }
}
