package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The description of the routes, checked against the schema that the OpenAPI Initiative publishes
 * for version 3.1, with the schemas in it checked as JSON Schema 2020-12 (ADM-33).
 */
class OpenApiTest {
    private static final String OPEN_API = "https://spec.openapis.org/oas/3.1/schema/2022-10-07";
    private static final String BASE =
            """
            {"$id": "urn:tiercel:test:openapi",
             "$schema": "https://json-schema.org/draft/2020-12/schema",
             "$ref": "%s",
             "$defs": {"schema": {"$dynamicAnchor": "meta",
              "$ref": "https://json-schema.org/draft/2020-12/schema"}}}
            """
                    .formatted(OPEN_API);
    private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");
    private static final String ROUTES =
            """
            name: users
            path: /users/:id
            method: GET
            parameters:
              - {name: id, in: path, data_type: integer, description: who}
              - {name: page, in: query, data_type: integer, default: 1}
              - {name: X-Kind, in: header, required: true, validation: "^[a-z]+$"}
            auth_required: true
            rate_limit: {requests: 5, per: minute}
            response_schema: {type: object, properties: {name: {type: string}}}
            logic: [{return: {name: "{{ params.id }}"}}]
            ---
            name: change
            path: /users/:user
            method: PUT
            parameters: [{name: title, in: body, data_type: string, required: true}]
            logic: [{return: "{{ params.user }}"}]
            ---
            name: files
            path: /files/a b/*rest
            method: GET
            logic: [{return: "{{ params.rest }}"}]
            ---
            name: sign_up
            path: /sign-up
            method: POST
            schema:
              email: {type: string, required: true, format: email, max: 100}
              age: {type: integer, min: 18, nullable: true}
              tags: {type: array, items: string, max_items: 3}
              address: {type: object, properties: {city: {type: string, required: true}}}
              anything: any
            logic: [{return: 1}]
            ---
            name: order
            path: /orders
            method: POST
            request_schema: {type: object, required: [id], properties: {id: {type: [string, "null"]}}}
            logic: [{return: 1}]
            ---
            name: chat
            path: /ws/chat/:room
            ws_hooks: {on_message: [{return: "{{ message }}"}]}
            ---
            name: hidden
            path: /hidden
            method: GET
            enabled: false
            logic: [{return: 1}]
            """;

    private static Schema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        String openApi;
        try (InputStream resource =
                OpenApiTest.class.getResourceAsStream("/openapi/openapi-3.1-2022-10-07.json")) {
            openApi =
                    new String(
                            Objects.requireNonNull(resource).readAllBytes(),
                            StandardCharsets.UTF_8);
        }
        schema =
                SchemaRegistry.withDialect(
                                Dialects.getDraft202012(),
                                builder -> builder.schemas(Map.of(OPEN_API, openApi)))
                        .getSchema(
                                SchemaLocation.of("urn:tiercel:test:openapi"),
                                BASE,
                                InputFormat.JSON);
    }

    @Test
    @DisplayName("ADM-33: the description is valid OpenAPI 3.1")
    void routesOfEveryKind() {
        try (RunningServer server =
                RunningServer.configured("auth: {api_keys: [{name: a, key: k}]}\n", ROUTES)) {
            String text = server.get("/api/v1/openapi.json").body();

            assertThat(schema.validate(text, InputFormat.JSON)).isEmpty();
            ObjectValue description = read(text);
            ObjectValue paths = member(description, "paths");
            assertThat(keys(paths))
                    .containsExactly("/files/a%20b/{rest}", "/orders", "/sign-up", "/users/{id}");
            assertThat(keys(member(paths, "/users/{id}"))).containsExactly("get", "put");
            assertParametersMatch(paths);
            assertThat(keys(member(member(member(paths, "/users/{id}"), "get"), "responses")))
                    .containsExactly("200", "400", "401", "429", "500");
            assertThat(text)
                    .contains("\"x-tiercel-websockets\":[{")
                    .contains("\"path\":\"/ws/chat/{room}\"")
                    .doesNotContain("/hidden");
        }
    }

    @Test
    @DisplayName("ADM-33: the descriptions of the examples and of no route at all are valid")
    void examples() throws IOException {
        List<String> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            for (Path file : files.filter(f -> !f.toString().endsWith(".md")).toList()) {
                documents.add(Files.readString(file));
            }
        }
        try (RunningServer server = RunningServer.with(documents.toArray(String[]::new));
                RunningServer empty = RunningServer.with()) {
            String text = server.get("/api/v1/openapi.json").body();

            assertThat(schema.validate(text, InputFormat.JSON)).isEmpty();
            assertParametersMatch(member(read(text), "paths"));
            assertThat(schema.validate(empty.get("/api/v1/openapi.json").body(), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName(
            "ADM-33, DOC-29: the schema of a body is shown in its short form and as JSON Schema")
    void schemasOfBodies() {
        String route = "name: %1$s\npath: /%1$s\nmethod: POST\nresponse: 1\nschema: %2$s\n";
        try (RunningServer server =
                RunningServer.with(
                        route.formatted(
                                "short",
                                "{a: {type: integer, min: 1, default: 2, required: true}}"),
                        route.formatted("json", "{type: object, properties: {a: {minimum: 1}}}"))) {
            String text = server.get("/api/v1/openapi.json").body();

            assertThat(text)
                    .contains(
                            "\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\","
                                    + "\"default\":2,\"minimum\":1}},\"required\":[\"a\"]}")
                    .contains(
                            "\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"minimum\":1}}}");
        }
    }

    @Test
    void theSchemaFindsWhatIsWrong() {
        String head =
                "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"t\",\"version\":\"1\"},\"paths\":";

        assertThat(schema.validate(head + "{\"/a\":{}}}", InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(head + "{\"a\":{}}}", InputFormat.JSON)).isNotEmpty();
        String parameter =
                "{\"/a\":{\"get\":{\"parameters\":[{\"name\":\"x\",\"in\":\"query\",\"schema\":{\"type\":\"%s\"}}]}}}}";
        assertThat(schema.validate(head + parameter.formatted("string"), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(head + parameter.formatted("text"), InputFormat.JSON))
                .isNotEmpty();
    }

    /** What the schema cannot say: templates and path parameters, and ids, belong together. */
    private static void assertParametersMatch(ObjectValue paths) {
        Set<String> ids = new TreeSet<>();
        for (String path : keys(paths)) {
            Set<String> inTemplate = new TreeSet<>();
            BRACES.matcher(path).results().forEach(match -> inTemplate.add(match.group(1)));
            ObjectValue item = member(paths, path);
            for (String method : keys(item)) {
                ObjectValue operation = member(item, method);
                Set<String> declared = new TreeSet<>();
                for (Object each :
                        (ArrayValue) Objects.requireNonNull(operation.get("parameters"))) {
                    ObjectValue parameter = (ObjectValue) Objects.requireNonNull(each);
                    if ("path".equals(parameter.get("in"))) {
                        assertThat(declared.add(String.valueOf(parameter.get("name")))).isTrue();
                    }
                }
                assertThat(declared).as(method + " " + path).isEqualTo(inTemplate);
                assertThat(ids.add(String.valueOf(operation.get("operationId")))).isTrue();
            }
        }
    }

    private static ObjectValue read(String json) {
        return (ObjectValue)
                Objects.requireNonNull(JsonReader.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static ObjectValue member(ObjectValue object, String name) {
        return (ObjectValue) Objects.requireNonNull(object.get(name));
    }

    private static List<String> keys(ObjectValue object) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < object.slotCount(); i++) {
            keys.add(object.key(i));
        }
        return keys;
    }
}
