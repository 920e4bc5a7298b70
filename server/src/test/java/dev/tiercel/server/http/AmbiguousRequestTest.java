package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two parsers could frame differently (HTTP-41), and their harmless neighbours. */
class AmbiguousRequestTest {
    private static final String ECHO =
            """
            path: /echo
            method: POST
            logic: [{return: "{{ request.raw_body }}"}]
            """;
    private static final String HELLO =
            """
            path: /hello
            method: GET
            logic: [{return: hello}]
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(ECHO, HELLO);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> refused() {
        String host = "Host: a\r\n";
        String post = "POST /echo HTTP/1.1\r\n" + host;
        return Stream.of(
                Arguments.of(
                        "length and chunks",
                        post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        "two equal lengths",
                        post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
                Arguments.of(
                        "two lengths", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc"),
                Arguments.of("listed length", post + "Content-Length: 3, 3\r\n\r\nabc"),
                Arguments.of("signed length", post + "Content-Length: +3\r\n\r\nabc"),
                Arguments.of("negative length", post + "Content-Length: -3\r\n\r\nabc"),
                Arguments.of("empty length", post + "Content-Length: \r\n\r\nabc"),
                Arguments.of(
                        "oversized length",
                        post + "Content-Length: 18446744073709551619\r\n\r\nabc"),
                Arguments.of("unknown encoding", post + "Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        "two encodings",
                        post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        "encoding twice",
                        post
                                + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "0\r\n\r\n"),
                Arguments.of(
                        "encoding in quotes",
                        post + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        "chunks in HTTP/1.0",
                        "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        "white space before the colon", post + "Content-Length : 3\r\n\r\nabc"),
                Arguments.of("header without colon", post + "Content-Length\r\n\r\n"),
                Arguments.of("header without name", post + ": 3\r\n\r\n"),
                Arguments.of("folded header", post + "A: b\r\n c\r\n\r\n"),
                Arguments.of("bare LF", "GET /hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of(
                        "bare LF in the middle", "GET /hello HTTP/1.1\r\nHost: a\nB: c\r\n\r\n"),
                Arguments.of("bare CR", "GET /hello HTTP/1.1\r\nHost: a\rB: c\r\n\r\n"),
                Arguments.of("NUL", "GET /hello HTTP/1.1\r\n" + host + "A: b\0c\r\n\r\n"),
                Arguments.of("NUL in the target", "GET /hello\0 HTTP/1.1\r\n" + host + "\r\n"),
                Arguments.of(
                        "control character",
                        "GET /hello HTTP/1.1\r\n" + host + "A: \u0001\r\n\r\n"),
                Arguments.of("DEL", "GET /hello HTTP/1.1\r\n" + host + "A: \u007f\r\n\r\n"),
                Arguments.of("no host", "GET /hello HTTP/1.1\r\n\r\n"),
                Arguments.of("two hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                Arguments.of("listed hosts", "GET /hello HTTP/1.1\r\nHost: a, b\r\n\r\n"),
                Arguments.of("empty host", "GET /hello HTTP/1.1\r\nHost:\r\n\r\n"),
                Arguments.of("version 1.2", "GET /hello HTTP/1.2\r\n" + host + "\r\n"),
                Arguments.of("version 2.0", "GET /hello HTTP/2.0\r\n" + host + "\r\n"),
                Arguments.of("version 1.10", "GET /hello HTTP/1.10\r\n" + host + "\r\n"),
                Arguments.of("version in lower case", "GET /hello http/1.1\r\n" + host + "\r\n"),
                Arguments.of("no version", "GET /hello\r\n" + host + "\r\n"),
                Arguments.of("two spaces", "GET  /hello HTTP/1.1\r\n" + host + "\r\n"),
                Arguments.of("tab in the request line", "GET\t/hello HTTP/1.1\r\n" + host + "\r\n"),
                Arguments.of("method in lower case", "get /hello HTTP/1.1\r\n" + host + "\r\n"),
                Arguments.of("no method", " /hello HTTP/1.1\r\n" + host + "\r\n"),
                Arguments.of("fragment", "GET /hello#a HTTP/1.1\r\n" + host + "\r\n"),
                Arguments.of("target beyond ASCII", "GET /h\u00e4 HTTP/1.1\r\n" + host + "\r\n"),
                Arguments.of("relative target", "GET hello HTTP/1.1\r\n" + host + "\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    @DisplayName("HTTP-41: 400 INVALID_REQUEST and the end of the connection")
    void isRefusedAndTheConnectionClosed(String name, String request) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send(request);

            RawAnswer answer = connection.answer();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.member("code")).isEqualTo("INVALID_REQUEST");
            assertThat(answer.header("X-Request-Id")).isEqualTo(answer.member("request_id"));
            if (!name.equals("relative target")) {
                assertThat(connection.isClosed()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nabc\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "+3\r\nabc\r\n0\r\n\r\n",
                "0x3\r\nabc\r\n0\r\n\r\n",
                " 3\r\nabc\r\n0\r\n\r\n",
                "3 \r\nabc\r\n0\r\n\r\n",
                "3\nabc\r\n0\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "3\r\nabc\n0\r\n\r\n",
                "3\r\nabc\r\n\r\n",
                "100000003\r\nabc\r\n0\r\n\r\n",
                "3;a=b\r\nabc\r\n0\r\n\r\n",
                "3\r\nabc\r\n0\r\nA: b\r\n\r\n",
                "3\r\nabc\r\n0\r\n\n"
            })
    @DisplayName("HTTP-41: malformed chunks are refused")
    void malformedChunksAreRefused(String body) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.send(body);

            RawAnswer answer = connection.answer();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.member("code")).isEqualTo("INVALID_REQUEST");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void nothingBehindARefusedRequestIsRead() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send(
                    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabc"
                            + "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(connection.answer().status()).isEqualTo(400);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n",
                "\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /hello HTTP/1.1\r\nhOsT:\ta:80 \r\n\r\n",
                "GET /hello HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
                "GET /hello HTTP/1.1\r\nHost: a\r\nEmpty:\r\nLatin: \u00e4\r\n\r\n",
                "GET http://a/hello HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "GET /hello?a=b|c\"{} HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void harmlessNeighboursAreServed(String request) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            RawAnswer answer = connection.send(request).answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("\"hello\"");
        }
    }

    @Test
    void chunksOfAnyLayoutAreJoined() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send(
                    "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n3");
            connection.send("\r\nab");
            connection.send("c\r\n0000A\r\n0123456789\r");
            connection.send("\n0\r\n\r\nGET /hello HTTP/1.1\r\nHo");
            connection.send("st: a\r\n\r\n");

            assertThat(connection.answer().body()).isEqualTo("\"abc0123456789\"");
            assertThat(connection.answer().body()).isEqualTo("\"hello\"");
        }
    }

    @Test
    void requestsOneAfterTheOtherInOnePieceAreAnsweredInOrder() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            String post = RawConnection.request("POST", "/echo", "one");
            String last = RawConnection.request("POST", "/echo", "three");
            connection.send(post + RawConnection.request("GET", "/hello", "") + last);

            assertThat(connection.answer().body()).isEqualTo("\"one\"");
            assertThat(connection.answer().body()).isEqualTo("\"hello\"");
            assertThat(connection.answer().body()).isEqualTo("\"three\"");
        }
    }

    @Test
    void requestsThatComeByteByByteAreAnswered() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            for (char c : RawConnection.request("POST", "/echo", "slow").toCharArray()) {
                connection.send(String.valueOf(c));
            }

            assertThat(connection.answer().body()).isEqualTo("\"slow\"");
        }
    }

    @Test
    void oldRequestsAreAnsweredAndTheConnectionClosed() {
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send("POST /echo HTTP/1.0\r\nContent-Length: 3\r\n\r\nold");

            assertThat(connection.answer().body()).isEqualTo("\"old\"");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    @DisplayName("HTTP-39: a head above 16 KiB is answered with 431")
    void tooLargeHeads() {
        String head = "GET /hello HTTP/1.1\r\nHost: a\r\nBig: ";
        String fits = head + "x".repeat(16384 - head.length() - 4) + "\r\n\r\n";
        String tooLarge = head + "x".repeat(16384 - head.length() - 3) + "\r\n\r\n";

        try (RawConnection connection = RawConnection.to(server.port())) {
            assertThat(connection.send(fits).answer().status()).isEqualTo(200);
            RawAnswer answer = connection.send(tooLarge).answer();
            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.member("code")).isEqualTo("HEADERS_TOO_LARGE");
            assertThat(connection.isClosed()).isTrue();
        }
        try (RawConnection connection = RawConnection.to(server.port())) {
            RawAnswer answer = connection.send("GET /" + "x".repeat(20_000)).answer();
            assertThat(answer.status()).isEqualTo(431);
        }
    }
}
