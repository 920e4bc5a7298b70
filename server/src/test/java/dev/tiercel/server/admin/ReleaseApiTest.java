package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Releases, trials, explanations, tiers and the description of routes over the admin API. */
class ReleaseApiTest {
    private static final String ROUTES = "/api/v1/dynamic-routes";
    private static final String RELEASES = "/api/v1/releases";
    private static final String ONE =
            "{\"path\":\"/one\",\"method\":\"GET\",\"logic\":[{\"return\":1}]}";
    private static final String TWO =
            "{\"path\":\"/two\",\"method\":\"GET\",\"logic\":[{\"return\":2}]}";

    private final RunningServer server = RunningServer.with();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("ADM-22, ADM-26: a merge keeps other documents, a replace deletes them")
    void replaceDeletesOthers() {
        put(RELEASES, "[" + ONE + "]");

        RawAnswer merged = put(RELEASES, "[" + TWO + "]");

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.body())
                .startsWith(
                        "{\"status\":\"APPLIED\",\"release\":2,\"previous\":1,\"dry_run\":false,")
                .contains(
                        "\"summary\":{\"create\":1,\"update\":0,\"delete\":0,\"republish\":0,"
                                + "\"unchanged\":1}");
        assertThat(server.get("/one").body()).isEqualTo("1");

        RawAnswer replaced = put(RELEASES + "?mode=replace", "[" + TWO + "]");

