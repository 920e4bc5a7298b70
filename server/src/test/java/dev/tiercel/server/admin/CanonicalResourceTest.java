package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Documents as the admin API shows and checks them, on real sockets. */
class CanonicalResourceTest {
    private static final String ROUTES = "/api/v1/dynamic-routes";
    private static final String YAML = "Content-Type: application/yaml";
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("ADM-16: logic is shown with canonical names, and blocks as lists")
    void canonicalLogic() {
        String id =
                register(
                        """
                        path: /canonical
                        method: get
                        logic:
                          - SetVar: {name: a, value: 1}
                          - If: "a > 0"
                            otherwise: null
                            then: {Log: hi}
                          - !Return "{{ a }}"
                        """);

        String resource = server.get(ROUTES + "/" + id).body();

        assertThat(resource)
                .contains("\"name\":\"GET /canonical\"")
                .contains("\"method\":\"GET\",\"route_type\":\"http\"")
                .contains(
                        "\"logic\":[{\"set\":{\"var\":\"a\",\"value\":1}},"
                                + "{\"if\":{\"condition\":\"a > 0\",\"then\":[{\"log\":\"hi\"}],"
                                + "\"else\":[]}},"
                                + "{\"return\":\"{{ a }}\"}],\"response\":null,\"ws_hooks\":null,")
                .contains(
                        "\"enabled\":true,\"version\":\"1.0.0\",\"tests\":[],\"state\":\"active\"");
        RawAnswer replaced = server.request("PUT", ROUTES + "/" + id, resource);
        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
        assertThat(server.get("/canonical").body()).isEqualTo("1");
    }

    @Test
    @DisplayName("ADM-16: hooks are shown in canonical form")
    void canonicalHooks() {
        String id =
                register(
                        """
                        path: /ws/canonical
                        route_type: WebSocket
                        ws_hooks:
                          on_message: {WsOp: {command: subscribe, channel: a}}
                        """);

        assertThat(server.get(ROUTES + "/" + id).body())
                .contains("\"route_type\":\"web_socket\"")
                .contains(
                        "\"ws_hooks\":{\"on_connect\":[],\"on_message\":[{\"ws_op\":{\"command\":"
                                + "\"join\",\"channel\":\"a\"}}],\"on_disconnect\":[]}");
    }

    @Test
    @DisplayName("ADM-17: the body of a function is shown as canonical logic")
    void canonicalFunction() {
        server.request(
                "POST",
                "/api/v1/global-functions",
                "{\"name\":\"one\",\"params\":[],\"body\":{\"Return\":1}}");

        assertThat(server.get("/api/v1/global-functions/one").body())
                .startsWith("{\"name\":\"one\",\"params\":[],\"logic\":[{\"return\":1}],");
    }

    @Test
    @DisplayName("ADM-16: export gives canonical YAML, which an import takes back with its id")
    void yamlExport() {
        String id =
                register("{\"path\":\"/x\",\"method\":\"GET\",\"logic\":{\"Return\":\"a: b\"}}");

        RawAnswer exported = server.get(ROUTES + "/" + id + "/export?format=yaml");

        assertThat(exported.status()).isEqualTo(200);
        assertThat(exported.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(exported.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"" + id + ".yaml\"");
        assertThat(exported.body())
                .isEqualTo(
                        "id: "
                                + quoted(id)
                                + "\npath: /x\nmethod: GET\nlogic:\n  - return: \"a: b\"\n");
        server.request("DELETE", ROUTES + "/" + id, "");
        assertThat(
                        server.request("POST", ROUTES + "/import", exported.body(), YAML)
                                .member("route_id"))
                .isEqualTo(id);
        assertThat(server.get("/x").body()).isEqualTo("\"a: b\"");
        assertThat(server.get(ROUTES + "/" + id + "/export?format=xml").status()).isEqualTo(400);
    }

    private static String quoted(String id) {
        return Character.isDigit(id.charAt(0)) ? "\"" + id + "\"" : id;
    }

    @Test
    @DisplayName("ADM-20: check runs the tests among the served documents, registering nothing")
    void checkWithTests() {
        server.request(
                "POST",
                "/api/v1/global-functions",
                "{\"name\":\"triple\",\"params\":[\"n\"],\"logic\":[{\"return\":\"{{ n * 3 }}\"}]}");
        String route =
                """
                path: /nine
                method: GET
                logic:
                  - sql_op: CREATE TABLE IF NOT EXISTS checked (n INTEGER)
                  - return: "{{ triple(3) }}"
                tests:
                  - {name: is nine, expect: {body: 9}}
                  - {name: is ten, expect: {body: 10}}
                """;

        RawAnswer answer = server.request("POST", "/api/v1/check?tests=true", route, YAML);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().replaceAll("\"duration_ms\":\\d+", "\"duration_ms\":0"))
                .startsWith("{\"valid\":true,\"documents\":[{\"index\":0,\"kind\":\"route\",")
                .contains(
                        "{\"document\":\"GET /nine\",\"name\":\"is nine\",\"passed\":true,"
                                + "\"duration_ms\":0,\"status\":200,\"failures\":[]}")
                .contains("\"name\":\"is ten\",\"passed\":false");
        assertThat(server.get("/nine").status()).isEqualTo(404);
        assertThat(server.request("POST", "/api/v1/check", route, YAML).body())
                .endsWith("\"tests\":null}");
        assertThat(
                        server.request(
                                        "POST",
                                        "/api/v1/check?tests=true",
                                        route.replace("triple", "tripel"),
                                        YAML)
                                .body())
                .startsWith("{\"valid\":false,")
                .endsWith("\"tests\":null}");
    }

    @Test
    @DisplayName("ADM-22: a release with tests=true is applied only if all of them pass")
    void releaseWithTests() {
        String failing =
                """
                path: /released
                method: GET
                response: 1
                tests: [{name: is two, expect: {body: 2}}]
                """;

        RawAnswer refused = server.request("PUT", "/api/v1/releases?tests=true", failing, YAML);
        int missing = server.get("/released").status();
        RawAnswer applied =
                server.request(
                        "PUT",
                        "/api/v1/releases?tests=true",
                        failing.replace("body: 2", "body: 1"),
                        YAML);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.member("code")).isEqualTo("DOCUMENT_REJECTED");
        assertThat(refused.member("error")).isEqualTo("1 of 1 tests failed");
        assertThat(refused.body())
                .contains("\"tests\":[{\"document\":\"GET /released\",\"name\":\"is two\"")
                .contains("\"failures\":[{\"path\":\"/body\",\"expected\":2,\"actual\":1}]");
        assertThat(missing).isEqualTo(404);
        assertThat(applied.status()).as(applied.body()).isEqualTo(200);
        assertThat(server.get("/released").body()).isEqualTo("1");
    }

    @Test
    @DisplayName("ADM-22, DOC-50: a refused release names the faults of names in faulty documents")
    void allFindingsOfARelease() {
        RawAnswer answer =
                server.request(
                        "PUT",
                        "/api/v1/releases",
                        "{path: /f, method: GET, logic: [{retrun: 1}, {return: '{{ uper(1) }}'}]}\n",
                        YAML);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"code\":\"UNKNOWN_OPERATION\"")
                .contains("\"code\":\"UNKNOWN_FUNCTION\"");
    }

    private static String register(String document) {
        RawAnswer answer = server.request("POST", ROUTES, document, YAML);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.member("route_id");
    }
}
