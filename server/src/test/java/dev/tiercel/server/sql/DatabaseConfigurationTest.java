package dev.tiercel.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.server.assembly.StartException;
import dev.tiercel.server.config.ConfigException;
import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases in the configuration, whether they are there or not. */
class DatabaseConfigurationTest {
    private static final String ABSENT =
            "databases: {shop: {url: 'jdbc:postgresql://127.0.0.1:1/none',"
                    + " connect_timeout_ms: 300}}";
    private static final String ROUTE =
            "path: /t\nmethod: GET\nlogic: [{sql: SELECT 1, database: shop}]\n";

    @Test
    @DisplayName("CFG-6: a database is connected on first use")
    void connectedOnFirstUse() {
        try (RunningServer server = RunningServer.configured(ABSENT, ROUTE)) {
            assertThat(server.get("/ready").status()).isEqualTo(200);

            RawAnswer answer = server.get("/t");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.member("code")).isEqualTo("SQL_UNAVAILABLE");
        }
    }

    @Test
    @DisplayName("CFG-6: a database that a document names must be configured")
    void unknownDatabase() {
        try (RunningServer server = RunningServer.with()) {
            RawAnswer answer = server.request("POST", "/api/v1/dynamic-routes", ROUTE);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"UNKNOWN_DATABASE\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://localhost/shop", "jdbc:oracle:thin:@x", "jdbc:sqlite"})
    @DisplayName("CFG-6: a URL that no driver takes is an error of the start")
    void wrongUrl(String url) {
        assertThatThrownBy(() ->
                        RunningServer.configured("databases: {shop: {url: '" + url + "'}}").close())
                .isInstanceOfAny(ConfigException.class, StartException.class)
                .hasMessageContaining("databases.shop.url");
    }
}
