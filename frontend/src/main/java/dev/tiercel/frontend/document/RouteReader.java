package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads route documents (DOC-12). */
final class RouteReader {
    static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");
    private static final Map<String, Boolean> IS_WEB_SOCKET_BY_TYPE =
            Map.of("http", false, "websocket", true, "ws", true);
    private static final Map<String, Boolean> ROUTE_TYPES =
            Map.of("http", false, "web_socket", true);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int NAME_LENGTH_MAX = 200;
    static final FieldTable HOOKS =
            FieldTable.of(
                    "`ws_hooks`",
                    FieldSpec.optional("on_connect", FieldPosition.BLOCK),
                    FieldSpec.optional("on_message", FieldPosition.BLOCK),
                    FieldSpec.optional("on_disconnect", FieldPosition.BLOCK));

    private final Reading reading;
    private final Fields fields;
    private final Node.Mapping root;
    private final boolean isWebSocket;
    private final OperationReader blocks;

    RouteReader(Reading reading, Fields fields, Node.Mapping root) {
        this.reading = reading;
        this.fields = fields;
        this.root = root;
        this.isWebSocket = isWebSocket(root);
        this.blocks = new OperationReader(reading);
    }

    static FieldTable tableFor(Node.Mapping root) {
        return isWebSocket(root) ? RouteFields.WEB_SOCKET : RouteFields.HTTP;
    }

    private static boolean isWebSocket(Node.Mapping root) {
        return DocumentReader.textOf(root, "route_type")
                .flatMap(RouteReader::isWebSocketType)
                .orElse(root.find("ws_hooks").filter(e -> !NodeKind.isNull(e.value())).isPresent());
    }

    private static Optional<Boolean> isWebSocketType(String text) {
        String type = text.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return Optional.ofNullable(IS_WEB_SOCKET_BY_TYPE.get(type));
    }

    /** Returns the name of a route, which is made of method and path if it is not given. */
    static String nameOf(Node.Mapping root) {
        String method =
                isWebSocket(root)
                        ? "WS"
                        : DocumentReader.textOf(root, "method").orElse("").toUpperCase(Locale.ROOT);
        String path = DocumentReader.textOf(root, "path").orElse("");
        return DocumentReader.textOf(root, "name").orElse((method + " " + path).strip());
    }

    RouteDocument read(String name) {
        checkName();
        checkRouteType();
        String method = method();
        RoutePath path = new RoutePathReader(reading).read(fields.node("path"));
        List<Operation> logic = logic();
        RouteDocument.Hooks hooks = hooks();
        return new RouteDocument(
                id(),
                name,
                fields.string("description").orElse(""),
                path,
                method,
                isWebSocket,
                logic,
                hooks,
                new ParameterReader(reading, path, method, isWebSocket).read(fields),
                new RouteOptionsReader(reading, fields, isWebSocket).read(path),
                root);
    }

    private void checkName() {
        Optional<String> name = fields.string("name");
        if (name.isEmpty()) {
            return;
        }
        Node node = fields.node("name").orElse(root);
        int length = name.get().codePointCount(0, name.get().length());
        if (length == 0) {
            reading.report(DiagnosticCode.MISSING_FIELD, "Route name is required", node);
        } else if (length > NAME_LENGTH_MAX) {
            reading.report(
                    DiagnosticCode.INVALID_VALUE,
                    "`name` has " + length + " characters; it may have " + NAME_LENGTH_MAX,
                    node);
        }
    }

    private Optional<String> id() {
        Optional<String> id = fields.string("id");
        id.filter(text -> !ID.matcher(text).matches())
                .ifPresent(text ->
                        reading.report(
                                DiagnosticCode.INVALID_VALUE,
                                "`"
                                        + text
                                        + "` is no id; it has 1 to 64 letters, digits, `_`"
                                        + " or `-`",
                                fields.node("id").orElse(root)));
        return id;
    }

    private void checkRouteType() {
        Node node = fields.node("route_type").orElse(root);
        Optional<String> type = fields.string("route_type");
        type.filter(text -> isWebSocketType(text).isEmpty())
                .ifPresent(text -> Choice.find(text, ROUTE_TYPES, node, reading));
        fields.noteWord("route_type", isWebSocket ? "web_socket" : "http");
        if (!isWebSocket && fields.has("ws_hooks")) {
            reading.report(
                    DiagnosticCode.CONFLICTING_FIELDS,
                    "`ws_hooks` belongs to a WebSocket route",
                    fields.node("ws_hooks").orElse(root));
        }
    }

    private String method() {
        Optional<String> written = fields.string("method");
        String method = written.orElse("GET").toUpperCase(Locale.ROOT);
        fields.noteWord("method", method);
        boolean isAllowed = isWebSocket ? method.equals("GET") : METHODS.contains(method);
        if (!isAllowed) {
            Node node = fields.node("method").orElse(root);
            Optional<String> nearest =
                    isWebSocket
                            ? Optional.of("GET")
                            : NearestName.find(method, METHODS.stream().sorted().toList());
            nearest.filter(_ -> !method.equals("HEAD"))
                    .ifPresentOrElse(
                            near ->
                                    reading.report(
                                            DiagnosticCode.INVALID_VALUE,
                                            methodMessage(method),
                                            node,
                                            near),
                            () ->
                                    reading.report(
                                            DiagnosticCode.INVALID_VALUE,
                                            methodMessage(method),
                                            node));
        }
        return method;
    }

    private String methodMessage(String method) {
        if (isWebSocket) {
            return "Method `" + method + "` does not fit a WebSocket route, only `GET` does";
        }
        return method.equals("HEAD")
                ? "Method `HEAD` cannot be declared; GET routes answer HEAD"
                : "Method `" + method + "` is none of `GET`, `POST`, `PUT`, `DELETE`, `PATCH`";
    }

    private List<Operation> logic() {
        Optional<Node> node = fields.node("logic");
        boolean isEmpty = node.isEmpty() || isEmptyBlock(node.get());
        List<Operation> logic = new ArrayList<>(blocks.block(fields, "logic", BlockScope.ROUTE));
        if (isWebSocket) {
            node.filter(_ -> !isEmpty)
                    .ifPresent(n ->
                            reading.report(
                                    DiagnosticCode.LOGIC_IGNORED,
                                    "`logic` is never run; use ws_hooks",
                                    n));
            return List.of();
        }
        Optional<Node> response = fields.node("response");
        if (isEmpty && response.isEmpty()) {
            reading.report(
                    DiagnosticCode.MISSING_FIELD, "Route logic cannot be empty", node.orElse(root));
        }
        response.map(new VariableOperations(reading)::response).ifPresent(logic::add);
        return List.copyOf(logic);
    }

    private static boolean isEmptyBlock(Node node) {
        return NodeKind.isNull(node)
                || (node instanceof Node.Sequence sequence && sequence.items().isEmpty());
    }

    private RouteDocument.Hooks hooks() {
        Optional<Node.Mapping> mapping =
                isWebSocket ? fields.mapping("ws_hooks") : Optional.empty();
        if (mapping.isEmpty()) {
            return new RouteDocument.Hooks(List.of(), List.of(), List.of());
        }
        Fields hooks = Fields.ofListed(HOOKS, reading, mapping.get());
        return new RouteDocument.Hooks(
                blocks.block(hooks, "on_connect", BlockScope.HOOK),
                blocks.block(hooks, "on_message", BlockScope.MESSAGE_HOOK),
                blocks.block(hooks, "on_disconnect", BlockScope.HOOK));
    }
}
