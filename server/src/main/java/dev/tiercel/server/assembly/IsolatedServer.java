package dev.tiercel.server.assembly;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.runtime.RandomSource;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.DocumentSet;
import dev.tiercel.server.route.Registry;
import dev.tiercel.server.route.ReleasePlan;
import dev.tiercel.server.trial.DocumentTests;
import dev.tiercel.server.trial.LocalClient;
import dev.tiercel.server.trial.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A server in this process with a data directory of its own that is removed in the end: for tests,
 * single requests and explanations (CFG-22).
 */
public final class IsolatedServer implements AutoCloseable {
    private final Path directory;
    private final TiercelServer server;
    private final LocalClient client;
    private final AtomicReference<Optional<Instant>> now;

    private IsolatedServer(
            Path directory, TiercelServer server, AtomicReference<Optional<Instant>> now) {
        this.directory = directory;
        this.server = server;
        this.client = new LocalClient(server.port());
        this.now = now;
    }

    /**
     * What is different from the server that the configuration describes.
     *
     * @param seed of random values; nothing for real chance
     * @param now where the clock stands; nothing for the real one
     */
    public record Isolation(
            Map<String, String> variables,
            Optional<Long> seed,
            Optional<Instant> now,
            boolean allowsNetwork) {}

    /**
     * Makes the configuration that a server needs to be isolated.
     *
     * @param read reads the configuration with more values by key
     */
    public static IsolatedServer start(
            Function<Map<String, String>, ServerConfig> read, Isolation isolation) {
        try {
            Path directory = Files.createTempDirectory("tiercel-isolated");
            AtomicReference<Optional<Instant>> now = new AtomicReference<>(isolation.now());
            InstantSource instants = () -> now.get().orElseGet(Instant::now);
            ServerConfig config =
                    read.apply(
                            Map.of(
                                    "server.host", "127.0.0.1",
                                    "server.port", "0",
                                    "data.directory", directory.resolve("data").toString(),
                                    "documents.watch", "false"));
            Surroundings surroundings =
                    new Surroundings(
                            isolation.variables(),
                            instants,
                            isolation
                                    .seed()
                                    .map(RandomSource::seeded)
                                    .orElseGet(RandomSource::system),
                            isolation.allowsNetwork());
            return new IsolatedServer(directory, TiercelServer.start(config, surroundings), now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves documents; returns the plan, which may be rejected. */
    public ReleasePlan serve(DocumentSet documents) {
        return server.registry()
                .apply(documents.change(), documents.diagnostics(), _ -> true)
                .plan();
    }

    public Registry registry() {
        return server.registry();
    }

    /** Sends a request. */
    public LocalClient.Answer send(LocalClient.Request request) {
        return client.send(request);
    }

    /** Runs the tests of a route. */
    public List<TestResult> test(RouteDocument route, Predicate<String> isWanted) {
        Optional<Instant> usual = now.get();
        List<TestResult> results =
                new DocumentTests(client, time -> now.set(time.or(() -> usual)))
                        .run(route, isWanted);
        now.set(usual);
        return results;
    }

    @Override
    public void close() {
        client.close();
        server.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
