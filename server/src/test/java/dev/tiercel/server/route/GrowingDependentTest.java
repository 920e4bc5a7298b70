package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Documents that become too large because a function changes which they call (ADM-12). */
class GrowingDependentTest {
    private static final int VARIABLES = 720;
    static final String ROUTE =
            "{name: caller, path: /sum, method: GET,"
                    + " logic: [{if: query.all, then: [{return: '{{ large() + grows() }}'}]},"
                    + " {return: 2}]}";
    static final String SMALL = "{name: grows, params: [], logic: [{return: 1}]}";
    private static final String YAML = "Content-Type: application/yaml";

    @Test
    @DisplayName("ADM-12: a function with which a route would be too large is refused, with 409")
    void refusesTheFunction() {
        try (RunningServer server = RunningServer.with()) {
            assertThat(define(server, function("large")).body())
                    .startsWith("{\"status\":\"DEFINED\"");
            assertThat(define(server, SMALL).status()).isEqualTo(201);
            RawAnswer route = server.request("POST", "/api/v1/dynamic-routes", ROUTE, YAML);
            assertThat(route.status()).as(route.body()).isEqualTo(201);

            RawAnswer refused = define(server, function("grows"));

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body())
                    .contains(
                            "\"code\":\"CONFLICT\"",
                            "\"code\":\"DEPENDENT_BROKEN\",\"message\":\"route `caller`: ",
                            "hand each other over more than 1000000 values",
                            "\"location\":{\"source\":\"caller\",\"line\":1,\"column\":1,",
                            "\"conflicts\":[{\"kind\":\"route\",");
            assertThat(server.get("/sum").body()).isEqualTo("2");
            assertThat(server.get("/api/v1/releases").body()).startsWith("{\"current\":3,");
        }
    }

    private static RawAnswer define(RunningServer server, String function) {
        return server.request("POST", "/api/v1/global-functions", function, YAML);
    }

    /** Returns a function whose cases hand each other's variables on to what follows them. */
    static String function(String name) {
        String cases =
                IntStream.range(0, VARIABLES)
                        .mapToObj(i -> "{value: %d, body: [{set: {v%d: 1}}]}".formatted(i, i))
                        .collect(Collectors.joining(", "));
        return "{name: "
                + name
                + ", params: [], logic: [{switch: '{{ query.n }}', cases: ["
                + cases
                + "]}, {return: 2}]}";
    }
}
