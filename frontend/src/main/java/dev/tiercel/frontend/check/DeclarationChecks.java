package dev.tiercel.frontend.check;

import dev.tiercel.frontend.document.NestedBlock;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.OwnAssignments;
import dev.tiercel.frontend.expression.Identifier;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
            if (isNewlyHidden(name, place)) {
                findings.reportName(
                        DiagnosticCode.SHADOWS_ROOT,
                        hides(name),
                        operation.location(),
                        name,
                        Optional.empty());
            }
        }
        if (operation instanceof Operation.DefineFunction) {
            checkParameters(findings.index().node(operation.location().pointer()), place);
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

    /**
     * Checks the names of the parameters of a function.
     *
     * @param function its document, or the step that defines it
     */
    void checkParameters(Node function, Unit.Place place) {
        for (Node parameter : parameters(function)) {
            if (parameter instanceof Node.Scalar scalar && isNewlyHidden(scalar.text(), place)) {
                findings.report(DiagnosticCode.SHADOWS_ROOT, hides(scalar.text()), parameter);
            }
        }
    }

    private static List<Node> parameters(Node function) {
        if (!(function instanceof Node.Mapping mapping)) {
            return List.of();
        }
        Stream<Node.Mapping> below =
                mapping.entries().stream()
                        .map(Node.Entry::value)
                        .filter(Node.Mapping.class::isInstance)
                        .map(Node.Mapping.class::cast);
        return Stream.concat(Stream.of(mapping), below)
                .flatMap(m -> m.find("params").stream())
                .map(Node.Entry::value)
                .filter(Node.Sequence.class::isInstance)
                .findFirst()
                .map(list -> ((Node.Sequence) list).items())
                .orElse(List.of());
    }

    private boolean isNewlyHidden(String name, Unit.Place place) {
        return place.hiddenRoots().contains(name)
                && Identifier.isAssignable(name)
                && reportedRoots.add(name);
    }

    private static String hides(String name) {
        return "`" + name + "` hides " + meaning(name);
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
