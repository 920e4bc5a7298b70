package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;
import static dev.tiercel.frontend.document.FieldSpec.required;

import java.util.ArrayList;
import java.util.List;

/** The fields of route documents (DOC-12, WS-3). */
final class RouteFields {
    static final FieldTable HTTP = table("an HTTP route", httpFields());
    static final FieldTable WEB_SOCKET = table("a WebSocket route", webSocketFields());

    private RouteFields() {}

    private static List<FieldSpec> httpFields() {
        return List.of(
                required("method", FieldPosition.LITERAL),
                optional("response", FieldPosition.VALUE),
                optional("ws_hooks", FieldPosition.STRUCTURE),
                optional("schema", FieldPosition.LITERAL),
                optional("request_schema", FieldPosition.LITERAL),
                optional("response_schema", FieldPosition.LITERAL),
                optional("tests", FieldPosition.STRUCTURE));
    }

    private static List<FieldSpec> webSocketFields() {
        return List.of(
                optional("method", FieldPosition.LITERAL),
                required("ws_hooks", FieldPosition.STRUCTURE),
                optional("ws_options", FieldPosition.STRUCTURE));
    }

    private static FieldTable table(String owner, List<FieldSpec> own) {
        List<FieldSpec> fields =
                new ArrayList<>(
                        List.of(
                                optional("kind", FieldPosition.LITERAL),
                                optional("id", FieldPosition.LITERAL),
                                optional("name", FieldPosition.LITERAL),
                                optional("description", FieldPosition.LITERAL),
                                required("path", FieldPosition.LITERAL),
                                optional("route_type", FieldPosition.LITERAL),
                                optional("logic", FieldPosition.BLOCK),
                                optional("parameters", FieldPosition.STRUCTURE),
                                optional("auth_required", FieldPosition.LITERAL).orElse("false"),
                                optional("rate_limit", FieldPosition.STRUCTURE),
                                optional("limits", FieldPosition.STRUCTURE),
                                optional("enabled", FieldPosition.LITERAL).orElse("true"),
                                optional("version", FieldPosition.LITERAL).orElse("1.0.0")));
        fields.addAll(own);
        List.of(
                        "created_at",
                        "updated_at",
                        "created_by",
                        "state",
                        "revision",
                        "format",
                        "source",
                        "diagnostics")
                .forEach(name -> fields.add(optional(name, FieldPosition.LITERAL)));
        return new FieldTable(owner, fields);
    }
}
