package dev.tiercel.server.http;

import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.RouteTable;
import dev.tiercel.server.route.ServedRoute;
import dev.tiercel.server.websocket.CurrentConnection;
import dev.tiercel.server.websocket.WebSockets;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.http2.Http2Upgrader;
import java.util.function.Supplier;

/** The address on which the server listens, by Helidon. */
public final class HttpListener {
    private static final int MORE_THAN_THE_GATE_LETS_THROUGH = 1024;

    private final WebServer server;
    private final RequestRouting routing;

    private HttpListener(WebServer server, RequestRouting routing) {
        this.server = server;
        this.routing = routing;
    }

    /**
     * Binds the address and begins to serve.
     *
     * @param observer is told of every answer
     * @param routes gives the current table of routes
     * @throws ListenException if the address cannot be bound
     */
    public static HttpListener start(
            ServerConfig config,
            ExecutionEnvironment environment,
            Supplier<RouteTable<ServedRoute>> routes,
            WebSockets sockets,
            ReservedPaths reserved,
            RequestObserver observer) {
        ServerConfig.Server settings = config.server();
        HttpAnswers answers = HttpAnswers.of(config);
        Cors cors = new Cors(config.cors());
        ClientAddress addresses = new ClientAddress(settings.trustedProxies());
        RouteExecution execution =
                new RouteExecution(
                        environment, addresses, answers, CurrentConnection.none(sockets));
        RequestRouting routing =
                new RequestRouting(
                        routes,
                        reserved,
                        execution,
                        new WebSocketUpgrade(routes, sockets, config.webSocket(), addresses),
                        cors,
                        answers,
                        settings.concurrentRequestsMax(),
                        observer);
        ProblemDocument problems = answers.problems();
        WebServer server =
                WebServer.create(configuration(settings, routing, problems, cors).buildPrototype());
        server.start();
        if (!server.isRunning()) {
            throw new ListenException(
                    "The address " + settings.host() + ":" + settings.port() + " cannot be bound");
        }
        return new HttpListener(server, routing);
    }

    /** Returns the port that is bound. */
    public int port() {
        return server.port();
    }

    /** Returns the number of requests that are being handled. */
    public int inFlight() {
        return routing.inFlight();
    }

    /** Ends the service: running requests get the grace time, then they are interrupted. */
    public void stop() {
        server.stop();
    }

    private static WebServerConfig.Builder configuration(
            ServerConfig.Server settings,
            RequestRouting routing,
            ProblemDocument problems,
            Cors cors) {
        FixedRouter router = new FixedRouter(routing);
        WebServerConfig.Builder builder =
                WebServerConfig.builder()
                        .host(settings.host())
                        .port(settings.port())
                        .shutdownHook(false)
                        .shutdownGracePeriod(settings.shutdownGrace())
                        .featuresDiscoverServices(false)
                        .protocolsDiscoverServices(false)
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .contentEncoding(new OwnContentEncoding())
                        .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                        .directHandlers(EarlyRefusal.handlers(problems, cors))
                        .addConnectionSelector(new OwnConnections.Http2(http2(), router))
                        .addConnectionSelector(
                                new OwnConnections.Http1(
                                        http1(settings), router, settings.headerBytesMax()));
        return builder;
    }

    /** The gate of a connection has checked a request before Helidon's parser sees it. */
    @SuppressWarnings("removal") // The options that replace these are on as well, and cost more.
    private static Http1ConnectionSelector http1(ServerConfig.Server settings) {
        int headBytesMax = settings.headerBytesMax() + MORE_THAN_THE_GATE_LETS_THROUGH;
        Http1Config config =
                Http1Config.builder()
                        .maxPrologueLength(headBytesMax)
                        .maxHeadersSize(headBytesMax)
                        .validateRequestHeaders(false)
                        .validatePrologue(false)
                        .validatePath(false)
                        .sendKeepAliveHeader(false)
                        .validateResponseHeaders(false)
                        .receiveLog(false)
                        .sendLog(false)
                        .buildPrototype();
        var builder = Http1ConnectionSelector.builder().config(config);
        for (String spelling : WebSocketProtocol.SPELLINGS) {
            builder.addUpgrader(new WebSocketProtocol(spelling));
        }
        return builder.addUpgrader(
                        new GatedUpgrader(Http2Upgrader.create(http2Config()), "http2-settings"))
                .build();
    }

    private static Http2ConnectionSelector http2() {
        return Http2ConnectionSelector.builder().http2Config(http2Config()).build();
    }

    private static Http2Config http2Config() {
        return Http2Config.create();
    }
}
