package dev.tiercel.server.input;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.ExtensionOperation;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.document.OperationWalk;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * EXTENSION_SCHEMA: fields of extension operations that the text alone shows to violate the schema
 * of the extension (OP-32). Fields with templates are left to the requests.
 */
public final class GivenFieldChecks {
    private static final Set<String> MISSING = Set.of("required", "dependentRequired");
    private static final Set<String> UNKNOWN =
            Set.of("additionalProperties", "unevaluatedProperties");

    private final Map<String, ExtensionDocument> extensionByOperation;
    private final Diagnostics diagnostics;

    private GivenFieldChecks(
            Map<String, ExtensionDocument> extensionByOperation, Diagnostics diagnostics) {
        this.extensionByOperation = extensionByOperation;
        this.diagnostics = diagnostics;
    }

    /** Reports what is wrong with the fields that a document gives. */
    public static void check(
            Document document,
            Map<String, ExtensionDocument> extensionByOperation,
            Diagnostics diagnostics) {
        if (!extensionByOperation.isEmpty()) {
            var checks = new GivenFieldChecks(extensionByOperation, diagnostics);
            blocks(document).forEach(checks::check);
        }
    }

    private static List<List<Operation>> blocks(Document document) {
        return switch (document) {
            case RouteDocument route ->
                    List.of(
                            route.logic(),
                            route.hooks().onConnect(),
                            route.hooks().onMessage(),
                            route.hooks().onDisconnect());
            case FunctionDocument function -> List.of(function.body());
            case ExtensionDocument _ -> List.of();
        };
    }

    private void check(List<Operation> block) {
        OperationWalk.forEach(
                block,
                operation -> {
                    if (operation instanceof ExtensionOperation extension) {
                        check(extension);
                    } else if (operation instanceof Operation.DefineFunction(_, var function)) {
                        check(function.body());
                    }
                });
    }

    private void check(ExtensionOperation operation) {
        ExtensionDocument extension = extensionByOperation.get(operation.operation());
        if (extension == null || extension.schema().isEmpty()) {
            return;
        }
        GivenFields given = GivenFields.of(operation);
        for (InputProblem problem : given.problems(extension.schema().get())) {
            if (problem.place() instanceof InputProblem.Place.Pointer(var pointer)) {
                report(problem, NodePath.parts(pointer), operation, extension);
            }
        }
    }

    private void report(
            InputProblem problem,
            List<String> path,
            ExtensionOperation operation,
            ExtensionDocument extension) {
        String name = "`" + operation.operation() + "`";
        if (path.isEmpty()) {
            report(name + ": " + problem.message(), operation.step(), Optional.empty());
            return;
        }
        String last = path.getLast();
        List<String> owner = path.subList(0, path.size() - 1);
        if (MISSING.contains(problem.code())) {
            report(name + " needs `" + written(path) + "`", nearest(owner, operation));
        } else if (UNKNOWN.contains(problem.code())) {
            Optional<String> meant = NearestName.find(last, properties(extension, owner));
            report(
                    "`" + written(path) + "` is not a field of " + name,
                    keyPosition(path, operation),
                    nearest(path, operation),
                    meant);
        } else {
            report(
                    "`" + written(path) + "` of " + name + ": " + problem.message(),
                    nearest(path, operation));
        }
    }

    private static String written(List<String> path) {
        return String.join(".", path);
    }

    private static Node nearest(List<String> path, ExtensionOperation operation) {
        if (path.isEmpty()) {
            return operation.step();
        }
        return entry(path.getFirst(), operation)
                .map(entry -> NodePath.nearest(entry.value(), path.subList(1, path.size())))
                .orElse(operation.step());
    }

    private static Optional<Node.Entry> entry(String field, ExtensionOperation operation) {
        return operation.fields().stream()
                .map(ExtensionOperation.Given::entry)
                .filter(entry -> entry.key().equals(field))
                .findFirst();
    }

    private static Position keyPosition(List<String> path, ExtensionOperation operation) {
        Optional<Node.Entry> entry =
                path.size() == 1
                        ? entry(path.getFirst(), operation)
                        : nearest(path.subList(0, path.size() - 1), operation)
                                        instanceof Node.Mapping owner
                                ? owner.find(path.getLast())
                                : Optional.empty();
        return entry.map(Node.Entry::keyPosition)
                .orElseGet(() -> nearest(path, operation).position());
    }

    /** Returns the names that the schema lists for an object among the fields. */
    private static List<String> properties(ExtensionDocument extension, List<String> owner) {
        List<String> path = new ArrayList<>();
        owner.forEach(part -> path.addAll(List.of("properties", part)));
        path.add("properties");
        return extension
                .schema()
                .flatMap(schema -> NodePath.find(schema, path))
                .map(node ->
                        node instanceof Node.Mapping mapping
                                ? mapping.entries().stream().map(Node.Entry::key).toList()
                                : List.<String>of())
                .orElse(List.of());
    }

    private void report(String message, Node place) {
        report(message, place, Optional.empty());
    }

    private void report(String message, Node place, Optional<String> suggestion) {
        report(message, place.position(), place, suggestion);
    }

    private void report(
            String message, Position position, Node place, Optional<String> suggestion) {
        suggestion.ifPresentOrElse(
                s ->
                        diagnostics.report(
                                DiagnosticCode.EXTENSION_SCHEMA,
                                message,
                                position,
                                place.pointer(),
                                s),
                () ->
                        diagnostics.report(
                                DiagnosticCode.EXTENSION_SCHEMA,
                                message,
                                position,
                                place.pointer()));
    }
}
