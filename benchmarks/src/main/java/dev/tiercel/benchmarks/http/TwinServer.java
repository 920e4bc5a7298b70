package dev.tiercel.benchmarks.http;

import dev.tiercel.benchmarks.HandWritten;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
     * @param arguments the port, the URL of the database, the URL of Redis
     */
    @SuppressWarnings("removal") // as in the server that it is compared with
    public static void main(String[] arguments) {
        ConnectorTwin connectors = new ConnectorTwin(arguments[1], arguments[2]);
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
                .routing(routing -> routes(routing, connectors))
                .build()
                .start();
    }

    private static void routes(HttpRouting.Builder routing, ConnectorTwin connectors) {
        routing.post(
                        "/api/checkout/0",
                        (_, response) -> {
                            byte[] answer = HandWritten.checkout();
                            send(response, answer);
                        })
                .post(
                        "/api/orders/0",
                        (request, response) -> {
                            byte[] answer = HandWritten.order(body(request));
                            send(response, answer);
                        })
                .get(
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
                        (request, response) ->
                                send(
                                        response,
                                        connectors.profile(
                                                request.path().pathParameters().get("id"))));
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

    private static int id(ServerRequest request) {
        return Integer.parseInt(request.path().pathParameters().get("id"));
    }

    private static byte[] body(ServerRequest request) {
        try (InputStream in = request.content().inputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
