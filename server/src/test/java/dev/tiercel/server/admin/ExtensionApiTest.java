package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Extensions over the admin API, on real sockets; each test has names of its own. */
class ExtensionApiTest {
    private static final String EXTENSIONS = "/api/v1/extensions";
    private static final String FUNCTIONS = "/api/v1/global-functions";
    private static final String ROUTES = "/api/v1/dynamic-routes";
    private static final String RELEASES = "/api/v1/releases";

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawAnswer post(String path, String document) {
        // In front of a mapping in flow style, which would be taken for JSON.
        String yaml = document.startsWith("{name") ? "---\n" + document : document;
        return server.request("POST", path, yaml);
    }

    private static RawAnswer delete(String path) {
        return server.request("DELETE", path, "");
    }

    private static String function(String name, String result) {
        return "{name: %s, params: [fields], logic: [{return: \"{{ %s }}\"}]}"
                .formatted(name, result);
    }

    private static String route(String name, String step) {
        return "{name: %s, path: /%s, method: GET, logic: [%s]}".formatted(name, name, step);
    }

    @Test
    @DisplayName("admin-api.md 4, DOC-18: a defined extension adds an operation to routes")
    void definedExtensionAddsAnOperation() {
        post(FUNCTIONS, function("shout_it", "upper(fields.text)"));

        RawAnswer early = post(ROUTES, route("shout", "{shout_op: {text: hi}}"));
        RawAnswer defined = post(EXTENSIONS, "{name: ShoutOp, function: shout_it}");
        RawAnswer again = post(EXTENSIONS, "{name: ShoutOp, function: shout_it, description: d}");
        RawAnswer late = post(ROUTES, route("shout", "{shout_op: {text: hi}}"));

        assertThat(early.status()).isEqualTo(400);
        assertThat(early.body()).contains("\"code\":\"UNKNOWN_OPERATION\"");
        assertThat(defined.status()).isEqualTo(201);
        assertThat(defined.body())
                .isEqualTo(
                        "{\"status\":\"DEFINED\",\"extension_name\":\"ShoutOp\","
                                + "\"operation\":\"shout_op\"}");
        assertThat(defined.header("X-Tiercel-Release")).isNotEmpty();
        assertThat(again.body()).endsWith("\"operation\":\"shout_op\",\"replaced\":true}");
        assertThat(late.status()).isEqualTo(201);
        assertThat(server.get("/shout").body()).isEqualTo("\"HI\"");
    }

    @Test
    @DisplayName("admin-api.md 4, ADM-7: extensions are listed, shown with an ETag, and deleted")
    void extensionsAreListedShownAndDeleted() {
        post(
                EXTENSIONS,
                "{name: PageOp, description: calls, schema: {required: [who]},"
                        + " webhook: {url: \"http://127.0.0.1:1/\"}}");
        String route = post(ROUTES, route("pager", "{page_op: {who: ada}}")).member("route_id");

        RawAnswer shown = server.get(EXTENSIONS + "/PageOp");
        RawAnswer listed = server.get(EXTENSIONS);

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body())
                .startsWith(
                        "{\"name\":\"PageOp\",\"operation\":\"page_op\",\"description\":\"calls\","
                                + "\"schema\":{\"required\":[\"who\"]},"
                                + "\"webhook\":{\"url\":\"http://127.0.0.1:1/\"},\"function\":null,")
                .contains("\"revision\":1,\"format\":\"Yaml\",\"source\":{\"kind\":\"api\"}")
                .endsWith(
                        "\"dependents\":[{\"kind\":\"route\",\"id\":\""
                                + route
                                + "\",\"name\":\"pager\"}]}");
        String tag = shown.header("ETag");
        assertThat(server.get(EXTENSIONS + "/PageOp", "If-None-Match: " + tag).status())
                .isEqualTo(304);
        assertThat(listed.body()).startsWith("{\"extensions\":{").contains("\"PageOp\":{\"name\"");

