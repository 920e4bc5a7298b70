package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RawConnection;
import dev.tiercel.server.http.RunningServer;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Input that no server likes, over the socket; the documents that are served stay the same. */
class BadInputTest {
    private static final String ROUTES = "/api/v1/dynamic-routes";
    private static final String HEAD = "name: x\npath: /x\nmethod: GET\n";
    private static final String JSON_HEAD = "{\"path\":\"/x\",\"method\":\"GET\",\"logic\":";
    private static final int DOCUMENT_BYTES_MAX = 2_097_152;
    private static final int BODY_BYTES_MAX = 1_048_576;
    private static final Pattern FINDING =
            Pattern.compile(
                    "\"code\":\"(\\w+)\",\"message\":\"(?:[^\"\\\\]|\\\\.)*\",\"location\":"
                            + "\\{\"source\":\"request\",\"line\":(\\d+),\"column\":(\\d+),"
                            + "\"pointer\":\"([^\"]*)\"}");

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with();
        server.postJson(
                ROUTES,
                "[{\"path\":\"/old\",\"method\":\"GET\",\"logic\":[{\"return\":\"old\"}]},"
                        + "{\"path\":\"/echo\",\"method\":\"POST\","
                        + "\"logic\":[{\"return\":\"{{ body }}\"}]}]");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void theOldDocumentsAreServed() {
        assertThat(server.get("/old").body()).isEqualTo("\"old\"");
        assertThat(server.get("/x").status()).isEqualTo(404);
        assertThat(server.get("/ready").body())
                .isEqualTo("{\"status\":\"ready\",\"release\":1,\"routes\":2,\"quarantined\":0}");
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                arguments("truncated JSON", "{\"path\":\"/x\"", "JSON_SYNTAX 1:13 "),
                arguments("truncated JSON of two lines", "{\"path\":\n \"/x", "JSON_SYNTAX 2:5 "),
                arguments("truncated YAML", HEAD + "logic: [{return: 1}\n", "YAML_SYNTAX 5:1 "),
                arguments("tabs in YAML", "name: x\n\tpath: /x\n", "YAML_SYNTAX 2:1 "),
                arguments("no document", "# nothing\n", "EMPTY_DOCUMENT 1:1 "),
                arguments("many aliases", aliases(2, 30), "TOO_MANY_ALIASES 3:111 "),
                arguments("aliases of aliases", aliases(6, 8), "TOO_MANY_ALIASES 7:16 "),
                arguments("few aliases for many values", aliases(16, 3), "TOO_MANY_ALIASES 11:23 "),
                arguments(
                        "many operations by aliases",
                        operations() + HEAD + "logic: *a3\n",
                        "TOO_MANY_OPERATIONS 1:1 "),
                arguments(
                        "deep JSON",
                        deepJson(200),
                        "DOCUMENT_TOO_DEEP 1:173 /logic/0/return" + "/0".repeat(125)),
                arguments(
                        "deep YAML in flow style",
                        deepFlow(200),
                        "DOCUMENT_TOO_DEEP 4:143 /logic/0/return" + "/0".repeat(125)),
                arguments(
                        "deep YAML in block style",
                        deepBlock(200),
                        "DOCUMENT_TOO_DEEP 129:129 /x-deep" + "/a".repeat(127)),
                arguments(
                        "a deep expression",
                        HEAD
                                + "logic: [{return: \"{{ "
                                + "(".repeat(200)
                                + "1"
                                + ")".repeat(200)
                                + " }}\"}]\n",
                        "DOCUMENT_TOO_DEEP 4:150 /logic/0/return"),
                arguments(
                        "unknown fields",
                        HEAD + "pat: 1\nlogic:\n  - {if: body.a, then: [], elze: []}\n",
                        "UNKNOWN_FIELD 4:1 /pat, UNKNOWN_FIELD 6:28 /logic/0/elze"),
                arguments(
                        "wrong types",
                        "{\"path\":1,\"method\":\"GET\",\n\"logic\":[{\"string_op\":"
                                + "{\"operation\":\"upper\",\"input\":\"x\",\"args\":\"1\"}}],\n\"enabled\":\"yes\"}",
                        "WRONG_TYPE 1:9 /path, WRONG_TYPE 2:63 /logic/0/string_op/args,"
                                + " WRONG_TYPE 3:11 /enabled"),
                arguments(
                        "a template without end",
                        JSON_HEAD + "[\n {\"return\":\"hi {{ body.name\"}]}",
                        "TEMPLATE_UNCLOSED 2:16 /logic/0/return"),
                arguments(
                        "a key that occurs twice",
                        JSON_HEAD + "[{\"return\":1}],\n\"path\":\"/y\"}",
                        "DUPLICATE_KEY 2:1 /path"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    @DisplayName(
            "ADM-11, DOC-50, DOC-52, DOC-54: documents are refused with the places of findings")
    void badDocuments(String name, String text, String findings) {
        RawAnswer answer = server.request("POST", ROUTES, text);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.member("code")).isEqualTo("DOCUMENT_REJECTED");
        assertThat(found(answer)).isEqualTo(findings);
    }

    static Stream<Arguments> bodies() {
        String nested = "[".repeat(200) + "]".repeat(200);
        return Stream.of(
                arguments("truncated JSON", "{\"a\":", 400, "INVALID_JSON", 1, 6),
                arguments("truncated in line 2", "{\"a\":1,\n", 400, "INVALID_JSON", 2, 1),
                arguments("deep JSON", nested, 400, "INVALID_JSON", 1, 129),
                arguments("two values", "1 2", 400, "INVALID_JSON", 1, 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    @DisplayName("HTTP-16: bodies that are no JSON are refused with the place")
    void badBodies(String name, String body, int status, String code, int line, int column) {
        RawAnswer answer = server.postJson("/echo", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.member("code")).isEqualTo(code);
        assertThat(answer.body())
                .contains(
                        "\"errors\":[{\"in\":\"body\",\"line\":%d,\"column\":%d,\"message\":\""
                                .formatted(line, column));
    }

    @Test
    @DisplayName("DOC-1: text that is not UTF-8")
    void otherEncodings() {
        byte[] text = {'{', '"', 'a', (byte) 0xFF, '"', ':', '1', '}'};
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send(head(ROUTES, text.length)).send(text);

            RawAnswer answer = connection.answer();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(found(answer)).isEqualTo("INVALID_UTF8 1:4 ");
            assertThat(answer.member("details"))
                    .isEqualTo("JSON parse error: Invalid UTF-8 at byte 3 at line 1, column 4");
        }
    }

    @Test
    @DisplayName("ADM-5, HTTP-17: bodies above the limits are refused before they are read")
    void largeBodies() {
        String document = JSON_HEAD + "[{\"retrun\":1}]}";
        String full = document + " ".repeat(DOCUMENT_BYTES_MAX - document.length());

        RawAnswer atLimit = server.postJson(ROUTES, full);
        RawAnswer above = server.postJson(ROUTES, full + " ");
        RawAnswer aboveOfRoute = server.postJson("/echo", "1" + " ".repeat(DOCUMENT_BYTES_MAX));

        assertThat(found(atLimit)).startsWith("UNKNOWN_OPERATION 1:");
        assertThat(above.status()).isEqualTo(413);
        assertThat(above.member("code")).isEqualTo("DOCUMENT_TOO_LARGE");
        assertThat(aboveOfRoute.status()).isEqualTo(413);
        assertThat(aboveOfRoute.member("code")).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(server.postJson("/echo", "1" + " ".repeat(BODY_BYTES_MAX - 1)).body())
                .isEqualTo("1");
        assertThat(declared(ROUTES, DOCUMENT_BYTES_MAX + 1).member("code"))
                .isEqualTo("DOCUMENT_TOO_LARGE");
        assertThat(declared("/echo", BODY_BYTES_MAX + 1).member("code"))
                .isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    @DisplayName("ADM-5, HTTP-17: chunks above the limits are refused while they are read")
    void largeChunkedBodies() {
        assertThat(chunked(ROUTES, DOCUMENT_BYTES_MAX + 1).member("code"))
                .isEqualTo("DOCUMENT_TOO_LARGE");
        assertThat(chunked("/echo", BODY_BYTES_MAX + 1).member("code"))
                .isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(chunked("/echo", 1).status()).isEqualTo(200);
    }

    /** Sends the head of a request only. */
    private static RawAnswer declared(String target, int length) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            return connection.send(head(target, length)).answer();
        }
    }

    private static RawAnswer chunked(String target, int length) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            connection.send(
                    "POST "
                            + target
                            + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            return connection
                    .send(Integer.toHexString(length) + "\r\n" + "1".repeat(length) + "\r\n")
                    .send("0\r\n\r\n")
                    .answer();
        }
    }

    private static String head(String target, int length) {
        return "POST "
                + target
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + length
                + "\r\n\r\n";
    }

    private static String found(RawAnswer answer) {
        List<String> findings =
                FINDING.matcher(answer.body())
                        .results()
                        .map(f ->
                                "%s %s:%s %s"
                                        .formatted(f.group(1), f.group(2), f.group(3), f.group(4)))
                        .toList();
        return String.join(", ", findings);
    }

    private static String aliases(int levels, int width) {
        StringBuilder text = new StringBuilder("x-0: &a0 [1]\n");
        for (int i = 1; i <= levels; i++) {
            String alias = "*a" + (i - 1);
            text.append("x-%d: &a%d [".formatted(i, i))
                    .append(String.join(", ", Collections.nCopies(width, alias)))
                    .append("]\n");
        }
        return text + HEAD + "logic: [{return: *a" + levels + "}]\n";
    }

    private static String operations() {
        StringBuilder text = new StringBuilder();
        text.append("x-0: &a0 [").append("{log: a}, ".repeat(10)).append("]\n");
        for (int i = 1; i <= 3; i++) {
            String step = "{if: body.a, then: *a" + (i - 1) + "}, ";
            text.append("x-%d: &a%d [%s]\n".formatted(i, i, step.repeat(10)));
        }
        return text.toString();
    }

    private static String deepJson(int depth) {
        return JSON_HEAD + "[{\"return\":" + "[".repeat(depth) + "]".repeat(depth) + "}]}";
    }

    private static String deepFlow(int depth) {
        return HEAD + "logic: [{return: " + "[".repeat(depth) + "]".repeat(depth) + "}]\n";
    }

    private static String deepBlock(int depth) {
        StringBuilder text = new StringBuilder("x-deep:\n");
        for (int i = 1; i <= depth; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text + HEAD + "logic: [{return: 1}]\n";
    }
}
