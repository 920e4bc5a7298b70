package dev.tiercel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters and schemas over the socket (http.md, section 6; documents.md, sections 6 and 7). */
class ValidationTest {
    private static final String ROUTES =
            """
            path: /items/:id
            method: GET
            parameters:
              - {name: id, type: integer}
              - {name: page, type: integer, default: 1}
              - {name: tags, type: array}
              - {name: deep, type: boolean}
              - {name: code, validation: "^[a-z]+$"}
              - {name: X-Version, in: header, type: number}
            logic:
              - return:
                  id: "{{ id }}"
                  page: "{{ query.page }}"
                  tags: "{{ query.tags }}"
                  deep: "{{ query.deep }}"
                  version: "{{ headers['x-version'] }}"
            ---
            path: /users
            method: POST
            parameters:
              - {name: page, in: query, type: integer, required: true}
              - {name: age, type: integer, required: true}
            schema:
              email: {type: string, required: true, format: email}
              role: {type: string, enum: [admin, user], default: user}
              tags: {type: array, items: string, max_items: 2}
              name: {type: string, min: 2, nullable: true}
              score: {type: number, minimum: 0, exclusive_minimum: true}
              address: {type: object, properties: {city: {type: string, required: true}}}
            logic: [{return: "{{ body }}"}]
            ---
            path: /schema
            method: POST
            request_schema:
              type: object
              required: [a]
              additionalProperties: false
              properties:
                a: {type: integer}
                b: {type: string, pattern: "^x"}
                c: {type: string, format: uuid}
                d: {type: string, format: iri}
                e: {type: string, format: email}
            logic: [{return: 1}]
            ---
            path: /texts
            method: POST
            request_schema: {additionalProperties: {type: string}}
            logic: [{return: 1}]
            ---
            path: /nothing
            method: POST
            request_schema: false
            logic: [{return: 1}]
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(ROUTES);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/items/7;{\"id\":7,\"page\":1,\"tags\":null,\"deep\":null,\"version\":null}",
                "/items/7?page=2&tags=a&tags=b&deep=1;"
                        + "{\"id\":7,\"page\":2,\"tags\":[\"a\",\"b\"],\"deep\":true,\"version\":null}",
                "/items/7.0?tags=[1,2]&deep=false;"
                        + "{\"id\":7,\"page\":1,\"tags\":[1,2],\"deep\":false,\"version\":null}",
                "/items/-7?tags=a&code=abc;"
                        + "{\"id\":-7,\"page\":1,\"tags\":[\"a\"],\"deep\":null,\"version\":null}"
            })
    @DisplayName("HTTP-19, DOC-24, DOC-25: values get the types that are declared")
    void coercion(String target, String expected) {
        assertThat(server.get(target).body()).isEqualTo(expected);
    }

    @Test
    @DisplayName("DOC-23, DOC-24: header parameters")
    void headerParameters() {
        assertThat(server.get("/items/1", "x-version: 1.5").body()).contains("\"version\":1.5");
        assertThat(server.get("/items/1", "x-version: b").body())
                .contains(
                        "\"errors\":[{\"in\":\"header\",\"name\":\"X-Version\",\"code\":\"type\","
                                + "\"message\":\"must be a number\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/items/x;path;id;type;must be an integer",
                "/items/1.5;path;id;type;must be an integer",
                "/items/1?page=9223372036854775808;query;page;type;must be an integer",
                "/items/1?deep=yes;query;deep;type;must be true or false",
                "/items/1?tags=[1;query;tags;type;must be an array",
                "/items/1?code=A;query;code;pattern;must match ^[a-z]+$"
            })
    @DisplayName("HTTP-20, DOC-26: what is wrong with a parameter")
    void problems(String target, String in, String name, String code, String message) {
        RawAnswer answer = server.get(target);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("code")).isEqualTo("VALIDATION_FAILED");
        assertThat(answer.body())
                .contains(
                        "\"errors\":[{\"in\":\"%s\",\"name\":\"%s\",\"code\":\"%s\",\"message\":\"%s\"}]"
                                .formatted(in, name, code, message));
    }

    @Test
    @DisplayName("HTTP-20, DOC-27: all problems of parameters and schema together")
    void allProblemsTogether() {
        RawAnswer answer = server.postJson("/users?page=x", "{\"age\":\"9\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"urn:tiercel:error:VALIDATION_FAILED\",\"title\":\"Bad Request\","
                                + "\"status\":400,\"detail\":\"Validation failed\","
                                + "\"instance\":\"/users\",\"code\":\"VALIDATION_FAILED\","
                                + "\"error\":\"Bad Request\",\"message\":\"Validation failed\","
                                + "\"request_id\":\""
                                + answer.header("X-Request-Id")
                                + "\",\"errors\":["
                                + "{\"in\":\"query\",\"name\":\"page\",\"code\":\"type\","
                                + "\"message\":\"must be an integer\"},"
                                + "{\"in\":\"body\",\"pointer\":\"/email\",\"code\":\"required\","
                                + "\"message\":\"is required\"}]}");
    }

    @Test
    @DisplayName("HTTP-19: a body that is no object has no body parameters")
    void noObject() {
        assertThat(server.postJson("/users?page=1", "[1]").body())
                .contains(
                        "{\"in\":\"body\",\"name\":\"age\",\"code\":\"required\","
                                + "\"message\":\"is required\"}",
                        "{\"in\":\"body\",\"pointer\":\"\",\"code\":\"type\"");
        assertThat(server.request("POST", "/users?page=1", "").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("DOC-29, DOC-30: the short form checks the coerced body and fills in defaults")
    void shortForm() {
        String valid = "{\"age\":\"9\",\"email\":\"a@b.local\",\"name\":null,\"score\":0.5}";

        assertThat(server.postJson("/users?page=1", valid).body())
                .isEqualTo(
                        "{\"age\":9,\"email\":\"a@b.local\",\"name\":null,\"score\":0.5,"
                                + "\"role\":\"user\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"email\":\"x\";/email;format",
                "\"email\":\"a@b.de\",\"role\":\"root\";/role;enum",
                "\"email\":\"a@b.de\",\"tags\":[\"a\",\"b\",\"c\"];/tags;maxItems",
                "\"email\":\"a@b.de\",\"tags\":[1];/tags/0;type",
                "\"email\":\"a@b.de\",\"name\":\"x\";/name;minLength",
                "\"email\":\"a@b.de\",\"score\":0;/score;exclusiveMinimum",
                "\"email\":\"a@b.de\",\"address\":{};/address/city;required"
            })
    @DisplayName("DOC-29: what violates the short form")
    void shortFormViolations(String members, String pointer, String code) {
        RawAnswer answer = server.postJson("/users?page=1", "{\"age\":1," + members + "}");

        assertThat(answer.body())
                .contains(
                        "\"errors\":[{\"in\":\"body\",\"pointer\":\""
                                + pointer
                                + "\",\"code\":\""
                                + code
                                + "\"")
                .doesNotContain("},{");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"a\":1};200",
                "{\"a\":1.0};200",
                "{\"a\":1,\"b\":\"xy\",\"c\":\"7b0c2f3e-1d2a-4c3b-8a9f-0123456789ab\"};200",
                "{\"a\":1,\"d\":\"not a name\"};200",
                "{\"a\":1,\"e\":\"a@b.c\"};200",
                "{\"a\":1,\"e\":\"user@corp.local\"};200",
                "{\"a\":1,\"e\":\"user@host.internal\"};200",
                "{\"a\":1,\"e\":\"a@example.test\"};200",
                "{\"a\":1,\"e\":\"first.last+tag@a-b.example.org\"};200",
                "{\"a\":1,\"e\":\"o'neil@example.org\"};200",
                "{\"a\":1,\"e\":\"a@b\"};400",
                "{\"a\":1,\"e\":\"b.c\"};400",
                "{\"a\":1,\"e\":\"@b.c\"};400",
                "{\"a\":1,\"e\":\"a@b.\"};400",
                "{\"a\":1,\"e\":\"a@b-.c\"};400",
                "{\"a\":1,\"e\":\"a@b_.c\"};400",
                "{\"a\":1,\"e\":\"aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"
                        + "eeeeeeeeeeffffffffffgggg@b.c\"};200",
                "{\"a\":1,\"e\":\"aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"
                        + "eeeeeeeeeeffffffffffggggg@b.c\"};400",
                "{\"a\":1,\"e\":\"a b@c.d\"};400",
                "{\"a\":1,\"e\":\"a@b..c\"};400",
                "{\"a\":1,\"e\":\"a..b@c.d\"};400",
                "{\"a\":1,\"e\":\".a@c.d\"};400",
                "{\"a\":1,\"e\":\"a@-b.c\"};400",
                "{\"a\":1,\"e\":\"a@b.c \"};400",
                "{\"a\":1,\"e\":\"a@b.4\"};400",
                "{\"a\":1,\"e\":\"a@@b.c\"};400",
                "{};400",
                "{\"a\":1.5};400",
                "{\"a\":1,\"b\":\"y\"};400",
                "{\"a\":1,\"c\":\"y\"};400",
                "{\"a\":1,\"z\":1};400"
            })
    @DisplayName("DOC-28: JSON Schema 2020-12")
    void jsonSchema(String body, int status) {
        assertThat(server.postJson("/schema", body).status()).isEqualTo(status);
    }

    @Test
    @DisplayName("HTTP-17: only the size of a body bounds the names of its members")
    void longNames() {
        String name = "n".repeat(60_000);

        assertThat(server.postJson("/texts", "{\"" + name + "\":\"\"}").status()).isEqualTo(200);
        assertThat(server.postJson("/texts", "{\"" + name + "\":1}").body())
                .contains("\"pointer\":\"/" + name + "\",\"code\":\"type\"");
    }

    @Test
    @DisplayName("HTTP-20: at most 100 problems are listed")
    void manyProblems() {
        String hundred = numbers(100);

        assertThat(listed(hundred)).isEqualTo(100);
        assertThat(listed(hundred + ",\"more\":1")).isEqualTo(100);
        assertThat(listed(numbers(99))).isEqualTo(99);
    }

    private static int listed(String members) {
        return server.postJson("/texts", "{" + members + "}").body().split("\"pointer\"", -1).length
                - 1;
    }

    private static String numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"m" + i + "\":" + i)
                .collect(Collectors.joining(","));
    }

    @Test
    @DisplayName("DOC-28: a schema that allows nothing says so")
    void nothingAllowed() {
        RawAnswer answer = server.postJson("/nothing", "null");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"message\":\"is not allowed\"");
    }

    @Test
    @DisplayName("DOC-31: answers are checked if the configuration says so")
    void answers() {
        String route =
                """
                path: /answer
                method: GET
                response_schema: {type: object, required: [a]}
                logic: [{return: {value: {"{{ query.key }}": 1}}}]
                """;
        try (RunningServer checking =
                        RunningServer.configured("http: {validate_responses: true}", route);
                RunningServer trusting = RunningServer.with(route)) {
            assertThat(checking.get("/answer?key=a").body()).isEqualTo("{\"a\":1}");
            RawAnswer refused = checking.get("/answer?key=b");
            assertThat(refused.status()).isEqualTo(500);
            assertThat(refused.member("code")).isEqualTo("RESPONSE_INVALID");
            assertThat(trusting.get("/answer?key=b").status()).isEqualTo(200);
        }
    }
}
