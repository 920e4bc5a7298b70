package dev.tiercel.server.assembly;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.runtime.RandomSource;
import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.DocumentSet;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.ReleaseChange;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.trial.DocumentTests;
import dev.tiercel.server.trial.LocalClient;
import dev.tiercel.server.trial.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A server in this process with a data directory of its own that is removed in the end: for tests,
 * single requests, load and explanations (CFG-22). Used by one thread at a time.
 */
public final class IsolatedServer implements AutoCloseable {
    private static final List<String> RELEASE_FOLDERS = List.of("releases", "objects");
    private static final String CURRENT = "CURRENT";

    private final TemporaryDirectory directory;
    private final TiercelServer server;
    private final LocalClient client;
    private final Outside outside;

    private IsolatedServer(TemporaryDirectory directory, TiercelServer server, Outside outside) {
        this.directory = directory;
        this.server = server;
        this.client = new LocalClient(server.port());
        this.outside = outside;
    }

    /**
     * What is different from the server that the configuration describes.
     *
     * @param seed of random values; nothing for real chance
     * @param now where the clock stands; nothing for the real one
     * @param allowsNetwork whether outgoing requests are sent
     * @param usesDatabases whether the configured databases and Redis are used
     */
    public record Isolation(
            Map<String, String> variables,
            Optional<Long> seed,
            Optional<Instant> now,
            boolean allowsNetwork,
            boolean usesDatabases) {
        /** Reaches nothing outside, and knows no variable of the environment. */
        public static final Isolation COMPLETE =
                new Isolation(Map.of(), Optional.empty(), Optional.empty(), false, false);

        /** Has what the server itself has. */
        public static Isolation none(Map<String, String> variables) {
            return new Isolation(variables, Optional.empty(), Optional.empty(), true, true);
        }
    }

    /** What stands for the world outside: it can be changed between requests. */
    private static final class Outside {
        private final Isolation isolation;
        private final AtomicReference<Optional<Instant>> now;
        private final Random random = new Random();
        private Optional<IsolatedConnectors> connectors = Optional.empty();

        Outside(Isolation isolation) {
            this.isolation = isolation;
            this.now = new AtomicReference<>(isolation.now());
        }

        Surroundings surroundings(ServerConfig config) {
            InstantSource instants = () -> now.get().orElseGet(Instant::now);
            RandomSource chance =
                    isolation.seed().isPresent()
                            ? new RandomSource(random, random)
                            : RandomSource.system();
            return new Surroundings(
                    isolation.variables(), instants, chance, real -> isolated(real, config));
        }

        /** Makes databases empty. */
        void renew() {
            connectors.ifPresent(IsolatedConnectors::renew);
        }

        /** Makes chance begin anew, at a time (LANG-66). */
        void begin(Optional<Instant> time) {
            isolation.seed().ifPresent(random::setSeed);
            now.set(time);
        }

        private Connectors isolated(Connectors real, ServerConfig config) {
            IsolatedConnectors made =
                    new IsolatedConnectors(real, config.databases().keySet(), isolation);
            connectors = Optional.of(made);
            return made;
        }
    }

    /**
     * Starts a server without documents.
     *
     * @param config makes the configuration of a server with a given data directory; its address is
     *     not used
     * @throws StartException if it cannot start
     */
    public static IsolatedServer start(Function<Path, ServerConfig> config, Isolation isolation) {
        return start(config, isolation, Optional.empty());
    }

    /**
     * Starts a server that serves the current release of a data directory, which is only read.
     *
     * @throws StartException if it cannot start
     */
    public static IsolatedServer startWithRelease(
            Function<Path, ServerConfig> config, Isolation isolation, Path data) {
        return start(config, isolation, Optional.of(data));
    }

    private static IsolatedServer start(
            Function<Path, ServerConfig> config, Isolation isolation, Optional<Path> data) {
        TemporaryDirectory directory = TemporaryDirectory.create("tiercel-isolated");
        try {
            return start(config, isolation, data, directory);
        } catch (IOException e) {
            directory.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static IsolatedServer start(
            Function<Path, ServerConfig> config,
            Isolation isolation,
            Optional<Path> data,
            TemporaryDirectory directory)
            throws IOException {
        Path own = Files.createDirectory(directory.path().resolve("data"));
        if (data.isPresent()) {
            copyRelease(data.get(), own);
        }
        ServerConfig isolated = config.apply(own).isolated(own);
        Outside outside = new Outside(isolation);
        return new IsolatedServer(
                directory, TiercelServer.start(isolated, outside.surroundings(isolated)), outside);
    }

    private static void copyRelease(Path from, Path to) throws IOException {
        if (!Files.exists(from.resolve(CURRENT))) {
            throw new StartException("The data directory " + from + " holds no release");
        }
        List<Path> files = new ArrayList<>(List.of(from.resolve(CURRENT)));
        for (String folder : RELEASE_FOLDERS) {
            Files.createDirectory(to.resolve(folder));
            try (Stream<Path> found = Files.list(from.resolve(folder))) {
                files.addAll(found.toList());
            }
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }

    /** Serves documents beside those that are served; returns the plan, which may be rejected. */
    public ReleasePlan serve(DocumentSet documents) {
        return serve(documents.change(), documents);
    }

    /** Makes a change; returns the plan, which may be rejected. */
    public ReleasePlan serve(ReleaseChange change, DocumentSet documents) {
        return server.registry().apply(change, documents.diagnostics(), _ -> true).plan();
    }

    public Registry registry() {
        return server.registry();
    }

    public int port() {
        return server.port();
    }

    /** Sends a request. */
    public LocalClient.Answer send(LocalClient.Request request) {
        return client.send(request);
    }

    /**
     * Makes a route run in a tier.
     *
     * @return the tier that it reaches
     */
    public int run(RouteDocument route, int tier) {
        int reached = tier;
        for (LiveUnit unit : units(route)) {
            if (tier == 0) {
                unit.entry().interpret();
            } else {
                unit.entry().compile();
            }
            reached = Math.min(reached, unit.entry().tier().number());
        }
        return reached;
    }

    /** Returns the lowest tier in which a unit of a route runs now. */
    public int tier(RouteDocument route) {
        return units(route).stream().mapToInt(unit -> unit.entry().tier().number()).min().orElse(0);
    }

    private List<LiveUnit> units(RouteDocument route) {
        return registry().current().documents(DocumentKind.ROUTE).stream()
                .flatMap(registered -> registered.version().stream())
                .filter(version -> version.document().equals(route))
                .flatMap(version -> version.route().stream())
                .flatMap(served -> served.units().stream())
                .toList();
    }

    /** Runs the tests of a route, with empty databases. */
    public List<TestRun> test(RouteDocument route, Predicate<String> isWanted) {
        if (route.options().tests().isEmpty()) {
            return List.of();
        }
        outside.renew();
        Optional<Instant> usual = outside.now.get();
        List<TestRun> runs =
                new DocumentTests(client, time -> outside.begin(time.or(() -> usual)))
                        .run(route, isWanted);
        outside.now.set(usual);
        return runs;
    }

    @Override
    public void close() {
        server.close();
        outside.connectors.ifPresent(IsolatedConnectors::close);
        directory.close();
    }
}
