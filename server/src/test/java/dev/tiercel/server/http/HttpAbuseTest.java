package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of {@code http/abuse.txt}: bytes on a socket that no client should send. */
class HttpAbuseTest {
    private static final String ROUTES =
            """
            path: /echo
            method: POST
            logic: [{return: "{{ request.raw_body }}"}]
            ---
            path: /hello
            method: GET
            logic: [{return: hello}]
            """;
    private static final String REQUEST = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int HEAD_BYTES_MAX = 16_384;

    /** More, with {@code -Dtiercel.idle=9000}, need two open files each. */
    private static final int IDLE = Integer.getInteger("tiercel.idle", 1_000);

    private static RunningServer server;

    /** A line of the table. */
    record Case(String expected, String name, String bytes) {
        boolean isClosing() {
            return expected.endsWith("!");
        }

        List<Integer> statuses() {
            return Stream.of(expected.replace("!", "").split(",", -1))
                    .map(Integer::valueOf)
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() {
        server = RunningServer.with(ROUTES);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void theServerIsAlive() {
        assertThat(server.get("/hello").body()).isEqualTo("\"hello\"");
    }

    static List<Case> cases() {
        try (InputStream table = HttpAbuseTest.class.getResourceAsStream("/http/abuse.txt")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 3))
                    .map(parts -> new Case(parts[0], parts[1], bytes(parts[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName(
            "HTTP-3, HTTP-39, HTTP-41: answered or closed as specified, nothing served wrongly")
    void isAnsweredOrClosedAsSpecified(Case one) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send(one.bytes());

            List<Integer> statuses = new ArrayList<>();
            for (int expected : one.statuses()) {
                RawAnswer answer = connection.answer();
                statuses.add(answer.status());
                if (expected >= 400) {
                    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
                    assertThat(answer.header("X-Request-Id"))
                            .isEqualTo(answer.member("request_id"));
                }
            }
            assertThat(statuses).isEqualTo(one.statuses());
            if (one.isClosing()) {
                assertThat(connection.isClosed()).isTrue();
            } else {
                assertThat(connection.send(REQUEST).answer().body()).isEqualTo("\"hello\"");
            }
        }
    }

    @Test
    @DisplayName("HTTP-39: many connections that say nothing, or half a request, hinder nobody")
    void idleConnections() {
        List<RawConnection> idle = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE; i++) {
                RawConnection connection = RawConnection.to(server.port());
                idle.add(connection);
                if (i % 2 == 0) {
                    connection.send("GET /hello HTTP/1.1\r\nHo");
                }
            }

            assertThat(server.get("/hello").body()).isEqualTo("\"hello\"");
            RawConnection half = idle.getFirst();
            assertThat(half.send("st: a\r\n\r\n").answer().body()).isEqualTo("\"hello\"");
            assertThat(idle.getLast().send(REQUEST).answer().body()).isEqualTo("\"hello\"");
        } finally {
            idle.forEach(RawConnection::close);
        }
    }

    @Test
    void connectionsThatEndInTheMiddleOfARequestAreForgotten() {
        for (String beginning :
                List.of(
                        "",
                        "\r\n",
                        "GET",
                        "GET /hello HTTP/1.1\r\n",
                        "GET /hello HTTP/1.1\r\nHost: a\r\n\r",
                        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab",
                        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")) {
            RawConnection.to(server.port()).send(beginning).close();
        }

        assertThat(server.get("/hello").status()).isEqualTo(200);
        assertThat(server.get("/metrics").body()).doesNotContain("code=\"INTERNAL\"");
    }

    /** Returns the bytes that a column of the table means, one character each. */
    private static String bytes(String column) {
        String text =
                column.replace(
                                "$LONG",
                                "GET /hello HTTP/1.1\\r\\n$HX: " + "x".repeat(HEAD_BYTES_MAX))
                        .replace("$G", "GET /hello HTTP/1.1\\r\\n$H\\r\\n")
                        .replace("$E", "\\r\\n\\r\\n")
                        .replace("$H", "Host: a\\r\\n");
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                bytes.append(c);
                continue;
            }
            i++;
            switch (text.charAt(i)) {
                case 'r' -> bytes.append('\r');
                case 'n' -> bytes.append('\n');
                case 't' -> bytes.append('\t');
                case '0' -> bytes.append('\0');
                case '\\' -> bytes.append('\\');
                case 'x' -> {
                    bytes.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> throw new IllegalArgumentException(column);
            }
        }
        return bytes.toString();
    }
}
