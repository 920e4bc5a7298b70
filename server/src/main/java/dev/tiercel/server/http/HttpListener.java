package dev.tiercel.server.http;

import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.RouteTable;
import dev.tiercel.server.route.ServedRoute;
import dev.tiercel.server.websocket.CurrentConnection;
import dev.tiercel.server.websocket.WebSockets;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.http2.Http2Upgrader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The address on which the server listens, by Helidon. Thread-safe. */
public final class HttpListener {
    private static final int MORE_THAN_THE_GATE_LETS_THROUGH = 1024;

    /**
     * Heads of HTTP/2 up to so many times the limit are answered; larger ones end the connection.
     */
    private static final int ANSWERED_HEADS = 16;

    /** What cancelled logic gets to send its answer. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private final WebServer server;
    private final RequestRouting routing;
    private final Duration grace;
    private final Set<ClientConnection> connections;
    private final AcceptingThread accepting;
    private volatile boolean isStopping;

    private HttpListener(
            WebServer server,
            AcceptingThread accepting,
            RequestRouting routing,
            Duration grace,
            Set<ClientConnection> connections) {
        this.server = server;
        this.accepting = accepting;
        this.routing = routing;
        this.grace = grace;
        this.connections = connections;
    }

    /**
     * Binds the address and begins to serve.
     *
     * @param observer is told of every answer
     * @param routes gives the current table of routes
     * @throws ListenException if the address cannot be bound
     * @throws dev.tiercel.server.config.ConfigException if the certificate cannot be read
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
        RouteServices services =
                RouteServices.of(config, environment, CurrentConnection.none(sockets));
        RouteExecution execution = new RouteExecution(services, answers);
        RequestRouting routing =
                new RequestRouting(
                        routes,
                        new RequestRouting.Surroundings(reserved, observer),
                        execution,
                        new WebSocketUpgrade(routes, sockets, config.webSocket(), services),
                        answers,
                        settings);
        // Connections are only needed as long as somebody else has them.
        Set<ClientConnection> connections =
                Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
        WebServerConfig.Builder builder =
                builder()
                        .host(settings.host())
                        .port(settings.port())
                        .shutdownGracePeriod(settings.shutdownGrace().plus(LAST_ANSWERS))
                        .directHandlers(EarlyRefusal.handlers(answers.problems(), answers.cors()));
        FixedRouter router = new FixedRouter(routing);
        builder.addConnectionSelector(
                        new OwnConnections.Http2(
                                http2(settings.headerBytesMax()), router, connections))
                .addConnectionSelector(
                        new OwnConnections.Http1(
                                http1(settings, connections),
                                router,
                                connections,
                                settings.headerBytesMax()));
        settings.tls().ifPresent(files -> builder.tls(tls(new CertificateFiles(files))));
        Set<Thread> others = AcceptingThread.running();
        WebServer server = start(builder, settings);
        return new HttpListener(
                server,
                AcceptingThread.since(others),
                routing,
                settings.shutdownGrace(),
                connections);
    }

    /**
     * Begins to load what a listener is made of, which takes longer than to start one: in a thread
     * beside the one that loads the documents.
     */
    public static void preload() {
        Thread.ofPlatform()
                .daemon(true)
                .name("tiercel-preload")
                .start(() ->
                        WebServer.create(
                                builder().addConnectionSelector(http2(0)).buildPrototype()));
    }

    private static WebServer start(WebServerConfig.Builder builder, ServerConfig.Server settings) {
        WebServer server = WebServer.create(builder.buildPrototype());
        try {
            server.start();
        } catch (UncheckedIOException e) {
            throw notBound(settings);
        }
        if (!server.isRunning()) {
            throw notBound(settings);
        }
        return server;
    }

    private static ListenException notBound(ServerConfig.Server settings) {
        return new ListenException(
                "The address " + settings.host() + ":" + settings.port() + " cannot be bound");
    }

    /** Returns the port that is bound. */
    public int port() {
        return server.port();
    }

    /** Returns the number of requests that are being handled. */
    public int inFlight() {
        return routing.inFlight();
    }

    /**
     * Ends the service: no new connections; running requests get the grace time, then their logic
     * is cancelled.
     */
    public void stop() {
        isStopping = true;
        CountDownLatch stopped = new CountDownLatch(1);
        Thread.ofVirtual().name("tiercel-grace").start(() -> cancelAfterGrace(stopped));
        server.stop();
        stopped.countDown();
    }

    /** Runs an action if connections are no longer accepted although nobody has stopped this. */
    public void whenLost(Runnable action) {
        accepting.whenEnded(() -> {
            if (!isStopping) {
                action.run();
            }
        });
    }

    private void cancelAfterGrace(CountDownLatch stopped) {
        try {
            if (!stopped.await(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                synchronized (connections) {
                    connections.forEach(connection -> connection.running().cancel());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static WebServerConfig.Builder builder() {
        return WebServerConfig.builder()
                .shutdownHook(false)
                .maxTcpConnections(OpenFiles.connectionsMax())
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .contentEncoding(new OwnContentEncoding())
                .errorHandling(ErrorHandling.builder().includeEntity(true).build());
    }

    private static Tls tls(CertificateFiles files) {
        return Tls.builder()
                .sslContext(files.context())
                .applicationProtocols(List.of("h2", "http/1.1"))
                .build();
    }

    /** The gate of a connection has checked a request before Helidon's parser sees it. */
    @SuppressWarnings("removal") // The options that replace these are on as well, and cost more.
    private static Http1ConnectionSelector http1(
            ServerConfig.Server settings, Set<ClientConnection> open) {
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
        return Http1ConnectionSelector.builder()
                .config(config)
                .addUpgrader(new WebSocketProtocol())
                .addUpgrader(
                        new GatedUpgrader(
                                Http2Upgrader.create(http2Config(settings.headerBytesMax())),
                                "http2-settings",
                                open))
                .build();
    }

    private static Http2ConnectionSelector http2(int headBytesMax) {
        return Http2ConnectionSelector.builder().http2Config(http2Config(headBytesMax)).build();
    }

    /** Paths and sizes of heads are judged where they can be answered. */
    private static Http2Config http2Config(int headBytesMax) {
        return Http2Config.builder()
                .validatePath(false)
                .maxHeaderListSize(
                        (long) ANSWERED_HEADS * headBytesMax + MORE_THAN_THE_GATE_LETS_THROUGH)
                .buildPrototype();
    }
}