        assertThat(replaced.body()).contains("\"action\":\"delete\"");
        assertThat(server.get("/one").status()).isEqualTo(404);
        assertThat(server.get("/two").body()).isEqualTo("2");
        assertThat(put(RELEASES + "?mode=other", "[]").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("ADM-22: a dry run answers the plan and changes nothing")
    void dryRunChangesNothing() {
        RawAnswer answer = put(RELEASES + "?dry_run=true", "[" + ONE + "]");

        assertThat(answer.body())
                .startsWith(
                        "{\"status\":\"PLANNED\",\"release\":null,\"previous\":0,\"dry_run\":true,")
                .contains("\"kind\":\"route\",\"action\":\"create\"");
        assertThat(server.get("/one").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("ADM-23: one bad document leaves everything as it was, with its place in the body")
    void releaseIsAllOrNothing() {
        RawAnswer answer =
                put(
                        RELEASES,
                        "{\"documents\":[\n"
                                + ONE
                                + ",\n{\"path\":\"/x\",\"method\":\"GET\",\"logic\":[{\"retrun\":1}]}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"UNKNOWN_OPERATION\"").contains("\"line\":3");
        assertThat(server.get("/one").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("ADM-24: If-Match guards against concurrent changes")
    void tagOfTheReleaseGuards() {
        put(RELEASES, "{\"documents\":[" + ONE + "],\"message\":\"first\"}");
        String tag = server.get(RELEASES + "/current").header("ETag");
        put(RELEASES, "[" + TWO + "]");

        RawAnswer stale =
                server.request("PUT", RELEASES + "?mode=replace", "[]", "If-Match: " + tag);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(server.get("/two").body()).isEqualTo("2");
        assertThat(
                        server.request(
                                        "PUT",
                                        RELEASES,
                                        "[" + ONE + "]",
                                        "If-Match: "
                                                + server.get(RELEASES + "/current").header("ETag"))
                                .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("ADM-25: a rollback makes a new release with the documents of an old one")
    void rollbackBringsDocumentsBack() {
        put(RELEASES, "[" + ONE + "]");
        put(RELEASES + "?mode=replace", "[" + TWO + "]");

        RawAnswer answer = server.request("POST", RELEASES + "/1/rollback", "");

        assertThat(answer.body())
                .startsWith("{\"status\":\"ROLLED_BACK\",\"release\":3,\"previous\":2,");
        assertThat(server.get("/one").body()).isEqualTo("1");
        assertThat(server.get("/two").status()).isEqualTo(404);
        assertThat(server.request("POST", RELEASES + "/77/rollback", "").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("ADM-21, ADM-26: releases are listed newest first; nothing to do makes none")
    void releasesAreListed() {
        put(RELEASES, "{\"documents\":[" + ONE + "],\"message\":\"first\"}");

        RawAnswer same = put(RELEASES, "[" + ONE + "]");

        assertThat(same.body())
                .startsWith("{\"status\":\"UNCHANGED\",\"release\":1,\"previous\":1,");
        assertThat(server.get(RELEASES + "?limit=1").body())
                .startsWith("{\"current\":1,\"releases\":[{\"release\":1,\"created_at\":\"")
                .contains("\"origin\":\"release\",\"message\":\"first\"");
        assertThat(server.get(RELEASES + "/1").body())
                .contains(
                        "\"name\":\"GET /one\",\"method\":\"GET\",\"path\":\"/one\",\"sha256\":\"");
        assertThat(server.get(RELEASES + "?limit=0").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("ADM-27: a test runs the route once and lists its steps")
    void testRunsTheRoute() {
        String id =
                post(
                                ROUTES,
                                "{\"name\":\"n\",\"path\":\"/n/:id\",\"method\":\"POST\",\"enabled\":false,"
                                        + "\"logic\":[{\"log\":\"n = {{ body.n }}\"},"
                                        + "{\"return\":{\"id\":\"{{ params.id }}\",\"n\":\"{{ body.n + 1 }}\"}}]}")
                        .member("route_id");

        RawAnswer good =
                post(
                        ROUTES + "/test",
                        "{\"route_id\":\""
                                + id
                                + "\",\"test_payload\":{\"n\":5},\"test_params\":{\"id\":\"a\"}}");
        RawAnswer failing = post(ROUTES + "/test", "{\"route_id\":\"" + id + "\"}");
        RawAnswer unknown = post(ROUTES + "/test", "{\"route_id\":\"none\"}");

        assertThat(good.body())
                .startsWith("{\"success\":true,\"result\":{\"id\":\"a\",\"n\":6},\"error\":null,")
                .contains(
                        "\"steps_executed\":[\"Route found: n (/n/:id)\","
                                + "\"Execution context created\",\"[INFO] n = 5\"]")
                .contains("\"status\":200,\"headers\":{\"content-type\":\"application/json\"}");
        assertThat(failing.status()).isEqualTo(200);
        assertThat(failing.body())
                .startsWith("{\"success\":false,\"result\":null,\"error\":\"")
                .contains("\"error_detail\":{\"code\":\"TYPE_ERROR\"");
        assertThat(unknown.body())
                .startsWith("{\"success\":false,\"result\":null,\"error\":\"Route not found\",")
                .contains("\"steps_executed\":[]");
    }

    @Test
    @DisplayName("ADM-27, ADM-32: JSON that is no object is an invalid request, other text no JSON")
    void bodiesThatAreNoObjects() {
        String id = post(ROUTES, ONE).member("route_id");

        for (String path : List.of("/test", "/" + id + "/tiering")) {
            for (String list : List.of("[]", " [ ]", "[{\"action\":\"compile\"}]", "5", "\"a\"")) {
                RawAnswer answer = post(ROUTES + path, list);

                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.member("code")).as(list).isEqualTo("INVALID_REQUEST");
                assertThat(answer.member("message")).isEqualTo("The body must be a JSON object");
            }
            for (String text : List.of("", "[", "{\"action\"")) {
                assertThat(post(ROUTES + path, text).member("code")).isEqualTo("INVALID_JSON");
            }
        }
    }

    @Test
    @DisplayName("ADM-28: execute answers as the route; path parameters come from the query")
    void executeAnswersAsTheRoute() {
        String id =
                post(
                                ROUTES,
                                "{\"path\":\"/n/:id\",\"method\":\"POST\",\"logic\":[{\"return\":"
                                        + "{\"value\":\"{{ params.id }}\",\"status\":201}}]}")
                        .member("route_id");
        String off =
                post(
                                ROUTES,
                                "{\"path\":\"/off\",\"method\":\"GET\",\"enabled\":false,"
                                        + "\"logic\":[{\"return\":1}]}")
                        .member("route_id");

        RawAnswer answer = post(ROUTES + "/" + id + "/execute?id=abc", "{}");
        RawAnswer disabled = post(ROUTES + "/" + off + "/execute", "");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("\"abc\"");
        assertThat(disabled.status()).isEqualTo(403);
        assertThat(disabled.member("code")).isEqualTo("ROUTE_DISABLED");
        assertThat(disabled.member("error")).isEqualTo("Route is disabled");
        assertThat(post(ROUTES + "/none/execute", "").member("error")).isEqualTo("Route not found");
    }

    @Test
    @DisplayName("ADM-29: an explanation has IR, passes and bytecode")
    void explanationHasEveryStage() {
        String id = post(ROUTES, ONE).member("route_id");
        post(ROUTES + "/" + id + "/tiering", "{\"action\":\"compile\"}");
        String explain = ROUTES + "/" + id + "/explain";

        assertThat(server.get(explain).body())
                .contains("\"unit\":\"logic\"")
                .contains("\"ir\":\"program ")
                .contains("\"passes\":[{\"name\":\"InlineCalls\"")
                .contains("\"tier\":1,\"why_not_compiled\":null");
        assertThat(server.get(explain + "?part=optimized_ir", "Accept: text/plain").body())
                .startsWith("program \"GET /one\"");
        assertThat(server.get(explain + "?part=bytecode", "Accept: text/plain").body())
                .contains("class version 69");
        assertThat(server.get(explain + "?unit=on_message").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("ADM-29: what a hook keeps for the next one is no effect of its operations")
    void explanationOfHooksHasTheirEffectsOnly() {
        String id =
                post(
                                ROUTES,
                                "{\"name\":\"kept\",\"path\":\"/ws/kept\",\"ws_hooks\":{\"on_message\":["
                                        + "{\"set\":{\"n\":1}},{\"if\":\"n == 2\",\"then\":[{\"return\":1}]},"
                                        + "{\"ws_op\":{\"command\":\"send\"}},{\"set\":{\"m\":2}}]}}")
                        .member("route_id");

        assertThat(server.get(ROUTES + "/" + id + "/explain?unit=on_message").body())
                .contains("\"operation\":\"ws_op\",\"class\":\"io\"")
                .doesNotContain("\"operation\":\"set\"")
                .doesNotContain("\"operation\":\"return\"");
    }

    @Test
    @DisplayName("ADM-30 to ADM-32: units show their tier; actions pin and compile them")
    void tiersCanBeSeenAndChanged() {
        String id = post(ROUTES, ONE).member("route_id");
        String tiering = ROUTES + "/" + id + "/tiering";

        RawAnswer pinned = post(tiering, "{\"action\":\"interpret\"}");

        assertThat(pinned.body())
                .contains("\"tier\":0,\"tier_name\":\"interpreter\",\"state\":\"pinned\"")
                .contains("\"why_not_compiled\":{\"code\":\"PINNED\"");

        RawAnswer compiled = post(tiering, "{\"action\":\"compile\"}");

        assertThat(compiled.body())
                .contains("\"tier\":1,\"tier_name\":\"compiled\",\"state\":\"active\"");
        assertThat(post(tiering, "{\"action\":\"explode\"}").member("code"))
                .isEqualTo("INVALID_REQUEST");
        assertThat(server.get("/api/v1/engine/tiering").body())
                .startsWith("{\"spec_version\":\"1.0-draft\",\"version\":\"")
                .contains("\"mode\":\"auto\",\"thresholds\":{\"specialize_calls\":2000,")
                .contains("\"compiler\":{\"threads\":1,")
                .contains("\"units\":[{\"route_id\":\"" + id + "\"");
        assertThat(server.get("/one").body()).isEqualTo("1");
    }

    @Test
    @DisplayName("`engine.tiering.verify` compares a class with sixteen answers before its use")
    void verifiedClassesAreUsedAfterTheirInputs() {
        String document =
                "{name: upper, path: /upper, method: POST, logic:"
                        + " [{return: \"{{upper(body.text ?? headers['x-text'])}}\"}]}";
        try (RunningServer verifying =
                RunningServer.configured(
                        "engine: {tiering: {verify: true, mode: auto}}", document)) {
            for (int i = 0; i < 16; i++) {
                assertThat(verifying.request("POST", "/upper", "{\"text\":\"a" + i + "\"}").body())
                        .isEqualTo("\"A" + i + "\"");
            }
            String units = "";
            while (!units.contains("\"tier\":1")) {
                units = verifying.get("/api/v1/engine/tiering").body();
                assertThat(units).doesNotContain("MISMATCH");
            }
            assertThat(verifying.request("POST", "/upper", "{\"text\":\"b\"}").body())
                    .isEqualTo("\"B\"");
        }
    }

    @Test
    @DisplayName("ADM-33: the description lists active HTTP routes with their parameters")
    void descriptionListsRoutes() {
        post(
                ROUTES,
                "{\"name\":\"get user\",\"path\":\"/users/:id\",\"method\":\"GET\",\"parameters\":"
                        + "[{\"name\":\"page\",\"type\":\"integer\"}],\"logic\":[{\"return\":1}]}");

        String body = server.get("/api/v1/openapi.json").body();

        assertThat(body)
                .startsWith("{\"openapi\":\"3.1.0\",\"info\":{")
                .contains("\"/users/{id}\":{\"get\":{\"operationId\":\"")
                .contains("\"summary\":\"get user\"")
                .contains("\"name\":\"page\",\"in\":\"query\"")
                .contains("\"name\":\"id\",\"in\":\"path\",\"required\":true")
                .contains("\"x-tiercel-websockets\":[]");
    }

    private RawAnswer put(String target, String body) {
        return server.request("PUT", target, body);
    }

    private RawAnswer post(String target, String json) {
        return server.postJson(target, json);
    }
}
