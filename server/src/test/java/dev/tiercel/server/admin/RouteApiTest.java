package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Routes and functions over the admin API, on real sockets. */
class RouteApiTest {
    private static final String ROUTES = "/api/v1/dynamic-routes";
    private static final String FUNCTIONS = "/api/v1/global-functions";
    private static final String HELLO =
            "{\"name\":\"t\",\"path\":\"/t\",\"method\":\"GET\",\"logic\":[{\"return\":1}]}";
    private static final String TAX =
            """
            {"name":"calculate_tax","params":["price"],"logic":[{"math_op":{"operation":"sum",
             "args":["{{price}}",10]}},{"set":{"var":"result","value":"{{math_result}}"}}]}\
            """;
    private static final String CHECKOUT =
            """
            {"name":"checkout_api","path":"/api/checkout","method":"POST","logic":[
             {"set":{"var":"base","value":50}},
             {"call_function":{"name":"calculate_tax","args":["{{base}}"],"output_var":"final"}},
             {"return":{"value":"{{final}}"}}]}\
            """;

    private final RunningServer server = RunningServer.with();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName(
            "ADM-6: a registered route answers the next request, and the answer names the release")
    void registeredRouteIsServedAtOnce() {
        RawAnswer answer = post(ROUTES, HELLO);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"status\":\"REGISTERED\",\"route_id\":\""
                                + answer.member("route_id")
                                + "\",\"message\":\"Route registered successfully\"}");
        assertThat(answer.header("X-Tiercel-Release")).isEqualTo("1");
        assertThat(server.get("/t").body()).isEqualTo("1");
    }

    @Test
    @DisplayName("ADM-1: a YAML document needs no content type")
    void yamlNeedsNoContentType() {
        RawAnswer answer =
                server.request(
                        "POST",
                        ROUTES + "/register",
                        "name: y\npath: /y\nmethod: GET\nlogic: [{return: 2}]\n");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).contains("\"route_name\":\"y\",\"format\":\"Yaml\"");
        assertThat(server.get("/y").body()).isEqualTo("2");
    }

    @Test
    @DisplayName("ADM-9: the same method, path and name replace the route and keep its id")
    void sameRouteIsReplaced() {
        String id = post(ROUTES, HELLO).member("route_id");

        RawAnswer answer = post(ROUTES, HELLO.replace("\"return\":1", "\"return\":2"));

        assertThat(answer.member("route_id")).isEqualTo(id);
        assertThat(answer.body()).contains("\"replaced\":true");
        assertThat(server.get("/t").body()).isEqualTo("2");
        assertThat(server.get(ROUTES + "/" + id).body()).contains("\"revision\":2");
    }

    @Test
    @DisplayName(
            "ADM-9, ADM-12, HTTP-4: the same method and path under another name are a conflict")
    void otherNameOnTheSamePathIsAConflict() {
        String id = post(ROUTES, HELLO).member("route_id");

        RawAnswer answer = post(ROUTES, HELLO.replace("\"t\"", "\"u\""));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.member("code")).isEqualTo("CONFLICT");
        assertThat(answer.body())
                .contains("\"code\":\"ROUTE_CONFLICT\"")
                .contains(
                        "\"conflicts\":[{\"kind\":\"route\",\"id\":\""
                                + id
                                + "\",\"name\":\"t\",\"method\":\"GET\",\"path\":\"/t\"}]");
        assertThat(server.get("/t").body()).isEqualTo("1");
    }

    @Test
    @DisplayName("ADM-10: warnings are in the answer and do not prevent success")
    void warningsAreReported() {
        RawAnswer answer =
                post(
                        ROUTES,
                        "{\"path\":\"/w\",\"method\":\"GET\",\"logic\":[{\"set\":{\"n\":1}},"
                                + "{\"return\":\"{{n}} + 1\"}]}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body())
                .contains("\"diagnostics\":[{\"severity\":\"warning\"")
                .contains("\"code\":\"LOOKS_LIKE_ARITHMETIC\"");
    }

    @Test
    @DisplayName("ADM-11: a text that does not parse is a parse error with its format and position")
    void parseErrorsSayWhere() {
        RawAnswer json = post(ROUTES, "{\"name\":\"x\",}");

        assertThat(json.status()).isEqualTo(400);
        assertThat(json.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(json.member("error")).isEqualTo("Parse error");
        assertThat(json.member("code")).isEqualTo("DOCUMENT_REJECTED");
        assertThat(json.member("details")).startsWith("JSON parse error: ").contains("line 1");
        assertThat(json.member("detected_format")).isEqualTo("Json");

        RawAnswer yaml = server.request("POST", ROUTES, "name: x\n\tpath: /x\n");

        assertThat(yaml.member("details")).startsWith("YAML parse error: ");
        assertThat(yaml.member("detected_format")).isEqualTo("Yaml");
    }

    @Test
    @DisplayName("ADM-11, DOC-50: all findings of a refused document come in one answer")
    void allFindingsComeTogether() {
        RawAnswer answer =
                post(
                        ROUTES,
                        "{\"name\":\"x\",\"path\":\"x\",\"method\":\"HEAD\",\"logic\":[{\"retrun\":1}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("error")).isEqualTo("Route path must start with '/'");
        assertThat(answer.body())
                .contains("\"code\":\"INVALID_PATH\"")
                .contains("\"code\":\"INVALID_VALUE\"")
                .contains("\"code\":\"UNKNOWN_OPERATION\"")
                .contains("\"suggestion\":\"return\"");
    }

    @Test
    @DisplayName("ADM-5: a body above the limit is refused with 413")
    void largeBodyIsRefused() {
        RawAnswer answer = post(ROUTES, " ".repeat(2_097_153));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.member("code")).isEqualTo("DOCUMENT_TOO_LARGE");
    }

    @Test
    @DisplayName("ADM-7: GET has a tag; a matching If-None-Match answers 304, a stale If-Match 412")
    void tagsGuardChanges() {
        String one = ROUTES + "/" + post(ROUTES, HELLO).member("route_id");
        String tag = server.get(one).header("ETag");

        assertThat(server.get(one, "If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(server.get(one, "If-None-Match: \"other\"").status()).isEqualTo(200);

        RawAnswer first = server.request("PUT", one, HELLO.replace(":1", ":2"), "If-Match: " + tag);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).startsWith("{\"status\":\"UPDATED\"");
        assertThat(first.header("ETag")).isNotEqualTo(tag);
        assertThat(server.get("/t").body()).isEqualTo("2");

        RawAnswer stale = server.request("PUT", one, HELLO.replace(":1", ":3"), "If-Match: " + tag);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.member("code")).isEqualTo("PRECONDITION_FAILED");
        assertThat(server.get("/t").body()).isEqualTo("2");
        assertThat(server.request("DELETE", one, "", "If-Match: " + tag).status()).isEqualTo(412);
        assertThat(server.request("DELETE", one, "", "If-Match: *").status()).isEqualTo(200);
        assertThat(server.get("/t").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("ADM-8: an unknown id or name is 404 with its own title")
    void unknownResourcesAreNotFound() {
        assertThat(server.get(ROUTES + "/none").member("error")).isEqualTo("Route not found");
        assertThat(server.get(ROUTES + "/none").status()).isEqualTo(404);
        assertThat(server.get(FUNCTIONS + "/none").member("error")).isEqualTo("Function not found");
        assertThat(server.get("/api/v1/extensions/none").member("error"))
                .isEqualTo("Extension not found");
        assertThat(server.get("/api/v1/releases/77").member("error"))
                .isEqualTo("Release not found");
        assertThat(server.request("PUT", ROUTES + "/none", HELLO).status()).isEqualTo(404);
        assertThat(server.request("DELETE", ROUTES + "/none", "").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("ADM-13, DOC-7: several documents register all or nothing")
    void severalDocumentsRegisterTogether() {
        RawAnswer answer = post(ROUTES, "[" + CHECKOUT + "," + TAX + "]");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body())
                .startsWith("{\"status\":\"REGISTERED\",\"count\":2,\"routes\":[{\"route_id\":")
                .contains("\"route_name\":\"checkout_api\"")
                .contains("\"functions\":[{\"function_name\":\"calculate_tax\"}]");
        assertThat(answer.header("X-Tiercel-Release")).isEqualTo("1");
        assertThat(server.request("POST", "/api/checkout", "").body()).isEqualTo("60.0");

        RawAnswer half = post(ROUTES, "[" + HELLO + ",{\"path\":\"/u\",\"method\":\"GET\"}]");

        assertThat(half.status()).isEqualTo(400);
        assertThat(server.get("/t").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("ADM-14: the id of the URL counts; created_at is kept")
    void putKeepsTheId() {
        String id = post(ROUTES, HELLO).member("route_id");
        String created = server.get(ROUTES + "/" + id).member("created_at");

        RawAnswer other =
                server.request(
                        "PUT",
                        ROUTES + "/" + id,
                        HELLO.replace("{\"name\"", "{\"id\":\"abc\",\"name\""));
        RawAnswer moved = server.request("PUT", ROUTES + "/" + id, HELLO.replace("/t", "/moved"));

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body()).contains("\"code\":\"INVALID_VALUE\"");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(server.get("/t").status()).isEqualTo(404);
        assertThat(server.get("/moved").body()).isEqualTo("1");
        assertThat(server.get(ROUTES + "/" + id).member("created_at")).isEqualTo(created);
    }

    @Test
    @DisplayName("ADM-15: stats and formats count the routes")
    void statsCountRoutes() {
        post(ROUTES, HELLO);
        post(
                ROUTES,
                "{\"path\":\"/off\",\"method\":\"POST\",\"enabled\":false,\"logic\":[{\"return\":1}]}");

        assertThat(server.get(ROUTES + "/stats").body())
                .isEqualTo(
                        "{\"total_routes\":2,\"enabled_routes\":1,\"disabled_routes\":1,"
                                + "\"routes_by_method\":{\"GET\":1,\"POST\":1}}");
        assertThat(server.get(ROUTES + "/formats").body())
                .isEqualTo(
                        "{\"total_routes\":2,\"supported_formats\":[\"JSON\",\"YAML\"],\"features\":"
                                + "{\"auto_detection\":true,\"explicit_content_type\":true,"
                                + "\"yaml_comments\":true,\"yaml_multiline\":true}}");
    }

    @Test
    @DisplayName("ADM-16: a route resource has every field with its default")
    void resourceHasEveryField() {
        String id = post(ROUTES, HELLO).member("route_id");

        String body = server.get(ROUTES + "/" + id).body();

        assertThat(body)
                .startsWith(
                        "{\"kind\":\"route\",\"id\":\""
                                + id
                                + "\",\"name\":\"t\",\"description\":\"\",\"path\":\"/t\","
                                + "\"method\":\"GET\",\"route_type\":\"http\","
                                + "\"logic\":[{\"return\":1}],\"response\":null,\"ws_hooks\":null,"
                                + "\"ws_options\":null,\"parameters\":[],\"schema\":null,"
                                + "\"request_schema\":null,\"response_schema\":null,"
                                + "\"auth_required\":false,\"rate_limit\":null,\"limits\":null,"
                                + "\"enabled\":true,\"version\":\"1.0.0\",\"tests\":[],"
                                + "\"state\":\"active\",\"created_by\":\"system\",")
                .endsWith("\"revision\":1,\"format\":\"Json\",\"source\":{\"kind\":\"api\"}}");
        assertThat(server.get(ROUTES).body()).isEqualTo("[" + body + "]");
        assertThat(server.get(ROUTES + "?name=other").body()).isEqualTo("[]");
        assertThat(server.get(ROUTES + "?state=active&path=/t").body()).isEqualTo("[" + body + "]");
    }

    @Test
    @DisplayName("CFG-14: the registered bytes come back unchanged, comments included")
    void originalBytesAreKept() {
        String yaml =
                "# keep me\nname:   y\npath: /y   # and me\nmethod: GET\nlogic: [{return: 2}]\n";
        String id = server.request("POST", ROUTES, yaml).member("route_id");

        RawAnswer original = server.get(ROUTES + "/" + id + "/export?format=original");

        assertThat(original.body()).isEqualTo(yaml);
        assertThat(original.header("Content-Disposition")).startsWith("attachment");
        assertThat(server.get(ROUTES + "/" + id + "/export").body()).contains("\"name\": \"y\"");
        assertThat(server.get(ROUTES + "/" + id + "/export?format=pdf").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("ADM-9: an import keeps the id, and an exported route can be imported again")
    void importKeepsTheId() {
        RawAnswer answer =
                post(ROUTES + "/import", HELLO.replace("{\"name\"", "{\"id\":\"my-id\",\"name\""));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"status\":\"IMPORTED\",\"route_id\":\"my-id\"}");

        String stored = server.get(ROUTES + "/my-id/export").body();
        server.request("DELETE", ROUTES + "/my-id", "");

        assertThat(post(ROUTES + "/import", stored).member("route_id")).isEqualTo("my-id");
        assertThat(server.get("/t").body()).isEqualTo("1");
    }

    @Test
    @DisplayName("ADM-17, LANG-24: a redefined function republishes its dependents in one release")
    void redefinedFunctionRepublishes() {
        RawAnswer defined = post(FUNCTIONS, TAX);
        String id = post(ROUTES, CHECKOUT).member("route_id");

        RawAnswer redefined = post(FUNCTIONS, TAX.replace("10", "20"));

        assertThat(defined.body())
                .isEqualTo(
                        "{\"status\":\"DEFINED\",\"function_name\":\"calculate_tax\","
                                + "\"message\":\"Global function defined successfully\"}");
        assertThat(redefined.body()).contains("\"republished\":[\"" + id + "\"]");
        assertThat(redefined.header("X-Tiercel-Release")).isEqualTo("3");
        assertThat(server.request("POST", "/api/checkout", "").body()).isEqualTo("70.0");
        assertThat(server.get(FUNCTIONS + "/calculate_tax").body())
                .contains("\"params\":[\"price\"]")
                .contains(
                        "\"dependents\":[{\"kind\":\"route\",\"id\":\""
                                + id
                                + "\",\"name\":\"checkout_api\"}]");
        assertThat(server.get(FUNCTIONS).body()).endsWith("\"count\":1}");
    }

    @Test
    @DisplayName("ADM-12, LANG-24: a definition that breaks a dependent is refused and names it")
    void breakingDefinitionIsRefused() {
        post(FUNCTIONS, TAX);
        post(ROUTES, CHECKOUT);

        RawAnswer answer =
                post(
                        FUNCTIONS,
                        "{\"name\":\"calculate_tax\",\"params\":[],\"logic\":[{\"return\":1}]}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.member("error")).isEqualTo("Function definition failed");
        assertThat(answer.body())
                .contains("\"code\":\"DEPENDENT_BROKEN\"")
                .contains("\"source\":\"checkout_api\",\"line\":3")
                .contains("\"name\":\"checkout_api\"");
        assertThat(server.request("POST", "/api/checkout", "").body()).isEqualTo("60.0");
    }

    @Test
    @DisplayName("LANG-25: a function that is used cannot be deleted, one that is not can")
    void usedFunctionStays() {
        post(FUNCTIONS, TAX);
        String id = post(ROUTES, CHECKOUT).member("route_id");

        RawAnswer used = server.request("DELETE", FUNCTIONS + "/calculate_tax", "");
        server.request("DELETE", ROUTES + "/" + id, "");
        RawAnswer unused = server.request("DELETE", FUNCTIONS + "/calculate_tax", "");

        assertThat(used.status()).isEqualTo(409);
        assertThat(used.body()).contains("\"code\":\"DEPENDENTS_EXIST\"");
        assertThat(unused.body())
                .isEqualTo("{\"status\":\"DELETED\",\"function_name\":\"calculate_tax\"}");
        assertThat(server.get(FUNCTIONS).body()).isEqualTo("{\"functions\":{},\"count\":0}");
    }

    @Test
    @DisplayName("ADM-18, ADM-19: check finds what a registration would find and registers nothing")
    void checkRegistersNothing() {
        RawAnswer good = post("/api/v1/check", "[" + TAX + "," + CHECKOUT + "]");
        RawAnswer bad = post("/api/v1/check", CHECKOUT);

        assertThat(good.status()).isEqualTo(200);
        assertThat(good.body())
                .isEqualTo(
                        "{\"valid\":true,\"documents\":[{\"index\":0,\"kind\":\"function\","
                                + "\"name\":\"calculate_tax\",\"action\":\"create\"},{\"index\":1,"
                                + "\"kind\":\"route\",\"name\":\"checkout_api\",\"method\":\"POST\","
                                + "\"path\":\"/api/checkout\",\"action\":\"create\"}],"
                                + "\"diagnostics\":[],\"tests\":null}");
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.body())
                .startsWith("{\"valid\":false,")
                .contains("\"code\":\"UNKNOWN_FUNCTION\"");
        assertThat(server.get(ROUTES).body()).isEqualTo("[]");
    }

    private RawAnswer post(String target, String json) {
        return server.postJson(target, json);
    }
}
