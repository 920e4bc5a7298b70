package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SQL and Redis of a server without any configuration of them. */
class EmbeddedDefaultsTest {
    private static final String TABLE =
            """
            name: table
            path: /table
            method: POST
            logic:
              - sql: CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT)
              - sql: INSERT INTO users VALUES (123, 'Ada')
            """;
    private static final String CACHE =
            """
            name: redis_cache
            path: /reference/cache
            method: GET
            logic:
              - set: {var: user_id, value: 123}
              - redis_op: {command: GET, key: "user:{{user_id}}:profile", output_var: cached}
              - if:
                  condition: "{{cached}} == null"
                  then:
                    - sql_op:
                        query: "SELECT * FROM users WHERE id = ?"
                        args: ["{{user_id}}"]
                        output_var: user_data
                    - redis_op:
                        command: SET
                        key: "user:{{user_id}}:profile"
                        value: "{{json_stringify(user_data)}}"
                        ttl_seconds: 300
                    - return: {value: "{{user_data}}"}
                  otherwise:
                    - return: {value: "{{cached}}"}
            """;

    private static HttpResponse<String> call(RunningServer server, String method, String path)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    @DisplayName("Redis GET, on miss SQL, Redis SET: rows first, then the cached text")
    void servesTheCachedQuery() throws IOException, InterruptedException {
        try (RunningServer server = RunningServer.with(TABLE, CACHE)) {
            HttpResponse<String> missing = call(server, "GET", "/reference/cache");
            assertThat(missing.statusCode()).isEqualTo(500);
            assertThat(missing.body()).contains("\"code\":\"SQL_ERROR\"").contains("\"line\":10");

            call(server, "POST", "/table");
            assertThat(call(server, "GET", "/reference/cache").body())
                    .isEqualTo("[{\"id\":123,\"name\":\"Ada\"}]");
            assertThat(call(server, "GET", "/reference/cache").body())
                    .isEqualTo("\"[{\\\"id\\\":123,\\\"name\\\":\\\"Ada\\\"}]\"");
        }
    }

    @Test
    @DisplayName("The example of visits counts in a transaction and caches the count")
    void servesTheExample() throws IOException, InterruptedException {
        String example = Files.readString(Path.of("..", "examples", "visits.yaml"));
        try (RunningServer server = RunningServer.with(example)) {
            assertThat(call(server, "GET", "/api/visits/home").body())
                    .isEqualTo("{\"page\":\"home\",\"visits\":1,\"cached\":false}");
            assertThat(call(server, "GET", "/api/visits/home").body())
                    .isEqualTo("{\"page\":\"home\",\"visits\":1,\"cached\":true}");
        }
    }
}
