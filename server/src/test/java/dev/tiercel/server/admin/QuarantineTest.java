package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.server.assembly.StartException;
import dev.tiercel.server.assembly.TiercelServer;
import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RawConnection;
import dev.tiercel.server.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that start with damaged documents. */
class QuarantineTest {
    private static final String ROUTES = "/api/v1/dynamic-routes";
    private static final String FIRST = "id: a\npath: /a\nmethod: GET\nlogic: [{return: 1}]\n";
    private static final String SECOND = FIRST.replace("return: 1", "return: 2");
    private static final String OTHER = FIRST.replace("id: a", "id: b").replace("/a", "/b");

    @TempDir Path directory;

    @Test
    @DisplayName(
            "CFG-16, CFG-17: a damaged document is quarantined, its earlier version served, until a"
                    + " valid one is registered")
    void aDamagedDocumentIsReplacedByItsEarlierVersion() throws IOException {
        try (TiercelServer server = start()) {
            send(server, "POST", ROUTES + "/import", FIRST);
            send(server, "POST", ROUTES + "/import", SECOND);
            send(server, "POST", ROUTES + "/import", OTHER);
        }
        Path object = directory.resolve("objects").resolve(Sha256.of(SECOND) + ".yaml");
        Files.writeString(object, SECOND.substring(0, 20));
        try (TiercelServer server = start()) {
            assertThat(get(server, "/a").body()).isEqualTo("1");
            assertThat(get(server, "/b").body()).isEqualTo("1");
            assertThat(get(server, "/ready").body())
                    .isEqualTo(
                            "{\"status\":\"ready\",\"release\":3,\"routes\":2,\"quarantined\":1}");
            assertThat(get(server, ROUTES + "/a").body())
                    .contains("\"state\":\"quarantined\"")
                    .contains("\"diagnostics\":[{\"severity\":\"error\"");
            assertThat(get(server, "/metrics").body())
                    .contains("tiercel_routes{state=\"quarantined\"} 1");

            send(server, "POST", ROUTES + "/import", SECOND.replace("2", "3"));

            assertThat(get(server, "/a").body()).isEqualTo("3");
            assertThat(get(server, ROUTES + "/a").body()).contains("\"state\":\"active\"");
            assertThat(get(server, "/ready").body())
                    .isEqualTo(
                            "{\"status\":\"ready\",\"release\":4,\"routes\":2,\"quarantined\":0}");
            assertThat(get(server, "/metrics").body())
                    .contains("tiercel_routes{state=\"quarantined\"} 0");
        }
    }

    @Test
    @DisplayName("CFG-16: a document without an earlier version is not served, the others are")
    void aDocumentWithoutEarlierVersionIsNotServed() throws IOException {
        try (TiercelServer server = start()) {
            send(server, "POST", ROUTES + "/import", FIRST);
            send(server, "POST", ROUTES + "/import", OTHER);
        }
        Files.delete(directory.resolve("objects").resolve(Sha256.of(FIRST) + ".yaml"));
        try (TiercelServer server = start()) {
            assertThat(get(server, "/a").status()).isEqualTo(404);
            assertThat(get(server, "/b").body()).isEqualTo("1");
            assertThat(get(server, ROUTES + "/a").body()).contains("\"state\":\"quarantined\"");
        }
    }

    @Test
    @DisplayName("CFG-17, ADM-9: a valid version that is posted takes the place of a damaged route")
    void postingReplacesWhatIsDamaged() throws IOException {
        String text = "name: a\npath: /a/:x\nmethod: GET\nlogic: [{return: 1}]\n";
        try (TiercelServer server = start()) {
            send(server, "POST", ROUTES, text);
        }
        Files.delete(directory.resolve("objects").resolve(Sha256.of(text) + ".yaml"));
        try (TiercelServer server = start()) {
            send(server, "POST", ROUTES, text.replace("name: a", "name: b").replace("/a", "/b"));
            RawAnswer answer = answer(server, "POST", ROUTES, text.replace("1", "2"));

            assertThat(answer.body()).contains("\"replaced\":true");
            assertThat(get(server, "/a/1").body()).isEqualTo("2");
            assertThat(get(server, "/ready").body())
                    .isEqualTo(
                            "{\"status\":\"ready\",\"release\":3,\"routes\":2,\"quarantined\":0}");
        }
    }

    @Test
    @DisplayName("CFG-16: a server whose current release is missing does not start")
    void aMissingReleaseIsNoEmptyOne() throws IOException {
        try (TiercelServer server = start()) {
            send(server, "POST", ROUTES + "/import", FIRST);
        }
        Files.delete(directory.resolve("releases/1.json"));

        assertThatThrownBy(this::start)
                .isInstanceOf(StartException.class)
                .hasMessage("The current release, 1, is missing");
    }

    @Test
    @DisplayName(
            "CFG-16: a document of another version that is too large for this one is not served")
    void aDocumentThatIsTooLargeIsNotServed() throws IOException {
        try (TiercelServer server = start()) {
            send(server, "POST", ROUTES + "/import", FIRST);
            send(server, "POST", ROUTES + "/import", OTHER);
        }
        String cases =
                IntStream.range(0, 1_010)
                        .mapToObj(i -> "{value: %d, body: [{set: {v%d: 1}}]}".formatted(i, i))
                        .collect(Collectors.joining(", "));
        String large =
                FIRST.replace(
                        "[{return: 1}]", "[{switch: '{{ query.n }}', cases: [" + cases + "]}]");
        Files.writeString(directory.resolve("objects").resolve(Sha256.of(large) + ".yaml"), large);
        Path release = directory.resolve("releases/2.json");
        Files.writeString(
                release, Files.readString(release).replace(Sha256.of(FIRST), Sha256.of(large)));
        try (TiercelServer server = start()) {
            assertThat(get(server, "/a").status()).isEqualTo(404);
            assertThat(get(server, "/b").body()).isEqualTo("1");
            assertThat(get(server, ROUTES + "/a").body())
                    .contains("\"state\":\"quarantined\"", "\"code\":\"DOCUMENT_TOO_LARGE\"");
        }
    }

    private TiercelServer start() {
        Map<String, String> flags =
                Map.of("server.port", "0", "data.directory", directory.toString());
        return TiercelServer.start(
                ConfigReader.read(Optional.empty(), Map.of(), flags, "test"), Map.of());
    }

    private static RawAnswer get(TiercelServer server, String target) {
        return answer(server, "GET", target, "");
    }

    private static void send(TiercelServer server, String method, String target, String body) {
        RawAnswer answer = answer(server, method, target, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static RawAnswer answer(
            TiercelServer server, String method, String target, String body) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            return connection.send(RawConnection.request(method, target, body)).answer();
        }
    }
}
