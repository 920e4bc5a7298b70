package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What logic sees of a request (http.md, sections 4 and 5). */
class RequestObjectTest {
    private static final String ROUTES =
            """
            path: /request/:id
            method: GET
            logic:
              - return:
                  method: "{{ request.method }}"
                  path: "{{ request.path }}"
                  query: "{{ request.query }}"
                  params: "{{ request.params }}"
                  cookies: "{{ request.cookies }}"
                  id: "{{ request.id }}"
                  ip: "{{ request.ip }}"
                  auth: "{{ request.auth }}"
                  raw: "{{ request.raw_body }}"
            ---
            path: /headers
            method: GET
            logic: [{return: "{{ request.headers }}"}]
            ---
            path: /query
            method: GET
            logic: [{return: "{{ query }}"}]
            ---
            path: /body
            method: POST
            logic:
              - return:
                  got: "{{ body }}"
                  same: "{{ request.payload === body }}"
                  type: "{{ typeof(body) }}"
            ---
            path: /raw
            method: POST
            logic: [{return: "{{ typeof(request.raw_body) }}"}]
            ---
            path: /part
            method: POST
            logic: [{return: "{{ body.a }}"}]
            ---
            path: /filename
            method: POST
            logic: [{return: {value: "-{{ body.f.filename }}", raw: true}}]
            ---
            path: /count
            method: POST
            logic: [{return: "{{ length(body.a) }}"}]
            ---
            path: /bound
            method: GET
            logic: [{return: "{{ body }}"}]
            ---
            path: /small
            method: POST
            limits: {body_bytes: 10}
            logic: [{return: "{{ body }}"}]
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server =
                RunningServer.configured(
                        """
                        server: {trusted_proxies: ["127.0.0.0/8", "10.0.0.0/8"]}
                        """,
                        ROUTES);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("HTTP-12: the members of request")
    void members() {
        RawAnswer answer =
                server.get(
                        "/request/a%20b?x=1&y&x=2",
                        "X-Request-Id: my-id_1.2",
                        "Cookie: a=1; b=\"2\"; a=3",
                        "X-Forwarded-For: 1.2.3.4, 5.6.7.8, 10.1.1.1");

        assertThat(answer.body())
                .isEqualTo(
                        "{\"method\":\"GET\",\"path\":\"/request/a b\","
                                + "\"query\":{\"x\":[\"1\",\"2\"],\"y\":\"\"},"
                                + "\"params\":{\"id\":\"a b\"},"
                                + "\"cookies\":{\"a\":\"1\",\"b\":\"2\"},"
                                + "\"id\":\"my-id_1.2\",\"ip\":\"5.6.7.8\","
                                + "\"auth\":null,\"raw\":null}");
        assertThat(answer.header("X-Request-Id")).isEqualTo("my-id_1.2");
    }

    @Test
    @DisplayName("HTTP-12: header names are in lower case, repeated headers joined, ISO-8859-1")
    void headers() {
        RawAnswer answer = server.get("/headers", "X-A: 1", "x-a: 2", "Latin: \u00e4");

        assertThat(answer.body())
                .isEqualTo("{\"host\":\"localhost\",\"x-a\":\"1, 2\",\"latin\":\"ä\"}");
    }

    @Test
    @DisplayName("HTTP-12: HEAD is the method of HEAD")
    void methodOfHead() {
        assertThat(server.request("HEAD", "/request/1", "").header("Content-Length"))
                .isEqualTo(
                        String.valueOf(
                                Integer.parseInt(server.get("/request/1").header("Content-Length"))
                                        + 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a=b+c%20d;{\"a\":\"b c d\"}",
                "a=%C3%A4;{\"a\":\"ä\"}",
                "a=1&&b;{\"a\":\"1\",\"b\":\"\"}",
                "=1;{\"\":\"1\"}",
                "a=b=c;{\"a\":\"b=c\"}"
            })
    @DisplayName("HTTP-13: query strings")
    void queries(String query, String expected) {
        assertThat(server.get("/query?" + query).body()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%ff", "a=%", "a=%4", "%C3=1"})
    @DisplayName("HTTP-13: a query that is not UTF-8 is 400 INVALID_REQUEST")
    void malformedQueries(String query) {
        RawAnswer answer = server.get("/query?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("code")).isEqualTo("INVALID_REQUEST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "application/json|{\"a\":1}|{\"a\":1}|object",
                "Application/JSON; charset=utf-8|[1,2.0]|[1,2.0]|array",
                "application/vnd.x+json|null|null|null",
                "application/x-www-form-urlencoded|a=1&a=2&b=c+d|{\"a\":[\"1\",\"2\"],\"b\":\"c"
                        + " d\"}|object",
                "application/x-www-form-urlencoded|ü=1+😀&n=😀|{\"ü\":\"1"
                        + " 😀\",\"n\":\"😀\"}|object",
                "application/x-www-form-urlencoded|{\"a\":1}|{\"a\":1}|object",
                "application/x-www-form-urlencoded|[a]=1|{\"[a]\":\"1\"}|object",
                "text/plain|{\"a\":1}|\"{\\\"a\\\":1}\"|string",
                "application/xml|<a/>|\"<a/>\"|string",
                "|{\"a\":1}|{\"a\":1}|object",
                "|hello|\"hello\"|string",
                "application/octet-stream|abc|\"YWJj\"|bytes"
            })
    @DisplayName("HTTP-14: the value of a body by its media type")
    void bodies(String mediaType, String body, String expected, String type) {
        RawAnswer answer =
                mediaType == null
                        ? server.request("POST", "/body", body)
                        : server.request("POST", "/body", body, "Content-Type: " + mediaType);

        assertThat(answer.body())
                .isEqualTo("{\"got\":" + expected + ",\"same\":true,\"type\":\"" + type + "\"}");
    }

    @Test
    @DisplayName("HTTP-14: multipart fields are strings, files objects, repeated names arrays")
    void multipart() {
        String body =
                """
                --X
                Content-Disposition: form-data; name="text"

