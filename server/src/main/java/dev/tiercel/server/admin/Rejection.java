package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import dev.tiercel.server.route.ReadText;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.DiagnosticJson;
import dev.tiercel.server.text.JsonText;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an endpoint answers documents that it does not accept (ADM-11, ADM-12).
 *
 * @param title of findings about documents that could be parsed; without it the title is the first
 *     message
 */
record Rejection(Optional<String> title) {
    private static final Set<DiagnosticCode> CONFLICTS =
            EnumSet.of(
                    DiagnosticCode.ROUTE_CONFLICT,
                    DiagnosticCode.SERVICE_CONFLICT,
                    DiagnosticCode.DEPENDENT_BROKEN,
                    DiagnosticCode.DEPENDENTS_EXIST);

    static Rejection of(DocumentKind endpointKind) {
        return new Rejection(
                endpointKind == DocumentKind.FUNCTION
                        ? Optional.of("Function definition failed")
                        : Optional.empty());
    }

    Refusal refusal(ReadText read, ReleasePlan plan) {
        if (plan.isManagedByFile()) {
            return Refusal.of(
                            ProblemCode.CONFLICT,
                            "Managed by file",
                            "The document comes from a watched directory")
                    .withMembers(members(read, plan));
        }
        // With strict documents a warning alone rejects as well.
        String message =
                plan.diagnostics().stream()
                        .filter(Diagnostic::isError)
                        .findFirst()
                        .or(() -> plan.diagnostics().stream().findFirst())
                        .map(Diagnostic::message)
                        .orElse("The documents were rejected");
        ProblemCode code =
                isConflict(plan.diagnostics())
                        ? ProblemCode.CONFLICT
                        : ProblemCode.DOCUMENT_REJECTED;
        String shown = read.isUnparsed() ? "Parse error" : title.orElse(message);
        return Refusal.of(code, shown, message).withMembers(members(read, plan));
    }

    private static boolean isConflict(List<Diagnostic> diagnostics) {
        List<Diagnostic> errors = diagnostics.stream().filter(Diagnostic::isError).toList();
        return !errors.isEmpty() && errors.stream().allMatch(e -> CONFLICTS.contains(e.code()));
    }

    private static String members(ReadText read, ReleasePlan plan) {
        String object =
                JsonText.object(json -> {
                    if (read.isUnparsed()) {
                        json.field("details", details(read, plan))
                                .field("detected_format", read.format().text());
                    }
                    json.rawField("diagnostics", DiagnosticJson.array(plan.diagnostics()));
                    if (!plan.conflicts().isEmpty()) {
                        json.array(
                                "conflicts",
                                list ->
                                        plan.conflicts()
                                                .forEach(
                                                        c -> list.elementObject(o -> write(c, o))));
                    }
                });
        return object.substring(1, object.length() - 1);
    }

    private static String details(ReadText read, ReleasePlan plan) {
        Diagnostic fault = plan.diagnostics().getFirst();
        String message = fault.message();
        if (fault.code() == DiagnosticCode.INVALID_UTF8) {
            Diagnostic.Location place = fault.location();
            message += " at line " + place.line() + ", column " + place.column();
        }
        String start =
                switch (read.format()) {
                    case JSON -> "JSON parse error: ";
                    case YAML -> "YAML parse error: ";
                };
        return message.startsWith(start) ? message : start + message;
    }

    private static void write(StoredDocument document, JsonText json) {
        json.field("kind", document.kind().text())
                .field("id", document.id())
                .field("name", document.name());
        document.method().ifPresent(method -> json.field("method", method));
        document.path().ifPresent(path -> json.field("path", path));
    }
}
