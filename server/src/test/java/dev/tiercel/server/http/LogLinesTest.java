package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.tiercel.ir.SuppressForbidden;
import dev.tiercel.server.assembly.LogSetup;
import dev.tiercel.server.config.ServerConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The lines that a server writes to standard error, in both formats. */
@SuppressForbidden(reason = "the log goes to the standard error")
class LogLinesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String ROUTES =
            """
            path: /log
            method: GET
            logic: [{log: "first\\nsecond"}, {return: 1}]
            ---
            path: /fail
            method: GET
            logic: [{throw: {message: no, code: BROKEN, status: 500}}]
            ---
            path: /call
            method: GET
            logic: [{http_request: {url: "{{ query.url }}"}}, {return: "{{ http_response.body }}"}]
            ---
            path: /headers
            method: GET
            logic: [{return: "{{ headers.traceparent }} {{ headers['x-request-id'] }}"}]
            ---
            path: /slow
            method: GET
            logic:
              - sql: >
                  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :top)
                  SELECT count(*) AS c FROM n WHERE i * 'secret' = 0
                params: {top: "{{ integer(query.top) }}"}
              - return: "{{ sql_result[0].c }}"
            """;

    private final PrintStream real = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private RunningServer start(ServerConfig.LogFormat format) {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        LogSetup.apply(new ServerConfig.Log(ServerConfig.LogThreshold.DEBUG, format));
        return RunningServer.configured("http_client: {deny: []}\n", ROUTES);
    }

    @AfterEach
    void restore() throws JoranException {
        System.setErr(real);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        URL usual = Objects.requireNonNull(LogLinesTest.class.getResource("/logback-test.xml"));
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(usual);
    }

    /** Returns the first line that is wanted; it is written after the answer has been sent. */
    private String await(Predicate<String> wanted) {
        while (true) {
            List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
            for (String line : lines) {
                if (wanted.test(line)) {
                    return line;
                }
            }
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("log.format json: what libraries write to the log of the platform is JSON as well")
    void platformLogIsJson() {
        try (RunningServer _ = start(ServerConfig.LogFormat.JSON)) {
            Logger library = Logger.getLogger("io.helidon.example");

            library.log(Level.SEVERE, "The {0} broke", "pipe");
            library.log(Level.WARNING, "why", new IllegalStateException("because"));
            library.info("not of interest");

            assertThat(await(line -> line.contains("pipe")))
                    .startsWith("{\"time\":\"")
                    .endsWith(
                            "\"level\":\"error\",\"logger\":\"io.helidon.example\","
                                    + "\"message\":\"The pipe broke\"}");
            assertThat(await(line -> line.contains("because")))
                    .contains("\"message\":\"why\",\"error\":\"java.lang.IllegalStateException");
            assertThat(written.toString(StandardCharsets.UTF_8).lines())
                    .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
                    .noneMatch(line -> line.contains("not of interest"));
        }
    }

    @Test
    @DisplayName("a line of JSON for a log step, an error and a request, with their trace")
    void json() {
        try (RunningServer server = start(ServerConfig.LogFormat.JSON)) {
            server.get("/log", "traceparent: " + PARENT, "X-Request-Id: r1");
            server.get("/fail", "traceparent: " + PARENT, "X-Request-Id: r2");

            assertThat(await(line -> line.contains("first")))
                    .startsWith("{\"time\":\"")
                    .contains("\"level\":\"info\",\"logger\":\"dev.tiercel.logic\"")
                    .contains("\"message\":\"first\\nsecond\"")
                    .endsWith(
                            "\"route\":\"GET /log\",\"request_id\":\"r1\",\"line\":3,\"trace_id\":\""
                                    + TRACE
                                    + "\"}");
            assertThat(await(line -> line.contains("BROKEN: no")))
                    .contains("\"level\":\"error\"", "\"request_id\":\"r2\"", TRACE);
            assertThat(await(line -> line.contains("\"message\":\"GET /fail\"")))
                    .contains("\"logger\":\"dev.tiercel.access\"")
                    .contains("\"request_id\":\"r2\",\"ip\":\"127.0.0.1\",\"status\":500,")
                    .contains("\"trace_id\":\"" + TRACE + "\"");
        }
    }

    @Test
    @DisplayName("a line of text for each event, whatever it says")
    void text() {
        try (RunningServer server = start(ServerConfig.LogFormat.TEXT)) {
            server.get("/log", "X-Request-Id: r1");

            assertThat(await(line -> line.contains("first")))
                    .matches(
                            "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z INFO  first\\\\nsecond"
                                    + " route=GET /log request_id=r1 line=3");
            assertThat(await(line -> line.contains("GET /log ip=") || line.contains("status=200")))
                    .contains("DEBUG GET /log request_id=r1 ip=127.0.0.1 status=200 duration_us=");
        }
    }

    @Test
    @DisplayName("outgoing requests carry the trace and the id of their request")
    void outgoingRequests() {
        try (RunningServer server = start(ServerConfig.LogFormat.TEXT)) {
            String target = "/call?url=http://127.0.0.1:" + server.port() + "/headers";

            assertThat(server.get(target, "traceparent: " + PARENT, "X-Request-Id: r1").body())
                    .isEqualTo("\"" + PARENT + " r1\"");
            assertThat(server.get(target, "X-Request-Id: r2").body()).isEqualTo("\"null r2\"");
        }
    }

    @Test
    @DisplayName("ERR-19: a connection that fails is one line, that of the error")
    void failedConnections() {
        try (RunningServer server = start(ServerConfig.LogFormat.TEXT)) {
            String target = "/call?url=https://127.0.0.1:" + server.port() + "/headers";

            assertThat(server.get(target).member("code")).isEqualTo("HTTP_ERROR");

            assertThat(await(line -> line.contains("HTTP_ERROR"))).contains(" ERROR HTTP_ERROR: ");
            assertThat(written.toString(StandardCharsets.UTF_8).lines())
                    .filteredOn(line -> line.contains(" ERROR "))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("CFG-7: a slow statement is logged without its values")
    void slowStatements() {
        try (RunningServer server = start(ServerConfig.LogFormat.TEXT)) {
            int top = 2_000_000;
            while (!written.toString(StandardCharsets.UTF_8).contains("Slow statement")) {
                assertThat(server.get("/slow?top=" + top).body()).isEqualTo(String.valueOf(top));
                top *= 2;
            }

            assertThat(await(line -> line.contains("Slow statement")))
                    .contains(" WARN ", " ms on default: WITH RECURSIVE n(i)")
                    .doesNotContain(String.valueOf(top / 2));
        }
    }
}
