package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import dev.tiercel.server.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** CFG-15 where the data directory takes nothing: {@code /dev/full} has no space left. */
class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");
    private static final String ROUTES = "/api/v1/dynamic-routes";
    private static final String OLD = route("old");
    private static final String NEW = route("new");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects", "releases", "CURRENT"})
    @DisplayName("CFG-15, ERR-16: a release that does not fit is told, and changes nothing")
    void fullDisk(String step) throws IOException {
        try (RunningServer server = RunningServer.with()) {
            Path data = server.directory().resolve("data");
            assertThat(server.postJson(ROUTES, OLD).status()).isEqualTo(201);
            Path full = data.resolve(temporary(step));
            Files.createSymbolicLink(full, FULL);

            RawAnswer answer = server.postJson(ROUTES, NEW, "X-Request-Id: full");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body())
                    .contains(
                            "\"code\":\"UNAVAILABLE\"",
                            "\"message\":\"The release 2 could not be written to the data directory "
                                    + data
                                    + ": No space left on device\"");
            assertThat(server.get("/old").body()).isEqualTo("\"old\"");
            assertThat(server.get("/new").status()).isEqualTo(404);
            assertThat(server.get("/api/v1/releases").body()).startsWith("{\"current\":1,");
            assertThat(Files.isSymbolicLink(full)).as("half a file takes no space").isFalse();
            assertThat(names(data.resolve("objects"))).containsExactly(sha256(OLD) + ".json");
            assertThat(names(data.resolve("releases"))).containsExactly("1.json");
            List<ILoggingEvent> errors = errors(server);
            assertThat(errors).hasSize(1);
            assertThat(errors.getFirst().getFormattedMessage())
                    .endsWith("data: No space left on device");
            assertThat(errors.getFirst().getThrowableProxy()).isNull();

            RawAnswer again = server.postJson(ROUTES, NEW);

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.header("x-tiercel-release")).isEqualTo("2");
            assertThat(server.get("/new").body()).isEqualTo("\"new\"");
        }
    }

    @Test
    @DisplayName("CFG-15: of many documents that do not fit none is there")
    void manyDocuments() throws IOException {
        List<String> documents =
                IntStream.range(0, 70).mapToObj(i -> i == 40 ? NEW : route("r" + i)).toList();
        String body = documents.stream().collect(Collectors.joining(",", "[", "]"));
        try (RunningServer server = RunningServer.with()) {
            Path full = server.directory().resolve("data").resolve(temporary("objects"));
            Files.createSymbolicLink(full, FULL);

            RawAnswer answer = server.request("PUT", "/api/v1/releases", body);

            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).contains("No space left on device");
            assertThat(server.get("/r1").status()).isEqualTo(404);
            assertThat(names(full.getParent())).as("69 fitted").isEmpty();
            assertThat(server.request("PUT", "/api/v1/releases", body).status()).isEqualTo(200);
            assertThat(server.get("/r1").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"releases", "CURRENT"})
    @DisplayName("CFG-15: a text that an earlier release has as well stays there")
    void sharedText(String step) throws IOException {
        try (RunningServer server = RunningServer.with()) {
            String id = server.postJson(ROUTES, OLD).member("route_id");
            assertThat(server.request("DELETE", ROUTES + "/" + id, "").status()).isEqualTo(200);
            Path data = server.directory().resolve("data");
            Files.createSymbolicLink(data.resolve(temporary(step).replace("2", "3")), FULL);

            assertThat(server.postJson(ROUTES, "[" + OLD + "," + NEW + "]").status())
                    .isEqualTo(503);

            assertThat(names(data.resolve("objects"))).containsExactly(sha256(OLD) + ".json");
            assertThat(server.request("POST", "/api/v1/releases/1/rollback", "").status())
                    .isEqualTo(200);
            assertThat(server.get("/old").body()).isEqualTo("\"old\"");
        }
    }

    @Test
    @DisplayName(
            "CFG-15: a data directory whose parts are gone is told, and works when they return")
    void lostDirectory() throws IOException {
        try (RunningServer server = RunningServer.with()) {
            assertThat(server.postJson(ROUTES, OLD).status()).isEqualTo(201);
            Path objects = server.directory().resolve("data").resolve("objects");
            Path away = objects.resolveSibling("away");
            Files.move(objects, away);
            Files.writeString(objects, "");

            RawAnswer answer = server.postJson(ROUTES, NEW);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains(": Not a directory\"");
            assertThat(server.get("/old").body()).isEqualTo("\"old\"");

            Files.delete(objects);
            Files.move(away, objects);
            assertThat(server.postJson(ROUTES, NEW).status()).isEqualTo(201);
        }
    }

    @Test
    @DisplayName("ADM-6: a change is made also if an old release cannot be removed")
    void releaseThatCannotBeRemoved() throws IOException {
        try (RunningServer server = RunningServer.configured("data: {keep_releases: 1}\n")) {
            assertThat(server.postJson(ROUTES, OLD).status()).isEqualTo(201);
            Path kept = server.directory().resolve("data/releases/1.json");
            Files.delete(kept);
            Files.createDirectories(kept.resolve("something"));

            assertThat(server.postJson(ROUTES, NEW).status()).isEqualTo(201);

            assertThat(server.get("/new").body()).isEqualTo("\"new\"");
            assertThat(errors(server)).hasSize(1);
            assertThat(errors(server).getFirst().getFormattedMessage())
                    .contains(kept + " could not be removed");
        }
    }

    @Test
    @DisplayName("CFG-20: a file that changed while the disk was full is served when it is not")
    void watchedFile() throws IOException {
        try (RunningServer server =
                RunningServer.configured("documents: {debounce_ms: 10}\n", OLD)) {
            Path data = server.directory().resolve("data");
            Path current = data.resolve("CURRENT.tmp");
            Files.createSymbolicLink(current, FULL);

            Files.writeString(server.directory().resolve("documents/new.yaml"), NEW);

            while (server.get("/new").status() != 200) {
                Thread.onSpinWait();
            }
            assertThat(errors(server)).hasSize(1);
            assertThat(errors(server).getFirst().getFormattedMessage())
                    .contains("No space left on device");
            assertThat(errors(server).getFirst().getThrowableProxy()).isNull();
        }
    }

    /** Returns what is told of a server; others run at the same time. */
    private List<ILoggingEvent> errors(RunningServer server) {
        String directory = server.directory().toString();
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .filter(event -> event.getFormattedMessage().contains(directory))
                .toList();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the file that a step of the change to the release 2 writes. */
    private static String temporary(String step) {
        return switch (step) {
            case "objects" -> "objects/" + sha256(NEW) + ".json.tmp";
            case "releases" -> "releases/2.json.tmp";
            default -> step + ".tmp";
        };
    }

    private static String route(String name) {
        return "{\"name\":\"NAME\",\"path\":\"/NAME\",\"method\":\"GET\",\"logic\":[{\"return\":\"NAME\"}]}"
                .replace("NAME", name);
    }
}
