package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.CanonicalForm;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.RouteParameter;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.server.route.Registered;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.text.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A route as the admin API shows it (ADM-16). */
final class RouteResource {
    private RouteResource() {}

    static String json(Registered route) {
        return JsonText.object(json -> write(route, json));
    }

    static void write(Registered route, JsonText json) {
        StoredDocument stored = route.stored();
        json.field("kind", "route").field("id", stored.id()).field("name", stored.name());
        if (route.document().orElse(null) instanceof RouteDocument document) {
            write(document, json);
        } else {
            json.field("path", stored.path().orElse(null))
                    .field("method", stored.method().orElse(null));
        }
        json.field("state", state(route))
                .field("created_by", stored.file().isPresent() ? "file" : "system");
        StoredMembers.write(route, json);
    }

    /** Returns the member {@code state}. */
    static String state(Registered route) {
        if (route.isQuarantined()) {
            return "quarantined";
        }
        return isEnabled(route) ? "active" : "disabled";
    }

    /** Returns whether the version in use answers requests. */
    static boolean isEnabled(Registered route) {
        return route.document().orElse(null) instanceof RouteDocument document
                && document.options().enabled();
    }

    private static void write(RouteDocument document, JsonText json) {
        RouteDocument.RouteOptions options = document.options();
        Node.Mapping canonical = CanonicalForm.of(document);
        json.field("description", document.description())
                .field("path", document.path().pattern())
                .field("method", document.method().toUpperCase(Locale.ROOT))
                .field("route_type", document.isWebSocket() ? "web_socket" : "http")
                .data("logic", CanonicalJson.block(canonical, "logic"))
                .data("response", CanonicalJson.member(canonical, "response"))
                .data("ws_hooks", CanonicalJson.hooks(canonical))
                .data("ws_options", CanonicalJson.member(canonical, "ws_options"))
                .array("parameters", list -> writeParameters(document.parameters(), list))
                .data("schema", CanonicalJson.member(canonical, "schema"))
                .data("request_schema", CanonicalJson.member(canonical, "request_schema"))
                .data("response_schema", CanonicalJson.member(canonical, "response_schema"))
                .field("auth_required", options.authRequired())
                .data("rate_limit", CanonicalJson.member(canonical, "rate_limit"))
                .data("limits", CanonicalJson.member(canonical, "limits"))
                .field("enabled", options.enabled())
                .field("version", options.version())
                .data("tests", tests(document, canonical));
    }

    /** Returns the tests, which a WebSocket route cannot have (DOC-37). */
    private static @Nullable Object tests(RouteDocument document, Node.Mapping canonical) {
        Object tests = CanonicalJson.member(canonical, "tests");
        return tests == null && !document.isWebSocket() ? List.of() : tests;
    }

    private static void writeParameters(List<RouteParameter> parameters, JsonText list) {
        for (RouteParameter parameter : parameters) {
            list.elementObject(json ->
                    json.field("name", parameter.name())
                            .field("param_type", lower(parameter.in()))
                            .field("data_type", lower(parameter.dataType()))
                            .field("required", parameter.required())
                            .data("default_value", plain(parameter.defaultValue()))
                            .field("validation", parameter.validation().orElse(null))
                            .field("description", parameter.description()));
        }
    }

    private static @Nullable Object plain(Optional<Node> node) {
        return node.isEmpty() ? null : CanonicalJson.plain(node.get());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
