package dev.tiercel.server.assembly;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.jit.tier.ChunkEvent;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.runtime.CoarseClock;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.server.admin.AdminApi;
import dev.tiercel.server.admin.ServerPhase;
import dev.tiercel.server.admin.ServerPhases;
import dev.tiercel.server.config.ConfigException;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.http.HttpHookSupport;
import dev.tiercel.server.http.HttpListener;
import dev.tiercel.server.http.ListenException;
import dev.tiercel.server.http.RouteTrial;
import dev.tiercel.server.metrics.ServerMetrics;
import dev.tiercel.server.profile.DocumentEvents;
import dev.tiercel.server.route.DirectoryDocuments;
import dev.tiercel.server.route.DirectoryWatch;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.ReleaseLoader;
import dev.tiercel.server.store.DocumentStore;
import dev.tiercel.server.store.FileOperations;
import dev.tiercel.server.store.ReleaseOrigin;
import dev.tiercel.server.store.StoreException;
import dev.tiercel.server.websocket.WebSockets;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: everything it is made of, started and stopped in order (CFG-9 to CFG-13).
 * Thread-safe.
 */
public final class TiercelServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TiercelServer.class);
    private static final Duration CLOCK_PERIOD = Duration.ofMillis(4);

    private final DocumentStore store;
    private final Machinery machinery;
    private final Registry registry;
    private final HttpListener listener;
    private final ServerPhases phases;
    private final Optional<DirectoryWatch> watch;
    private volatile List<ChunkEvent> chunkEvents = List.of();

    /** What has threads of its own besides the listener. */
    private record Machinery(
            CoarseClock clock,
            TierController tiers,
            ServerConnectors connectors,
            WebSockets sockets,
            Duration grace) {
        void close() {
            sockets.close();
            tiers.close();
            connectors.close();
            clock.close();
        }
    }

    private TiercelServer(
            DocumentStore store,
            Machinery machinery,
            Registry registry,
            HttpListener listener,
            ServerPhases phases,
            Optional<DirectoryWatch> watch) {
        this.store = store;
        this.machinery = machinery;
        this.registry = registry;
        this.listener = listener;
        this.phases = phases;
        this.watch = watch;
    }

    /**
     * Starts a server.
     *
     * @param variables of the environment
     * @throws StartException if it cannot start
     * @throws ConfigException if it cannot start as it is configured
     */
    public static TiercelServer start(ServerConfig config, Map<String, String> variables) {
        TiercelServer server = start(config, Surroundings.real(variables));
        server.becomeKnown();
        server.logStart(config);
        // Not before: the first answers need nothing of it.
        server.machinery.connectors().openClient();
        return server;
    }

    /**
     * Starts a server in given surroundings, without a word in the log.
     *
     * @throws StartException if it cannot start
     * @throws ConfigException if it cannot start as it is configured
     */
    public static TiercelServer start(ServerConfig config, Surroundings surroundings) {
        checkExposure(config);
        checkDirectories(config.documents().directories());
        DocumentStore store;
        try {
            store = DocumentStore.open(config.data().directory(), FileOperations.onDisk());
        } catch (StoreException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
        CoarseClock clock = CoarseClock.ticking(CLOCK_PERIOD);
        try {
            return start(config, surroundings, store, clock);
        } catch (StoreException | ListenException | UncheckedIOException e) {
            clock.close();
            store.close();
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (ConfigException e) {
            clock.close();
            store.close();
            throw e;
        }
    }

    private static TiercelServer start(
            ServerConfig config,
            Surroundings surroundings,
            DocumentStore store,
            CoarseClock clock) {
        store.removeGarbage();
        ServerMetrics metrics = new ServerMetrics(version());
        TierController tiers = EngineAssembly.tiers(config, metrics);
        ServerConnectors connectors = ServerConnectors.of(config, metrics);
        Registry registry =
                new ReleaseLoader(
                                store,
                                EngineAssembly.frontEnd(config, connectors.inspector()),
                                EngineAssembly.assembler(config, tiers))
                        .load(InstantSource.system(), config.data().keepReleases());
        registry.onChange(metrics);
        List<Path> directories = config.documents().directories();
        DirectoryDocuments files =
                new DirectoryDocuments(registry, directories, InstantSource.system());
        files.synchronize(ReleaseOrigin.START);
        ServerPhases phases = new ServerPhases(version());
        ExecutionEnvironment environment =
                EngineAssembly.environment(config, surroundings, clock, connectors);
        WebSockets sockets =
                new WebSockets(
                        config.webSocket(),
                        environment,
                        registry::newest,
                        new HttpHookSupport(config),
                        metrics);
        registry.onRelease(sockets::releasePublished);
        AdminApi admin =
                new AdminApi(
                        config,
                        registry,
                        tiers,
                        new AdminApi.Trials(
                                new RouteTrial(config, environment, sockets),
                                new ReleaseTests(config, registry)),
                        metrics,
                        phases);
        HttpListener listener =
                HttpListener.start(
                        config,
                        environment,
                        () -> registry.current().table(),
                        sockets,
                        admin,
                        metrics);
        metrics.gauge("tiercel_http_in_flight", Map.of(), listener::inFlight);
        registry.serve();
        phases.enter(ServerPhase.READY);
        Optional<DirectoryWatch> watch =
                directories.isEmpty() || !config.documents().watch()
                        ? Optional.empty()
                        : Optional.of(
                                DirectoryWatch.start(
                                        directories,
                                        config.documents().debounce(),
                                        () -> files.synchronize(ReleaseOrigin.DIRECTORY)));
        return new TiercelServer(
                store,
                new Machinery(clock, tiers, connectors, sockets, config.server().shutdownGrace()),
                registry,
                listener,
                phases,
                watch);
    }

    private static void checkExposure(ServerConfig config) {
        String host = config.server().host();
        boolean isOpen = !isLoopback(host);
        if (isOpen && config.admin().token().isEmpty() && !config.admin().isInsecure()) {
            throw new StartException(
                    "The address "
                            + host
                            + " is open to other machines and the admin API has no token: set"
                            + " `admin.token`, or give `--insecure-admin`");
        }
    }

    private static void checkDirectories(List<Path> directories) {
        List<String> mistakes =
                directories.stream()
                        .filter(directory -> !Files.isDirectory(directory))
                        .map(directory ->
                                "`documents.directories`: " + directory + " is no directory")
                        .toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigException(mistakes);
        }
    }

    private static String version() {
        return Objects.requireNonNullElse(
                TiercelServer.class.getPackage().getImplementationVersion(), "development");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartException("The address " + host + " is unknown", e);
        }
    }

    /** Lets those find the server who record it; it answers already, so that nobody waits. */
    private void becomeKnown() {
        try {
            store.nameHolder();
        } catch (StoreException e) {
            LOG.warn("Other processes cannot find this one by its data directory", e);
        }
        chunkEvents = List.of(machinery.tiers().chunkEvent(), DocumentEvents.of(registry));
    }

    private void logStart(ServerConfig config) {
        if (config.engine().tiering().specializeCalls()
                != ServerConfig.Tiering.SPECIALIZE_CALLS_DEFAULT) {
            LOG.warn("engine.tiering.specialize_calls has no effect: there is no tier 2");
        }
        LOG.info(
                "Listening on {}:{}, release {}, {} routes",
                config.server().host(),
                port(),
                registry.current().number(),
                registry.current().documents(DocumentKind.ROUTE).size());
    }

    /** Returns the port that is bound. */
    public int port() {
        return listener.port();
    }

    /** Returns the number of requests that are being handled. */
    public int requestsInFlight() {
        return listener.inFlight();
    }

    /** Runs an action if connections are no longer accepted although nobody has stopped this. */
    public void whenLost(Runnable action) {
        listener.whenLost(action);
    }

    /** Returns the documents. */
    public Registry registry() {
        return registry;
    }

    /** Stops the server: running requests and hooks get their grace time, at the same time. */
    @Override
    public void close() {
        phases.enter(ServerPhase.STOPPING);
        watch.ifPresent(DirectoryWatch::close);
        Thread sockets =
                Thread.ofPlatform()
                        .name("tiercel-sockets-stop")
                        .start(() -> machinery.sockets().stop(machinery.grace()));
        listener.stop();
        try {
            sockets.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        chunkEvents.forEach(ChunkEvent::close);
        machinery.close();
        store.close();
    }
}
