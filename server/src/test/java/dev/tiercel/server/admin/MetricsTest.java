package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code /metrics} exposes, compared with the table of the specification (ADM-35). */
class MetricsTest {
    private static final String CONFIGURATION =
            "http_client: {deny: []}\nengine: {tiering: {mode: interpret}}\n";
    private static final String ROUTES =
            """
            path: /hello/:name
            method: GET
            logic: [{return: "{{ params.name }}"}]
            ---
            path: /sql
            method: GET
            logic: [{sql: "SELECT 1 AS one"}, {return: "{{ sql_result[0].one }}"}]
            ---
            path: /sql-error
            method: GET
            logic: [{sql: "SELECT * FROM nowhere"}]
            ---
            path: /redis
            method: GET
            logic: [{redis: {command: SET, key: k, value: v}}, {return: 1}]
            ---
            path: /client
            method: GET
            logic: [{http_request: {url: "{{ query.url }}"}}, {return: "{{ http_status }}"}]
            ---
            path: /own-error
            method: GET
            logic: [{throw: {message: no, code: OUT_OF_STOCK, status: 409}}]
            ---
            path: /endless
            method: GET
            limits: {fuel: 1000}
            logic: [{set: {n: 0}}, {while: "true", do: [{set: {n: "{{ n + 1 }}"}}]}, {return: 1}]
            ---
            path: /limited
            method: GET
            rate_limit: {requests: 1, per: hour}
            logic: [{return: 1}]
            """;
    private static final String DISABLED =
            "{\"path\":\"/off\",\"method\":\"GET\",\"enabled\":false,\"logic\":[{\"return\":1}]}";
    private static final Pattern WEBSOCKET =
            Pattern.compile("tiercel_ws_.*|wsprism_.*|tiercel_gateway_.*");

    private static RunningServer server;
    private static RunningServer compiling;

    /** Makes every metric move. */
    @BeforeAll
    static void start() {
        server = RunningServer.configured(CONFIGURATION, ROUTES);
        server.get("/hello/a");
        server.get("/hello/b");
        server.get("/sql");
        server.get("/sql-error");
        server.get("/redis");
        server.get("/client?url=http://127.0.0.1:" + server.port() + "/health");
        server.get("/own-error");
        server.get("/endless");
        server.get("/limited");
        server.get("/limited");
        server.get("/nothing");
        server.postJson("/api/v1/dynamic-routes", DISABLED);
        server.postJson("/api/v1/dynamic-routes", "{\"path\":\"/bad\"}");
        compiling = RunningServer.with("path: /c\nmethod: GET\nlogic: [{return: 1}]\n");
        String id =
                compiling.server().registry().current().documents().iterator().next().stored().id();
        String tiering = "/api/v1/dynamic-routes/" + id + "/tiering";
        compiling.postJson(tiering, "{\"action\":\"compile\"}");
        compiling.postJson(tiering, "{\"action\":\"compile\"}");
        awaitCounted(
                server, "tiercel_http_requests_total{method=\"GET\",route=\"\",status=\"404\"}");
    }

    /** A request is counted after its answer has been sent. */
    private static void awaitCounted(RunningServer counting, String sample) {
        while (Scrape.of(counting).value(sample) == 0) {
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        compiling.close();
    }

    @Test
    @DisplayName("ADM-35: exactly the metrics of the specification, with their types and labels")
    void namesTypesAndLabels() {
        Map<String, String> exposed = new TreeMap<>();
        for (RunningServer each : new RunningServer[] {server, compiling}) {
            Scrape scrape = Scrape.of(each);
            scrape.typeByName()
                    .forEach((name, type) -> {
                        if (!scrape.labels(name).equals("no sample")) {
                            exposed.put(name, type + " " + scrape.labels(name));
                        }
                    });
        }

        exposed.keySet().removeIf(WEBSOCKET.asMatchPredicate());
        assertThat(exposed).isEqualTo(specified());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "tiercel_http_requests_total{method=\"GET\",route=\"/hello/:name\",status=\"200\"} | 2",
                "tiercel_http_requests_total{method=\"GET\",route=\"/limited\",status=\"429\"} | 1",
                "tiercel_http_request_seconds_count{method=\"GET\",route=\"/hello/:name\"} | 2",
                "tiercel_http_in_flight{} | 1",
                "tiercel_logic_seconds_count{method=\"GET\",route=\"/hello/:name\",tier=\"0\"} | 2",
                "tiercel_errors_total{code=\"USER\",route=\"/own-error\"} | 1",
                "tiercel_errors_total{code=\"SQL_ERROR\",route=\"/sql-error\"} | 1",
                "tiercel_errors_total{code=\"NOT_FOUND\",route=\"\"} | 1",
                "tiercel_limit_hits_total{limit=\"LIMIT_FUEL\",route=\"/endless\"} | 1",
                "tiercel_rate_limited_total{route=\"/limited\"} | 1",
                "tiercel_routes{state=\"active\"} | 8",
                "tiercel_routes{state=\"disabled\"} | 1",
                "tiercel_routes{state=\"quarantined\"} | 0",
                "tiercel_release{} | 2",
                "tiercel_release_changes_total{origin=\"start\",result=\"applied\"} | 1",
                "tiercel_release_changes_total{origin=\"api\",result=\"applied\"} | 1",
                "tiercel_unit_tier{method=\"GET\",route=\"/limited\",unit=\"logic\"} | 0",
                "tiercel_sql_seconds_count{database=\"default\"} | 2",
                "tiercel_sql_errors_total{code=\"SQL_ERROR\",database=\"default\"} | 1",
                "tiercel_sql_connections{database=\"default\",state=\"active\"} | 0",
                "tiercel_sql_connections{database=\"default\",state=\"idle\"} | 1",
                "tiercel_redis_seconds_count{command=\"SET\"} | 1",
                "tiercel_http_client_seconds_count{host=\"127.0.0.1\",status=\"200\"} | 1"
            })
    @DisplayName("ADM-35: what happens is counted")
    void counts(String sample, double expected) {
        assertThat(Scrape.of(server).value(sample)).as(sample).isEqualTo(expected);
    }

    @Test
    @DisplayName("ADM-35: compilations are counted and timed")
    void compilations() {
        Scrape scrape = Scrape.of(compiling);

        double compiled =
                scrape.value("tiercel_compilations_total{result=\"compiled\",tier=\"1\"}");
        assertThat(compiled).isGreaterThanOrEqualTo(2);
        assertThat(scrape.value("tiercel_compile_seconds_count{tier=\"1\"}"))
                .isGreaterThanOrEqualTo(compiled);
        assertThat(scrape.value("tiercel_compile_seconds_sum{tier=\"1\"}")).isPositive();
        assertThat(scrape.value("tiercel_recompiles_total{route=\"/c\",unit=\"logic\"}"))
                .isPositive();
        assertThat(scrape.value("tiercel_unit_tier{method=\"GET\",route=\"/c\",unit=\"logic\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("tiercel_live_classes{}")).isEqualTo(1);
        assertThat(scrape.value("tiercel_code_bytes{}")).isGreaterThan(100);
    }

    private static Map<String, String> specified() {
        Map<String, String> table = new TreeMap<>();
        try (InputStream resource = MetricsTest.class.getResourceAsStream("/spec/metrics.txt")) {
            new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .forEach(parts -> table.put(parts[0], parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(new TreeSet<>(table.keySet())).hasSize(23);
        return table;
    }
}
