package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.HandWritten;
import dev.tiercel.server.assembly.LogSetup;
import dev.tiercel.server.config.ServerConfig;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The routes of the comparison by hand on Helidon, with the settings of Tiercel. */
public final class TwinServer {
    private static final Header JSON =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

    private static final Header ANY_ORIGIN =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    private static final HeaderName REQUEST_ID = HeaderNames.create("x-request-id", "X-Request-Id");

    private TwinServer() {}

    /**
     * Serves until the process ends.
     *
     * @param arguments the port, the number of further routes, and if there are backends the URL of
     *     the database and the URL of Redis
     */
    @SuppressWarnings("removal") // as in the server that it is compared with
    public static void main(String[] arguments) {
        LogSetup.apply(
                new ServerConfig.Log(ServerConfig.LogThreshold.INFO, ServerConfig.LogFormat.TEXT));
        Http1Config http =
                Http1Config.builder()
                        .sendKeepAliveHeader(false)
                        .validateResponseHeaders(false)
                        .receiveLog(false)
                        .sendLog(false)
                        .buildPrototype();
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .addConnectionSelector(Http1ConnectionSelector.builder().config(http).build())
                .routing(routing -> routes(routing, List.of(arguments)))
                .build()
                .start();
    }

    private static void routes(HttpRouting.Builder routing, List<String> arguments) {
        routing.get("/api/hello", (_, response) -> send(response, TwinAnswers.hello()))
                .get(
                        "/api/users/{id}",
                        (request, response) -> send(response, TwinAnswers.user(name(request))))
                .post("/api/checkout/0", (_, response) -> send(response, HandWritten.checkout()))
                .post(
                        "/api/orders/0",
                        (request, response) -> send(response, HandWritten.order(body(request))))
                .post(
                        "/api/quotes",
                        (request, response) -> send(response, QuoteTwin.answer(body(request))))
                .post("/api/accounts", TwinServer::register);
        for (int i = 0; i < Integer.parseInt(arguments.get(1)); i++) {
            int route = i;
            routing.get(
                    "/n" + i + "/items/{id}",
                    (request, response) ->
                            send(response, TwinAnswers.numbered(route, name(request))));
        }
        if (arguments.size() > 2) {
            connectorRoutes(routing, new ConnectorTwin(arguments.get(2), arguments.get(3)));
        }
    }

    private static void connectorRoutes(HttpRouting.Builder routing, ConnectorTwin connectors) {
        routing.get(
                        "/api/people/{id}",
                        (request, response) -> send(response, connectors.person(id(request))))
                .get(
                        "/api/people/{id}/next",
                        (request, response) -> send(response, connectors.peopleAfter(id(request))))
                .post(
                        "/api/visits",
                        (request, response) -> send(response, connectors.visit(body(request))))
                .get(
                        "/api/profiles/{id}",
                        (request, response) -> send(response, connectors.profile(name(request))));
    }

    private static void register(ServerRequest request, ServerResponse response) {
        AccountTwin account = AccountTwin.read(body(request));
        response.status(account.isValid() ? Status.CREATED_201 : Status.BAD_REQUEST_400);
        send(response, account.answer());
    }

    /** Sends the headers that Tiercel sends. */
    private static void send(ServerResponse response, byte[] answer) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        response.headers().set(ANY_ORIGIN);
        response.headers().set(HeaderValues.create(REQUEST_ID, id));
        response.headers().set(JSON);
        response.send(answer);
    }

    private static String name(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    private static int id(ServerRequest request) {
        return Integer.parseInt(name(request));
    }

    private static byte[] body(ServerRequest request) {
        byte[] bytes = new byte[(int) request.headers().contentLength().orElseThrow()];
        try (InputStream in = request.content().inputStream()) {
            in.readNBytes(bytes, 0, bytes.length);
            // Helidon takes a body as read when its stream has said so.
            if (in.read() >= 0) {
                throw new IOException("the body is longer than declared");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
