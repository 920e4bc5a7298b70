package dev.tiercel.frontend.lower;

import dev.tiercel.ir.Root;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names that the server binds in one kind of unit (LANG-12). */
public enum RootNames {
    /** Logic of an HTTP route. */
    HTTP(
            Map.of(
                    "body", Root.BODY,
                    "payload", Root.BODY)),
    /** A hook of a WebSocket route. */
    HOOK(
            Map.of(
                    "connection_id", Root.CONNECTION_ID,
                    "connection", Root.CONNECTION,
                    "message", Root.MESSAGE,
                    "message_type", Root.MESSAGE_TYPE,
                    "message_json", Root.MESSAGE_JSON,
                    "close_code", Root.CLOSE_CODE,
                    "close_reason", Root.CLOSE_REASON));

    private static final Map<String, Root> MEMBERS_OF_REQUEST =
            Map.of(
                    "method", Root.METHOD,
                    "path", Root.PATH,
                    "query", Root.QUERY,
                    "params", Root.PARAMS,
                    "headers", Root.HEADERS,
                    "body", Root.BODY,
                    "payload", Root.BODY,
                    "raw_body", Root.RAW_BODY,
                    "cookies", Root.COOKIES,
                    "ip", Root.IP);

    private final Map<String, Root> rootByName;

    RootNames(Map<String, Root> own) {
        rootByName = new HashMap<>(own);
        rootByName.put("request", Root.REQUEST);
        rootByName.put("params", Root.PARAMS);
        rootByName.put("path_params", Root.PARAMS);
        rootByName.put("query", Root.QUERY);
        rootByName.put("query_params", Root.QUERY);
        rootByName.put("headers", Root.HEADERS);
        rootByName.put("env", Root.ENV);
    }

    /** Returns the root that a bare name stands for. */
    public Optional<Root> find(String name) {
        return Optional.ofNullable(rootByName.get(name));
    }

    /** Returns the value that a member of {@code request} stands for. */
    public static Optional<Root> memberOfRequest(String name) {
        return switch (name) {
            case "id" -> Optional.of(Root.ID);
            case "auth" -> Optional.of(Root.AUTH);
            default -> Optional.ofNullable(MEMBERS_OF_REQUEST.get(name));
        };
    }
}
