package dev.tiercel.server.http;

import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.input.InputProblem;
import dev.tiercel.server.route.MalformedPathException;
import dev.tiercel.server.route.RequestPath;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.route.RouteTable;
import dev.tiercel.server.route.ServedRoute;
import dev.tiercel.server.websocket.Handshake;
import dev.tiercel.server.websocket.Place;
import dev.tiercel.server.websocket.WebSockets;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections of requests for WebSocket routes, in the order of WS-7. What is refused is
 * refused before the upgrade. Thread-safe.
 */
final class WebSocketUpgrade {
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int KEY_CHARACTERS = 24;
    private static final String VERSION = "13";
    private static final Header VERSION_SPOKEN =
            HeaderValues.createCached("Sec-WebSocket-Version", VERSION);
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final String API_PREFIX = "/api/ws/";
    private static final List<String> PREFIXES = List.of("/ws/", "/", "/api/");

    private final Supplier<RouteTable<ServedRoute>> routes;
    private final WebSockets sockets;
    private final ServerConfig.WebSocket settings;
    private final RouteServices services;

    WebSocketUpgrade(
            Supplier<RouteTable<ServedRoute>> routes,
            WebSockets sockets,
            ServerConfig.WebSocket settings,
            RouteServices services) {
        this.routes = routes;
        this.sockets = sockets;
        this.settings = settings;
        this.services = services;
    }

    /**
     * Upgrades a request, if there is a WebSocket route of its path.
     *
     * @return what serves the connection from now on, null if there is no such route
     * @throws Refusal if the route refuses it
     */
    @Nullable ServerConnection upgrade(Exchange exchange) {
        if (!exchange.method().equals("GET")) {
            return null;
        }
        Match matched = find(routes.get(), exchange.path());
        if (matched == null) {
            return null;
        }
        try {
            ServerConnection upgraded = upgrade(exchange, matched);
            sockets.countHandshake(matched.route(), SWITCHING_PROTOCOLS);
            return upgraded;
        } catch (Refusal refusal) {
            sockets.countHandshake(matched.route(), refusal.code().status());
            throw refusal;
        } catch (RuntimeException | Error e) {
            sockets.countHandshake(matched.route(), ProblemCode.INTERNAL.status());
            throw e;
        }
    }

    /** A route with the path by which it was found. */
    record Match(ServedRoute route, RequestPath path) {}

    private ServerConnection upgrade(Exchange exchange, Match matched) {
        ServedRoute route = matched.route();
        checkOrigin(exchange);
        exchange.checkQuery();
        RouteRequest request = new RouteRequest(exchange, route.pathParameters(), services);
        Place place =
                sockets.reserve(request.address(), route)
                        .orElseThrow(() -> Refusal.overloaded("Too many WebSocket connections"));
        try {
            SocketCredentials credentials = SocketCredentials.of(exchange);
            credentials.token().ifPresent(request::setToken);
            request.replaceQuery(credentials.query());
            request.replaceParams(route.pathParameters().values(matched.path()));
            if (route.document().options().authRequired()) {
                Admission.authenticate(request);
            }
            checkInput(route, request);
            Handshake handshake = Handshake.of(request);
            byte[] head = head(exchange, accept(exchange), credentials.protocol());
            exchange.connection().gate().open();
            return new UpgradedConnection(sockets, exchange.connection(), head, handshake, place);
        } catch (RuntimeException e) {
            sockets.release(place);
            throw e;
        }
    }

    /** Whether there is a WebSocket route of a path, also below {@code /api/ws} (WS-5). */
    boolean isReached(RequestPath path) {
        return find(routes.get(), path) != null;
    }

    /** Returns the route of a path, also below {@code /api/ws} (WS-5). */
    static @Nullable Match find(RouteTable<ServedRoute> table, RequestPath path) {
        ServedRoute route = table.find(RouteMethod.WS, path);
        if (route != null) {
            return new Match(route, path);
        }
        if (!path.toString().startsWith(API_PREFIX)) {
            return null;
        }
        String rest = path.toString().substring(API_PREFIX.length());
        for (String prefix : PREFIXES) {
            RequestPath other = parse(prefix + rest);
            ServedRoute found = table.find(RouteMethod.WS, other);
            if (found != null) {
                return new Match(found, other);
            }
        }
        return null;
    }

    private static RequestPath parse(String path) {
        try {
            return RequestPath.parse(path);
        } catch (MalformedPathException e) {
            throw Refusal.of(ProblemCode.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static String accept(Exchange exchange) {
        String version = exchange.header("sec-websocket-version").orElse("");
        if (!version.strip().equals(VERSION)) {
            throw Refusal.of(ProblemCode.INVALID_REQUEST, "Only version 13 of WebSocket is spoken")
                    .with(VERSION_SPOKEN);
        }
        String connection = exchange.header("connection").orElse("").toLowerCase(Locale.ROOT);
        if (!List.of(connection.split("\\s*,\\s*")).contains("upgrade")) {
            throw Refusal.of(
                    ProblemCode.INVALID_REQUEST, "The header Connection does not name Upgrade");
        }
        String key = exchange.header("sec-websocket-key").orElse("").strip();
        if (!isKey(key)) {
            throw Refusal.of(
                    ProblemCode.INVALID_REQUEST, "Sec-WebSocket-Key is not 16 bytes in base64");
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + KEY_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isKey(String key) {
        try {
            return key.length() == KEY_CHARACTERS
                    && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void checkOrigin(Exchange exchange) {
        Optional<String> origin = exchange.header("origin");
        List<String> allowed = settings.allowedOrigins();
        if (origin.isPresent() && !allowed.contains("*") && !allowed.contains(origin.get())) {
            throw Refusal.of(
                    ProblemCode.FORBIDDEN, "The origin " + origin.get() + " is not allowed");
        }
    }

    private static void checkInput(ServedRoute route, RouteRequest request) {
        List<InputProblem> found = route.input().check(request);
        if (!found.isEmpty()) {
            throw Refusal.of(ProblemCode.VALIDATION_FAILED, "Validation failed").withErrors(found);
        }
    }

    private static byte[] head(Exchange exchange, String accept, Optional<String> protocol) {
        String head =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + accept
                        + protocol.map(name -> "\r\nSec-WebSocket-Protocol: " + name).orElse("")
                        + "\r\nX-Request-Id: "
                        + exchange.id()
                        + "\r\n\r\n";
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }
}
