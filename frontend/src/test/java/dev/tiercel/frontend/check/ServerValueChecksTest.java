package dev.tiercel.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** UNKNOWN_MEMBER, ENV_NOT_ALLOWED, SHADOWS_ROOT and SHADOWS_BUILTIN. */
class ServerValueChecksTest {
    @Test
    @DisplayName("HTTP-12: members of request")
    void reportsMembersOfTheRequest() {
        assertThat(Checked.logic("- get: request.email\n"))
                .containsExactly(
                        "UNKNOWN_MEMBER 1:16 /logic/0/get: `request.email` does not exist; did you"
                                + " mean request.body.email? -> request.body.email");
        assertThat(Checked.logic("- get: request.heders.host\n"))
                .containsExactly(
                        "UNKNOWN_MEMBER 1:16 /logic/0/get: `request.heders` does not exist; did you"
                                + " mean request.headers? -> request.headers");
        assertThat(Checked.logic("- get: request['email']\n"))
                .containsExactly(
                        "UNKNOWN_MEMBER 1:16 /logic/0/get: `request.email` does not exist; did you"
                                + " mean request.body.email? -> request.body.email");
        assertThat(Checked.document(hook("request.user_name")))
                .containsExactly(
                        "UNKNOWN_MEMBER 3:39 /ws_hooks/on_message/0/get: `request.user_name` does"
                                + " not exist; did you mean request.query.user_name? ->"
                                + " request.query.user_name");
    }

    private static String hook(String expression) {
        return "name: t\npath: /t\nws_hooks: {on_message: [{get: " + expression + "}]}\n";
    }

    @Test
    @DisplayName("LANG-15, ERR-1, WS-13: members of loop, error and connection")
    void reportsMembersOfOtherValues() {
        assertThat(Checked.logic("- loop: \"[1]\"\n  do: [{get: loop.idx}]\n"))
                .containsExactly(
                        "UNKNOWN_MEMBER 2:19 /logic/0/do/0/get: `loop.idx` does not exist; did you"
                                + " mean loop.index? -> loop.index");
        assertThat(Checked.logic("- while: body.x\n  loop_var: l\n  do: [{get: l.last}]\n"))
                .containsExactly("UNKNOWN_MEMBER 3:16 /logic/0/do/0/get: `l.last` does not exist");
        assertThat(Checked.logic("- try: [{get: id}]\n  catch: [{get: error.msg}]\n"))
                .containsExactly(
                        "UNKNOWN_MEMBER 2:23 /logic/0/catch/0/get: `error.msg` does not exist");
        assertThat(
                        Checked.logic(
                                """
                                - try: [{get: id}]
                                  catch: {as: e, when: e.cod == 'A', body: []}
                                """))
                .containsExactly(
                        "UNKNOWN_MEMBER 2:26 /logic/0/catch/when: `e.cod` does not exist; did you"
                                + " mean e.code? -> e.code");
        assertThat(Checked.document(hook("connection.ip")))
                .singleElement()
                .asString()
                .startsWith(
                        "UNKNOWN_MEMBER 3:42 /ws_hooks/on_message/0/get: `connection.ip` does not"
                                + " exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- get: request.method + request.auth.sub + request['raw_body']",
                "- get: request.body.email + request[id]",
                "- loop: \"[1]\"\n  do: [{get: loop.index + loop.is_last + item.idx}]",
                "- loop: \"[1]\"\n  loop_var: l\n  as: loop\n  do: [{get: loop.idx}]",
                "- loop: \"[1]\"\n  do: [{set: {loop: 1}}, {get: loop.idx}]",
                "- set: {loop: {idx: 1}}\n- get: loop.idx",
                "- set: {connection: {}}\n- get: connection.ip",
                "- try: [{get: id}]\n  catch: [{get: error.source.line + error.data.x}]",
                "- get: filter(body, 'request.email')",
            })
    void acceptsOtherMembers(String logic) {
        assertThat(Checked.logic(logic)).isEmpty();
    }

