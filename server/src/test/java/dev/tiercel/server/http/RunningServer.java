package dev.tiercel.server.http;

import dev.tiercel.server.assembly.TiercelServer;
import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.route.Registered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A server of its own for a test, with documents and configuration of its own. */
public final class RunningServer implements AutoCloseable {
    private final Path directory;
    private final TiercelServer server;

    private RunningServer(Path directory, TiercelServer server) {
        this.directory = directory;
        this.server = server;
    }

    /** Starts a server that serves some documents. */
    public static RunningServer with(String... documents) {
        return configured("", documents);
    }

    /**
     * Starts a server.
     *
     * @param configuration text of the configuration file; {@code %s} in it is the directory of the
     *     server
     */
    public static RunningServer configured(String configuration, String... documents) {
        try {
            Path directory = Files.createTempDirectory("tiercel");
            Path folder = Files.createDirectory(directory.resolve("documents"));
            for (int i = 0; i < documents.length; i++) {
                Files.writeString(folder.resolve("document" + i + ".yaml"), documents[i]);
            }
            TiercelServer server = start(directory, configuration, folder);
            for (Registered document : server.registry().current().documents()) {
                if (document.isQuarantined()) {
                    server.close();
                    throw new IllegalArgumentException(document.diagnostics().toString());
                }
            }
            return new RunningServer(directory, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TiercelServer start(Path directory, String configuration, Path folder)
            throws IOException {
        Path file = directory.resolve("tiercel.yaml");
        Files.writeString(
                file,
                configuration.isEmpty()
                        ? "server: {}\n"
                        : configuration.replace("%s", directory.toString()));
        ServerConfig config =
                ConfigReader.read(
                                Optional.of(file),
                                Map.of(),
                                Map.of(
                                        "server.port",
                                        "0",
                                        "data.directory",
                                        directory.resolve("data").toString()),
                                "test")
                        .withDirectories(List.of(folder.toString()));
        return TiercelServer.start(config, Map.of("REGION", "north"));
    }

    public int port() {
        return server.port();
    }

    public TiercelServer server() {
        return server;
    }

    /** Returns the directory of this server, with its configuration, data and documents. */
    public Path directory() {
        return directory;
    }

    /** Sends one request on a connection of its own; each line of the head without line end. */
    public RawAnswer send(String... headLines) {
        try (RawConnection connection = RawConnection.to(port())) {
            connection.send(String.join("\r\n", headLines) + "\r\n\r\n");
            return connection.answer();
        }
    }

    /** Sends a GET request. */
    public RawAnswer get(String target, String... headers) {
        return request("GET", target, "", headers);
    }

    /** Sends a request whose body is text. */
    public RawAnswer request(String method, String target, String body, String... headers) {
        try (RawConnection connection = RawConnection.to(port())) {
            connection.send(RawConnection.request(method, target, body, headers));
            return method.equals("HEAD") ? connection.answerToHead() : connection.answer();
        }
    }

    /** Posts JSON. */
    public RawAnswer postJson(String target, String json, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Type: application/json";
        return request("POST", target, json, all);
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