        assertThat(server.request("DELETE", ROUTES + "/" + route, "").status()).isEqualTo(200);
        assertThat(
                        server.request("DELETE", EXTENSIONS + "/PageOp", "", "If-Match: " + tag)
                                .status())
                .isEqualTo(412);
        RawAnswer deleted = delete(EXTENSIONS + "/PageOp");
        assertThat(deleted.body())
                .isEqualTo("{\"status\":\"DELETED\",\"extension_name\":\"PageOp\"}");
        assertThat(server.get(EXTENSIONS + "/PageOp").member("error"))
                .isEqualTo("Extension not found");
        assertThat(delete(EXTENSIONS + "/PageOp").status()).isEqualTo(404);
        assertThat(post(ROUTES, route("pager", "{page_op: {who: ada}}")).body())
                .contains("UNKNOWN_OPERATION");
    }

    @Test
    @DisplayName("DOC-21, LANG-25: an extension and its function cannot go while they are used")
    void whatIsUsedCannotGo() {
        post(FUNCTIONS, function("used_by_op", "fields.n + 1"));
        post(EXTENSIONS, "{name: PlusOp, function: used_by_op}");
        post(ROUTES, route("plus", "{plus_op: {n: 1}}"));

        RawAnswer extension = delete(EXTENSIONS + "/PlusOp");
        RawAnswer function = delete(FUNCTIONS + "/used_by_op");

        assertThat(extension.status()).isEqualTo(409);
        assertThat(extension.body())
                .contains("\"code\":\"DEPENDENTS_EXIST\"")
                .contains("`plus_op` is used by route `plus`")
                .contains("\"conflicts\":[{\"kind\":\"route\"");
        assertThat(function.status()).isEqualTo(409);
        assertThat(function.body())
                .contains("`used_by_op` is used by extension `PlusOp`")
                .contains("`used_by_op` is used by route `plus`");
        assertThat(server.get("/plus").body()).isEqualTo("2");
    }

    @Test
    @DisplayName("DOC-21, LANG-24: a new function or extension is in every dependent at once")
    void replacementsRepublishTheDependents() {
        post(FUNCTIONS, function("rate_of", "'one ' + fields.n"));
        post(FUNCTIONS, function("other_rate", "'two ' + fields.n"));
        post(EXTENSIONS, "{name: RateOp, function: rate_of}");
        post(FUNCTIONS, "{name: helper, params: [], logic: [{rate_op: {n: 1}}]}");
        String id = post(ROUTES, route("rate", "{return: \"{{ helper() }}\"}")).member("route_id");
        assertThat(server.get("/rate").body()).isEqualTo("\"one 1\"");

        RawAnswer function = post(FUNCTIONS, function("rate_of", "'new ' + fields.n"));
        String withNewFunction = server.get("/rate").body();
        RawAnswer extension = post(EXTENSIONS, "{name: RateOp, function: other_rate}");
        String withNewExtension = server.get("/rate").body();

        assertThat(function.body()).contains("\"republished\":[\"" + id + "\"]");
        assertThat(withNewFunction).isEqualTo("\"new 1\"");
        assertThat(extension.body()).contains("\"republished\":[\"" + id + "\"]");
        assertThat(withNewExtension).isEqualTo("\"two 1\"");
        assertThat(delete(FUNCTIONS + "/rate_of").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("LANG-24: a schema or function that a dependent does not fit is refused")
    void breakingReplacementsAreRefused() {
        post(FUNCTIONS, function("send_it", "fields.to"));
        post(EXTENSIONS, "{name: SendOp, function: send_it}");
        post(ROUTES, route("sender", "{send_op: {to: ada}}"));

        RawAnswer schema =
                post(EXTENSIONS, "{name: SendOp, function: send_it, schema: {required: [from]}}");
        RawAnswer function = post(FUNCTIONS, "{name: send_it, params: [a, b], logic: []}");

        assertThat(schema.status()).isEqualTo(409);
        assertThat(schema.body())
                .contains("\"code\":\"DEPENDENT_BROKEN\"")
                .contains("route `sender`: `send_op` needs `from`");
        assertThat(function.status()).isEqualTo(409);
        assertThat(function.body()).contains("extension `SendOp`: `send_it` takes 2 arguments");
        assertThat(server.get("/sender").body()).isEqualTo("\"ada\"");
    }

    @Test
    @DisplayName("DOC-18: names of built-in operations and of other extensions are taken")
    void takenNamesAreRefused() {
        post(FUNCTIONS, function("name_it", "1"));
        post(EXTENSIONS, "{name: NameOp, function: name_it}");

        RawAnswer builtIn = post(EXTENSIONS, "{name: HttpRequest, function: name_it}");
        RawAnswer other = post(EXTENSIONS, "{name: name_op, function: name_it}");
        RawAnswer twice =
                post(
                        EXTENSIONS,
                        """
                        {name: TwiceOp, function: name_it}
                        ---
                        {name: twice_op, function: name_it}
                        """);

        assertThat(builtIn.status()).isEqualTo(400);
        assertThat(builtIn.body()).contains("RESERVED_NAME", "built-in operation");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body())
                .contains("RESERVED_NAME")
                .contains("`name_op` is the operation of extension `NameOp`");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.body()).contains("DUPLICATE_FUNCTION");
    }

    @Test
    @DisplayName("ADM-13, DOC-7: an extension, its function and a route register in one text")
    void oneTextMayHoldAllOfThem() {
        String all =
                route("together", "{both_op: {a: 1}}")
                        + "\n---\n{name: BothOp, function: both_of}\n---\n"
                        + function("both_of", "fields.a")
                        + "\n";

        RawAnswer registered = post(EXTENSIONS, all);
        RawAnswer checked = post("/api/v1/check", all.replace("both_op", "both_po"));

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.body())
                .contains("\"count\":3", "\"extensions\":[{\"extension_name\":\"BothOp\"}]");
        assertThat(server.get("/together").body()).isEqualTo("1");
        assertThat(checked.body())
                .contains("\"valid\":false", "did you mean `both_op`?")
                .contains("\"suggestion\":\"both_op\"");
    }

    @Test
    @DisplayName("ADM-22, ADM-25: a release adds extensions, and a rollback brings them back")
    void releasesHoldExtensions() {
        String set =
                "[{\"name\":\"ReleaseOp\",\"function\":\"of_release\"},"
                        + "{\"name\":\"of_release\",\"params\":[\"f\"],\"logic\":[{\"return\":\"v1\"}]},"
                        + "{\"name\":\"rel\",\"path\":\"/rel\",\"method\":\"GET\","
                        + "\"logic\":[{\"release_op\":{}}]}]";
        RawAnswer put = server.request("PUT", RELEASES, set);
        String first = put.header("X-Tiercel-Release");
        String removal =
                "[{\"name\":\"alone\",\"path\":\"/alone\",\"method\":\"GET\",\"response\":1}]";
        RawAnswer without = server.request("PUT", RELEASES + "?mode=replace&dry_run=true", removal);

        RawAnswer broken =
                server.request(
                        "PUT", RELEASES + "?mode=replace", set.replace("ReleaseOp", "OtherOp"));
        String id = routeId("rel");
        delete(ROUTES + "/" + id);
        delete(EXTENSIONS + "/ReleaseOp");
        RawAnswer rolledBack = post(RELEASES + "/" + first + "/rollback", "");

        assertThat(put.status()).isEqualTo(200);
        assertThat(without.status()).isEqualTo(200);
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.body()).contains("UNKNOWN_OPERATION");
        assertThat(rolledBack.status()).isEqualTo(200);
        assertThat(server.get("/rel").body()).isEqualTo("\"v1\"");
    }

    @Test
    @DisplayName("ADM-27, OP-33: a trial writes down the request to a webhook")
    void trialsShowRequestsToWebhooks() {
        post(EXTENSIONS, "{name: HookOp, webhook: {url: \"http://127.0.0.1:1/hook\"}}");
        String id = post(ROUTES, route("hooked", "{hook_op: {a: 1}}")).member("route_id");

        RawAnswer trial = post(ROUTES + "/test", "{\"route_id\":\"" + id + "\"}");

        assertThat(trial.body())
                .contains("\"success\":false", "\"code\":\"HTTP_ERROR\"")
                .contains("\"HTTP POST request to: http://127.0.0.1:1/hook\"");
    }

    @Test
    @DisplayName("ADM-29, operations.md Effects: a webhook is io, a function is what its body is")
    void effectsAreThoseOfTheTarget() {
        post(FUNCTIONS, function("pure_it", "upper(fields.text)"));
        post(EXTENSIONS, "{name: PureOp, function: pure_it, schema: {required: [text]}}");
        post(EXTENSIONS, "{name: SentOp, webhook: {url: \"http://127.0.0.1:1/\"}}");
        String pure =
                post(ROUTES, route("pure", "{pure_op: {text: \"{{ query.t }}\"}}"))
                        .member("route_id");
        String sent = post(ROUTES, route("sent", "{sent_op: {a: 1}}")).member("route_id");

        assertThat(server.get("/pure?t=a").body()).isEqualTo("\"A\"");
        assertThat(server.get(ROUTES + "/" + pure + "/explain").body())
                .contains("\"effects\":[]")
                .contains("\"functions\":[{\"name\":\"pure_it\",\"scope\":\"global\"");
        assertThat(server.get(ROUTES + "/" + sent + "/explain").body())
                .contains(
                        "\"effects\":[{\"pointer\":\"/logic/0\",\"line\":2,"
                                + "\"operation\":\"sent_op\",\"class\":\"io\"}]");
    }

    private static String routeId(String name) {
        String routes = server.get(ROUTES + "?name=" + name).body();
        int from = routes.indexOf("\"id\":\"") + 6;
        return routes.substring(from, routes.indexOf('"', from));
    }

    @Test
    @DisplayName("OP-32, ERR-16: a violation at run time is a problem document with the step")
    void violationsAtRunTimeAreProblems() {
        post(FUNCTIONS, function("typed_it", "fields.n"));
        post(
                EXTENSIONS,
                "{name: TypedOp, function: typed_it, schema: {properties: {n: {type: integer}}}}");
        post(ROUTES, route("typed", "{typed_op: {n: \"{{ query.n }}\"}}"));

        RawAnswer answer = server.get("/typed?n=1");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.member("code")).isEqualTo("EXTENSION_INVALID");
        assertThat(answer.member("message"))
                .isEqualTo("`typed_op`: /n: string found, integer expected");
        assertThat(answer.body()).contains("\"pointer\":\"/logic/0\"");
    }
}