                hello
                --X
                Content-Disposition: form-data; name="file"; filename="a.txt"
                Content-Type: text/csv

                1,2
                --X
                Content-Disposition: form-data; name="n"

                1
                --X
                Content-Disposition: form-data; name="n"

                2
                --X--
                """
                        .replace("\n", "\r\n");

        RawAnswer answer =
                server.request(
                        "POST", "/body", body, "Content-Type: multipart/form-data; boundary=X");

        assertThat(answer.body())
                .startsWith(
                        "{\"got\":{\"text\":\"hello\",\"file\":{\"filename\":\"a.txt\","
                                + "\"content_type\":\"text/csv\",\"size\":3,\"bytes\":\"MSwy\"},"
                                + "\"n\":[\"1\",\"2\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "name=\"f\"; filename=\"a;b.txt\"|a;b.txt",
                "name=\"f\"; filename=\"name=x; 1.txt\"|name=x; 1.txt",
                "filename=\"say \\\"hi\\\".txt\"; name=\"f\"|say \"hi\".txt",
                "name=f;filename=plain.txt|plain.txt",
                "name=\"f\"; filename=\"\"|"
            })
    @DisplayName("HTTP-14: names of files in quotes may hold semicolons and escaped quotes")
    void filenames(String disposition, String filename) {
        String body =
                "--X\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n1\r\n--X--\r\n";

        RawAnswer answer =
                server.request(
                        "POST", "/filename", body, "Content-Type: multipart/form-data; boundary=X");

        assertThat(answer.body()).isEqualTo(filename == null ? "-" : "-" + filename);
    }

    @Test
    @DisplayName(
            "HTTP-14: a name that is repeated as often as a body allows costs no more than others")
    void manyRepeatedNames() {
        int count = 400_000;

        RawAnswer answer =
                server.request(
                        "POST",
                        "/count",
                        "a&".repeat(count),
                        "Content-Type: application/x-www-form-urlencoded");

        assertThat(answer.body()).isEqualTo("400000");
    }

    @Test
    @DisplayName("HTTP-14: text is decoded by its charset, a byte order mark is skipped")
    void charsets() throws IOException {
        assertThat(post("/body", "text/plain; charset=ISO-8859-1", new byte[] {(byte) 0xE4}).body())
                .startsWith("{\"got\":\"ä\"");
        byte[] marked = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '7'};
        assertThat(post("/body", "application/json", marked).body()).startsWith("{\"got\":7");
        assertThat(post("/body", "text/plain", marked).body()).startsWith("{\"got\":\"7\"");
    }

    @Test
    @DisplayName("HTTP-12: raw_body is text if the type is textual or absent, else bytes")
    void rawBodies() throws IOException {
        assertThat(server.postJson("/raw", "1").body()).isEqualTo("\"string\"");
        assertThat(server.request("POST", "/raw", "x").body()).isEqualTo("\"string\"");
        assertThat(server.request("POST", "/raw", "x", "Content-Type: image/png").body())
                .isEqualTo("\"bytes\"");
        assertThat(post("/raw", "text/plain; charset=latin1", new byte[] {(byte) 0xE4}).body())
                .isEqualTo("\"bytes\"");
        assertThat(server.request("POST", "/raw", "").body()).isEqualTo("\"null\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data", "image/png"})
    @DisplayName("HTTP-15: an empty body is null with any media type")
    void emptyBodies(String type) {
        assertThat(server.request("POST", "/body", "", "Content-Type: " + type).body())
                .isEqualTo("{\"got\":null,\"same\":true,\"type\":\"null\"}");
    }

    @Test
    @DisplayName("HTTP-15: a body of GET is bound likewise")
    void bodyOfGet() {
        assertThat(server.request("GET", "/bound", "[1]", "Content-Type: application/json").body())
                .isEqualTo("[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{\"a\":1|1|7",
                "{\"a\":1,\"b\":tru}|1|12",
                "{\"b\":[1,],\"a\":1}|1|9",
                "{\"a\":1} x|1|9"
            })
    @DisplayName("HTTP-16: malformed JSON is INVALID_JSON with its place, also in parts not read")
    void malformedJson(String json, int line, int column) {
        RawAnswer answer = server.postJson("/part", json);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("code")).isEqualTo("INVALID_JSON");
        assertThat(answer.body())
                .contains(
                        "\"errors\":[{\"in\":\"body\",\"line\":"
                                + line
                                + ",\"column\":"
                                + column
                                + ",\"message\":");
    }

    @Test
    @DisplayName("HTTP-16: nesting above 128 is INVALID_JSON, the last of repeated names wins")
    void nestingAndRepetition() {
        String deepest = "[".repeat(128) + "]".repeat(128);

        assertThat(server.postJson("/body", deepest).status()).isEqualTo(200);
        assertThat(server.postJson("/body", "[" + deepest + "]").member("code"))
                .isEqualTo("INVALID_JSON");
        assertThat(server.postJson("/part", "{\"a\":1,\"a\":2}").body()).isEqualTo("2");
    }

    @Test
    @DisplayName("HTTP-16: bytes that are not UTF-8, and malformed forms, are INVALID_BODY")
    void invalidBodies() throws IOException {
        byte[] noUtf8 = {'"', (byte) 0xE4, '"'};

        assertThat(post("/body", "application/json", noUtf8).member("code"))
                .isEqualTo("INVALID_BODY");
        assertThat(post("/body", "text/plain", noUtf8).member("code")).isEqualTo("INVALID_BODY");
        assertThat(form("a=%")).isEqualTo("INVALID_BODY");
        assertThat(form("a=%ff")).isEqualTo("INVALID_BODY");
        String multipart = "Content-Type: multipart/form-data; boundary=X";
        assertThat(server.request("POST", "/body", "--X\r\nA", multipart).member("code"))
                .isEqualTo("INVALID_BODY");
        assertThat(
                        server.request("POST", "/body", "x", "Content-Type: multipart/form-data")
                                .member("code"))
                .isEqualTo("INVALID_BODY");
    }

    @Test
    @DisplayName("HTTP-17: a body above the limit is 413 and closes the connection")
    void tooLarge() {
        assertThat(server.request("POST", "/small", "x".repeat(10)).status()).isEqualTo(200);
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send(RawConnection.request("POST", "/small", "x".repeat(11)));
            RawAnswer answer = connection.answer();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.member("code")).isEqualTo("PAYLOAD_TOO_LARGE");
            assertThat(connection.isClosed()).isTrue();
        }
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send(
                    "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "6\r\nabcdef\r\n6\r\nabcdef\r\n0\r\n\r\n");

            assertThat(connection.answer().status()).isEqualTo(413);
        }
    }

    @Test
    @DisplayName("HTTP-17: 1 MiB fits, one byte more does not, judged before reading")
    void defaultLimit() {
        String fits = "\"" + "x".repeat((1 << 20) - 2) + "\"";

        assertThat(server.postJson("/part", fits).status()).isEqualTo(200);
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send(
                    "POST /part HTTP/1.1\r\nHost: a\r\nContent-Length: "
                            + ((1 << 20) + 1)
                            + "\r\n\r\n");

            assertThat(connection.answer().status()).isEqualTo(413);
        }
    }

    @Test
    @DisplayName("HTTP-18: gzip is decoded, its limit is that of the decoded size")
    void compressedBodies() throws IOException {
        assertThat(
                        post(
                                        "/body",
                                        "application/json",
                                        gzip("{\"a\":1}"),
                                        "Content-Encoding: gzip")
                                .body())
                .startsWith("{\"got\":{\"a\":1}");
        assertThat(
                        post(
                                        "/small",
                                        "text/plain",
                                        gzip("x".repeat(10_000)),
                                        "Content-Encoding: gzip")
                                .status())
                .isEqualTo(413);
        assertThat(
                        post("/body", "text/plain", new byte[] {1, 2, 3}, "Content-Encoding: gzip")
                                .member("code"))
                .isEqualTo("INVALID_BODY");
        RawAnswer unknown = post("/body", "text/plain", new byte[] {1}, "Content-Encoding: br");
        assertThat(unknown.status()).isEqualTo(415);
        assertThat(unknown.member("code")).isEqualTo("UNSUPPORTED_ENCODING");
    }

    @Test
    @DisplayName("HTTP-1: the encoding is judged before the size, the size before the syntax")
    void orderOfBodyChecks() throws IOException {
        byte[] large = "x".repeat(20).getBytes(StandardCharsets.UTF_8);

        assertThat(post("/small", "application/json", large, "Content-Encoding: br").status())
                .isEqualTo(415);
        assertThat(post("/small", "application/json", large).status()).isEqualTo(413);
        assertThat(post("/small", "application/json", new byte[] {'x'}).member("code"))
                .isEqualTo("INVALID_JSON");
    }

    private static String form(String body) {
        return server.request(
                        "POST", "/body", body, "Content-Type: application/x-www-form-urlencoded")
                .member("code");
    }

    private static RawAnswer post(String path, String type, byte[] body, String... headers)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: a\r\n");
        head.append("Content-Type: ").append(type).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        bytes.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(body);
        try (RawConnection connection = RawConnection.to(server.port())) {
            return connection.send(bytes.toByteArray()).answer();
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
