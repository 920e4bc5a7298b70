package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.backend.RedisProcess;
import dev.tiercel.server.backend.SharedServers;
import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * The documents of the seed that speak to SQL and Redis, unchanged, on the embedded defaults and on
 * real servers (documents.md, appendix A); and an example of the same kind.
 */
class ReferenceOnServersTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("reference", "../../shared/reference"));
    private static final String TABLE =
            """
            name: table
            path: /table
            method: POST
            logic:
              - sql: CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT)
              - sql: INSERT INTO users VALUES (123, 'Ada "A" Lovelace', NULL)
            """;
    private static final String ROWS =
            "[{\"id\":123,\"name\":\"Ada \\\"A\\\" Lovelace\",\"email\":null}]";

    @TempDir static Path directory;

    private static RedisProcess redis;

    /** What the documents run on. */
    enum Backend {
        EMBEDDED,
        SERVERS;

        String configuration(String database) {
            return this == EMBEDDED
                    ? ""
                    : """
                    databases:
                      default:
                        url: "%s"
                        user: postgres
                    redis: {url: "%s", timeout_ms: 20000}
                    """
                            .formatted(SharedServers.postgres(database), redis.url());
        }
    }

    @BeforeAll
    static void start() {
        redis = RedisProcess.start(directory);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "appendix A: rows as an array; the first call stores their text, the second gives it")
    void answersAsPrinted(Backend backend) throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            LoggerFactory.getLogger(ReferenceOnServersTest.class)
                    .warn("{} is missing: the documents of the seed are not tested", FOLDER);
            return;
        }
        try (RunningServer server =
                RunningServer.configured(backend.configuration("reference"), TABLE)) {
            for (String file : List.of("sql.yaml", "redis-cache.yaml")) {
                RawAnswer registered =
                        server.request(
                                "POST",
                                "/api/v1/dynamic-routes",
                                Files.readString(FOLDER.resolve(file)));
                assertThat(registered.status()).as(registered.body()).isEqualTo(201);
                assertThat(registered.body()).doesNotContain("\"warning\"");
            }
            RawAnswer missing = server.get("/reference/sql");
            assertThat(missing.status()).isEqualTo(500);
            assertThat(missing.member("code")).isEqualTo("SQL_ERROR");
            assertThat(server.get("/reference/cache").member("code")).isEqualTo("SQL_ERROR");

            server.request("POST", "/table", "");
            assertThat(server.get("/reference/sql").body()).isEqualTo(ROWS);
            assertThat(server.get("/reference/cache").body()).isEqualTo(ROWS);
            String text = ROWS.replace("\\", "\\\\").replace("\"", "\\\"");
            assertThat(server.get("/reference/cache").body()).isEqualTo("\"" + text + "\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The example of profiles caches what the database has, and answers the same twice")
    void servesTheExample(Backend backend) throws IOException {
        String example = Files.readString(Path.of("..", "examples", "profile.yaml"));
        try (RunningServer server =
                RunningServer.configured(backend.configuration("example"), example)) {
            assertThat(server.get("/api/profiles/7").status()).isEqualTo(404);
            RawAnswer stored =
                    server.postJson("/api/profiles/7", "{\"name\":\"Ada\",\"city\":\"London\"}");
            assertThat(stored.status()).isEqualTo(200);

            String profile = "{\"id\":7,\"name\":\"Ada\",\"city\":\"London\"}";
            RawAnswer first = server.get("/api/profiles/7");
            assertThat(first.body()).isEqualTo(profile);
            assertThat(first.header("X-Cache")).isEqualTo("miss");
            RawAnswer second = server.get("/api/profiles/7");
            assertThat(second.body()).isEqualTo(profile);
            assertThat(second.header("X-Cache")).isEqualTo("hit");

            server.postJson("/api/profiles/7", "{\"name\":\"Ada\",\"city\":\"Paris\"}");
            assertThat(server.get("/api/profiles/7").body()).contains("Paris");
        }
    }
}
