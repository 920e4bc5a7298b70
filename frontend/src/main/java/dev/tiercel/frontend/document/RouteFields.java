package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;
import static dev.tiercel.frontend.document.FieldSpec.required;

import java.util.ArrayList;
import java.util.List;

/** The fields of route documents (DOC-12, WS-3). */
final class RouteFields {
    private static final List<String> WRITTEN_BY_SERVER =
            List.of(
                    "created_at",
                    "updated_at",
                    "created_by",
                    "state",
                    "revision",
                    "format",
                    "source",
                    "diagnostics");
    static final FieldTable HTTP =
            new FieldTable("an HTTP route", all(required("method", FieldPosition.LITERAL), true));
    static final FieldTable WEB_SOCKET =
            new FieldTable(
                    "a WebSocket route", all(optional("method", FieldPosition.LITERAL), false));

    private RouteFields() {}

    /** Returns the fields in the order of DOC-12, which is also that of the canonical form. */
    private static List<FieldSpec> all(FieldSpec method, boolean isHttp) {
        List<FieldSpec> fields = new ArrayList<>();
        fields.add(optional("kind", FieldPosition.LITERAL));
        fields.add(optional("id", FieldPosition.LITERAL));
        fields.add(optional("name", FieldPosition.LITERAL));
        fields.add(optional("description", FieldPosition.LITERAL));
        fields.add(required("path", FieldPosition.LITERAL));
        fields.add(method);
        fields.add(optional("route_type", FieldPosition.LITERAL));
        fields.add(optional("logic", FieldPosition.BLOCK));
        fields.addAll(isHttp ? answerOfHttp() : answerOfWebSocket());
        fields.add(optional("parameters", FieldPosition.STRUCTURE));
        if (isHttp) {
            fields.add(optional("schema", FieldPosition.LITERAL));
            fields.add(optional("request_schema", FieldPosition.LITERAL));
            fields.add(optional("response_schema", FieldPosition.LITERAL));
        }
        fields.add(optional("auth_required", FieldPosition.LITERAL).orElse("false"));
        fields.add(optional("rate_limit", FieldPosition.STRUCTURE));
        fields.add(optional("limits", FieldPosition.STRUCTURE));
        fields.add(optional("enabled", FieldPosition.LITERAL).orElse("true"));
        fields.add(optional("version", FieldPosition.LITERAL).orElse("1.0.0"));
        if (isHttp) {
            fields.add(optional("tests", FieldPosition.STRUCTURE));
        }
        WRITTEN_BY_SERVER.forEach(name -> fields.add(optional(name, FieldPosition.LITERAL)));
        return fields;
    }

    private static List<FieldSpec> answerOfHttp() {
        return List.of(
                optional("response", FieldPosition.VALUE),
                optional("ws_hooks", FieldPosition.STRUCTURE));
    }

    private static List<FieldSpec> answerOfWebSocket() {
        return List.of(
                required("ws_hooks", FieldPosition.STRUCTURE),
                optional("ws_options", FieldPosition.STRUCTURE));
    }
}