    @Test
    @DisplayName("LANG-69: literal names of the environment that are not listed")
    void reportsNamesOfTheEnvironment() {
        assertThat(Checked.logic("- get: env.HOME\n"))
                .containsExactly("ENV_NOT_ALLOWED 1:12 /logic/0/get: `HOME` is not readable");
        assertThat(Checked.logic("- get: env['REGIN']\n"))
                .containsExactly(
                        "ENV_NOT_ALLOWED 1:12 /logic/0/get: `REGIN` is not readable -> REGION");
        assertThat(Checked.logic("- return: \"{{ env('HOME') }}\"\n"))
                .containsExactly("ENV_NOT_ALLOWED 1:19 /logic/0/return: `HOME` is not readable");
        assertThat(Checked.logic("- get: \"'HOME' | env\"\n"))
                .containsExactly("ENV_NOT_ALLOWED 1:9 /logic/0/get: `HOME` is not readable");
        assertThat(Checked.logic("- get: map(body, 'env(\"HOME\")')\n"))
                .containsExactly("ENV_NOT_ALLOWED 1:23 /logic/0/get: `HOME` is not readable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env.REGION",
                "env['STAGE']",
                "env('REGION')",
                "env(id)",
                "env[id]",
                "body.env.HOME",
                "map(body, 'env.HOME')"
            })
    void acceptsOtherNamesOfTheEnvironment(String expression) {
        assertThat(Checked.logic("- get: " + expression + "\n")).isEmpty();
        assertThat(Checked.logic("- get: env('HOME')\n", Map.of("env", 1))).isEmpty();
    }

    @Test
    @DisplayName("LANG-8: variables named like a root are reported once, at the first assignment")
    void reportsVariablesNamedLikeRoots() {
        assertThat(Checked.logic("- set: {x: 1, headers: 2}\n- set: {headers: 3}\n"))
                .containsExactly(
                        "SHADOWS_ROOT 1:15 /logic/0/set/headers: `headers` hides the request"
                                + " headers");
        assertThat(Checked.logic("- set: {var: body, value: 1}\n"))
                .containsExactly(
                        "SHADOWS_ROOT 1:14 /logic/0/set/var: `body` hides the request body");
        assertThat(Checked.logic("- math_op: {operation: sum, args: [1]}\n  store_in: query\n"))
                .containsExactly(
                        "SHADOWS_ROOT 2:13 /logic/0/store_in: `query` hides the query parameters");
        assertThat(Checked.logic("- loop: body\n  as: body\n  do: []\n"))
                .containsExactly("SHADOWS_ROOT 2:7 /logic/0/as: `body` hides the request body");
        assertThat(
                        Checked.document(
                                "name: t\npath: /t\nws_hooks: {on_message: [{set: {message: 1}}]}\n"))
                .containsExactly(
                        "SHADOWS_ROOT 3:32 /ws_hooks/on_message/0/set/message: `message` hides the"
                                + " received message");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- set: {message: 1, connection: 2, data: 3}",
                "- set: {bodies: 1}",
                "- define_function: {name: f, params: [content], body: []}",
                "- return: {body: 1, headers: {}}",
            })
    void acceptsOtherVariables(String logic) {
        assertThat(Checked.logic(logic)).isEmpty();
    }

    @Test
    @DisplayName("LANG-53: functions named like a built-in one")
    void reportsFunctionsNamedLikeBuiltInOnes() {
        assertThat(Checked.logic("- define_function: {name: sum, body: []}\n"))
                .containsExactly(
                        "SHADOWS_BUILTIN 1:27 /logic/0/define_function/name: `sum` hides the"
                                + " built-in function");
        assertThat(Checked.logic("- define_function: len\n  body: []\n"))
                .containsExactly(
                        "SHADOWS_BUILTIN 1:20 /logic/0/define_function: `len` hides the built-in"
                                + " function");
        assertThat(Checked.document("name: upper\nparams: [a]\nlogic: []\n"))
                .containsExactly("SHADOWS_BUILTIN 1:7 /name: `upper` hides the built-in function");
        assertThat(Checked.document("name: my_upper\nlogic: []\n")).isEmpty();
    }
}
