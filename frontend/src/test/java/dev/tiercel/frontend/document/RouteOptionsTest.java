package dev.tiercel.frontend.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tiercel.frontend.syntax.Node;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters, rate limits and tests of routes. */
final class RouteOptionsTest {
    private static final String HEAD = "path: /r/:id\nmethod: POST\nresponse: 1\n";
    private static final String SOCKET = "path: /r\nws_hooks: {}\n";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "POST; {name: id}; PATH STRING required",
                "POST; {name: a}; BODY STRING",
                "PUT; {name: a}; BODY STRING",
                "GET; {name: a}; QUERY STRING",
                "DELETE; {name: a}; QUERY STRING",
                "POST; {name: a, in: query, type: integer}; QUERY INTEGER",
                "POST; {name: a, location: header, data_type: number}; HEADER NUMBER",
                "GET; {name: a, param_type: body, type: object}; BODY OBJECT",
                "GET; {name: a, required: true, default: 1}; QUERY STRING required = 1",
                "GET; {name: a, default_value: x, pattern: ^a}; QUERY STRING = x ~ ^a"
            })
    @DisplayName("DOC-22: fields of a parameter, their alternative names and defaults")
    void parametersHaveDefaults(String method, String parameter, String expected) {
        String text =
                "path: /r/:id\nmethod: %s\nresponse: 1\nparameters: [%s]"
                        .formatted(method, parameter);

        assertThat(
                        Source.of(text).route().parameters().stream()
                                .map(RouteOptionsTest::described)
                                .collect(Collectors.joining("\n")))
                .isEqualTo(expected);
    }

    private static String described(RouteParameter parameter) {
        return parameter.in()
                + " "
                + parameter.dataType()
                + (parameter.required() ? " required" : "")
                + parameter.defaultValue().map(n -> " = " + text(n)).orElse("")
                + parameter.validation().map(v -> " ~ " + v).orElse("");
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : node.toString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "rate_limit: 5; Requests[requests=5, periodSeconds=60, burst=5, key=Address[]]",
                "rate_limit: {requests: 5, per: second}; Requests[requests=5, periodSeconds=1,"
                        + " burst=5, key=Address[]]",
                "rate_limit: {requests: 5, per: hour, burst: 9, key: api_key}; Requests[requests=5,"
                        + " periodSeconds=3600, burst=9, key=ApiKey[]]",
                "rate_limit: {requests: 1, key: 'header:X-Tenant'}; Requests[requests=1,"
                        + " periodSeconds=60, burst=1, key=Header[name=X-Tenant]]"
            })
    @DisplayName("DOC-33: rate limits of HTTP routes")
    void requestsAreLimited(String option, String expected) {
        assertThat(Source.of(HEAD + option).route().options().rateLimit().orElseThrow())
                .hasToString(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "rate_limit: 5; Messages[messagesPerMinute=5, burst=5, closeOnExceed=false]",
                "rate_limit: {messages_per_minute: 5}; Messages[messagesPerMinute=5, burst=5,"
                        + " closeOnExceed=false]",
                "rate_limit: {messages_per_minute: 5, burst: 9, on_exceed: close};"
                        + " Messages[messagesPerMinute=5, burst=9, closeOnExceed=true]"
            })
    @DisplayName("DOC-34: rate limits of WebSocket routes")
    void messagesAreLimited(String option, String expected) {
        assertThat(Source.of(SOCKET + option).route().options().rateLimit().orElseThrow())
                .hasToString(expected);
    }

    static Stream<Arguments> refusedLimits() {
        return Stream.of(
                arguments(HEAD + "rate_limit: 0", "INVALID_VALUE 4:13 /rate_limit"),
                arguments(HEAD + "rate_limit: many", "WRONG_TYPE 4:13 /rate_limit"),
                arguments(HEAD + "rate_limit: {burst: 1}", "MISSING_FIELD 4:13 /rate_limit"),
                arguments(
                        HEAD + "rate_limit: {requests: 1, per: day}",
                        "INVALID_VALUE 4:32 /rate_limit/per"),
                arguments(
                        HEAD + "rate_limit: {requests: 1, on_exceed: drop}",
                        "UNKNOWN_FIELD 4:27 /rate_limit/on_exceed"),
                arguments(
                        HEAD + "rate_limit: {requests: 1, key: 'header:'}",
                        "INVALID_VALUE 4:32 /rate_limit/key"),
                arguments(
                        SOCKET + "rate_limit: {messages_per_minute: 1, per: hour}",
                        "UNKNOWN_FIELD 3:38 /rate_limit/per"),
                arguments(
                        SOCKET + "rate_limit: {messages_per_minute: 1, on_exceed: wait}",
                        "INVALID_VALUE 3:49 /rate_limit/on_exceed"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusedLimits")
    @DisplayName("DOC-33, DOC-34: what a rate limit cannot be")
    void otherLimitsAreRefused(String text, String place) {
        assertThat(Source.of(text).places()).isEqualTo(place);
    }

    @Test
    @DisplayName("DOC-35, DOC-36: fields of a test; `input` is `body`, and strings are literal")
    void testsAreRead() {
        RouteTest test =
                Source.of(
                                HEAD
                                        + "tests: [{name: t, now: '2025-01-31 10:00:00Z', request:"
                                        + " {method: put, path: /r/1, query: {a: 1}, headers: {B: c},"
                                        + " input: '{{ x }}'}, expect: {body_contains: '{{ y }}'}}]")
                        .route()
                        .options()
                        .tests()
                        .getFirst();

        assertThat(test.name()).isEqualTo("t");
        assertThat(test.method()).contains("PUT");
        assertThat(test.path()).contains("/r/1");
        assertThat(test.now()).contains("2025-01-31 10:00:00Z");
        assertThat(test.body().map(RouteOptionsTest::text)).contains("{{ x }}");
        assertThat(test.expect().status()).isEqualTo(200);
        assertThat(test.expect().bodyContains().map(RouteOptionsTest::text)).contains("{{ y }}");
    }

    static Stream<Arguments> refusedTests() {
        return Stream.of(
                arguments(
                        HEAD + "tests: [{name: t, request: {path: /r/1}, expect: {}}]",
                        "MISSING_FIELD 4:50 /tests/0/expect"),
                arguments(
                        HEAD + "tests: [{name: t, request: {path: /r/1}}]",
                        "MISSING_FIELD 4:9 /tests/0"),
                arguments(
                        HEAD + "tests: [{request: {path: /r/1}, expect: {status: 200}}]",
                        "MISSING_FIELD 4:9 /tests/0"),
                arguments(
                        HEAD + "tests: [{name: t, expect: {status: 200}}]",
                        "MISSING_FIELD 4:9 /tests/0"),
                arguments(
                        "path: /r\nmethod: GET\nresponse: 1\ntests: [{name: t, expect: {body: 1}},"
                                + " {name: t, expect: {body: 1}}]",
                        "DUPLICATE_FIELD 4:39 /tests/1"),
                arguments(
                        HEAD
                                + "tests: [{name: t, now: soon, request: {path: /r/1}, expect:"
                                + " {body: 1}}]",
                        "INVALID_VALUE 4:24 /tests/0/now"),
                arguments(
                        HEAD
                                + "tests: [{name: t, request: {path: /r/1, body: 1, input: 1}, expect:"
                                + " {body: 1}}]",
                        "DUPLICATE_FIELD 4:57 /tests/0/request/input"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusedTests")
    @DisplayName("DOC-35, DOC-36: what a test cannot be")
    void otherTestsAreRefused(String text, String place) {
        assertThat(Source.of(text).places()).isEqualTo(place);
    }

    @Test
    @DisplayName("DOC-37: a WebSocket route has no tests")
    void testsAreForHttpRoutes() {
        assertThat(Source.of(SOCKET + "tests: [{name: t, expect: {status: 200}}]").places())
                .isEqualTo("UNKNOWN_FIELD 3:1 /tests");
        assertThat(Source.of(SOCKET + "tests: []").places()).isEqualTo("UNKNOWN_FIELD 3:1 /tests");
        assertThat(Source.of(SOCKET + "schema: {}").places())
                .isEqualTo("UNKNOWN_FIELD 3:1 /schema");
        assertThat(Source.of(SOCKET + "tests: null").places()).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "ROUTE; name: x; MISSING_FIELD /path",
                "FUNCTION; name: f; MISSING_FIELD /logic",
                "SERVICE; name: s; MISSING_FIELD /kind",
                "TENANT; id: t; MISSING_FIELD /kind"
            })
    @DisplayName("DOC-10: where one kind is expected, the field that it lacks is named")
    void theMissingFieldIsNamed(DocumentKind kind, String text, String expected) {
        String[] parts = expected.split(" /");

        assertThat(Source.ofKind(kind, text).findings().getFirst().code()).hasToString(parts[0]);
        assertThat(Source.ofKind(kind, text).findings().getFirst().message())
                .contains("`" + parts[1] + "`");
        assertThat(Source.of(text).places()).isEqualTo("UNKNOWN_KIND 1:1 ");
    }

    @Test
    @DisplayName("DOC-19: an extension has either a webhook or a function")
    void extensionsHaveOneTarget() {
        String head = "kind: extension\nname: notify\n";
        String hook = "webhook: {url: http://localhost/}\n";

        assertThat(Source.of(head).places()).isEqualTo("MISSING_FIELD 1:1 ");
        assertThat(Source.of(head + hook + "function: f").places())
                .isEqualTo("CONFLICTING_FIELDS 4:11 /function");
        assertThat(Source.of(head + hook).extension().target())
                .isInstanceOf(ExtensionDocument.Target.Webhook.class);
        assertThat(Source.of(head + "function: f").extension().target())
                .isEqualTo(new ExtensionDocument.Target.Function("f"));
    }
}
