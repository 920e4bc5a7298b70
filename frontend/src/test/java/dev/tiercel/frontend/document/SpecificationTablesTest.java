package dev.tiercel.frontend.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Documents, and the operations that they may have, are those of the tables of the specification.
 */
class SpecificationTablesTest {
    private static final Path TABLES = Path.of("..", "server", "src", "test", "resources", "spec");
    private static final Map<String, FieldTable> STRUCTURES =
            Map.of(
                    "else_if", ControlOperations.ELSE_IF,
                    "cases", ControlOperations.CASE,
                    "tasks", ParallelOperations.TASK,
                    "retry", RetryReader.FIELDS,
                    "catch", ErrorOperations.CLAUSE);
    private static final Map<String, FieldTable> PARTS_OF_DOCUMENTS =
            Map.ofEntries(
                    Map.entry("function", FunctionReader.FIELDS),
                    Map.entry("extension", ExtensionReader.FIELDS),
                    Map.entry("webhook", ExtensionReader.WEBHOOK),
                    Map.entry("ws_hooks", RouteReader.HOOKS),
                    Map.entry("ws_options", RouteOptionsReader.WEB_SOCKET_OPTIONS),
                    Map.entry("limits", RouteOptionsReader.LIMITS),
                    Map.entry("parameter", ParameterReader.FIELDS),
                    Map.entry("short_schema", ShortSchema.KEYS),
                    Map.entry("rate_limit", RateLimitReader.REQUESTS),
                    Map.entry("message_limit", RateLimitReader.MESSAGES),
                    Map.entry("test", RouteTestReader.TEST),
                    Map.entry("test_request", RouteTestReader.REQUEST),
                    Map.entry("expectation", RouteTestReader.EXPECT));

    @Test
    @DisplayName("DOC-46: operations have the names of the specification")
    void operationsHaveTheNamesOfTheSpecification() throws IOException {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (List<String> names : table("operations")) {
            expected.put(names.getFirst(), new TreeSet<>(names));
        }
        Map<String, Set<String>> actual = new TreeMap<>();
        for (OperationKind kind : OperationKind.values()) {
            actual.computeIfAbsent(kind.canonicalName(), _ -> new TreeSet<>()).addAll(kind.names());
        }
        actual.values().removeIf(Set::isEmpty);

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    @DisplayName("DOC-47, OP-3: operations have the fields of the specification, in its order")
    void operationsHaveTheFieldsOfTheSpecification() throws IOException {
        Map<String, List<List<String>>> expected = new TreeMap<>(fields("connector-fields"));
        expected.putAll(fields("fields"));
        expected.remove("set_var");
        expected.keySet().removeAll(STRUCTURES.keySet());
        expected.values().forEach(list -> list.removeIf(SpecificationTablesTest::isOutput));
        Map<String, List<List<String>>> actual = new TreeMap<>();
        for (OperationKind kind : OperationKind.values()) {
            if (kind.names().contains(kind.canonicalName())) {
                List<List<String>> listed = new ArrayList<>(names(kind.fields()));
                listed.removeIf(SpecificationTablesTest::isOutput);
                actual.put(kind.canonicalName(), listed);
            }
        }
        actual.values().removeIf(List::isEmpty);

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    @DisplayName("DOC-47, ERR-9, ERR-12: parts of operations have the fields of the specification")
    void partsOfOperationsHaveTheFieldsOfTheSpecification() throws IOException {
        Map<String, List<List<String>>> expected = fields("fields");
        expected.keySet().retainAll(STRUCTURES.keySet());

        assertThat(names(STRUCTURES)).isEqualTo(expected);
    }

    @Test
    @DisplayName("DOC-12, DOC-17, DOC-18: documents have the fields of the specification")
    void documentsHaveTheFieldsOfTheSpecification() throws IOException {
        Map<String, List<List<String>>> actual = names(PARTS_OF_DOCUMENTS);
        List<List<String>> route = new ArrayList<>(names(RouteFields.HTTP));
        int place = route.indexOf(List.of("ws_hooks"));
        route.add(place + 1, List.of("ws_options"));
        actual.put("route", route);

        assertThat(actual).isEqualTo(fields("document-fields"));
    }

    @Test
    @DisplayName("DOC-12: only HTTP routes have answers, schemas and tests, only others options")
    void webSocketRoutesHaveFieldsOfTheirOwn() {
        List<List<String>> http = names(RouteFields.HTTP);
        List<List<String>> webSocket = names(RouteFields.WEB_SOCKET);

        assertThat(http.stream().filter(field -> !webSocket.contains(field)))
                .containsExactly(
                        List.of("response"),
                        List.of("schema"),
                        List.of("request_schema"),
                        List.of("response_schema"),
                        List.of("tests"));
        assertThat(webSocket.stream().filter(field -> !http.contains(field)))
                .containsExactly(List.of("ws_options"));
    }

    private static boolean isOutput(List<String> names) {
        return names.getFirst().equals(OperationKind.OUTPUT);
    }

    private static Map<String, List<List<String>>> names(Map<String, FieldTable> tables) {
        Map<String, List<List<String>>> names = new TreeMap<>();
        tables.forEach((owner, table) -> names.put(owner, names(table)));
        return names;
    }

    private static List<List<String>> names(FieldTable table) {
        return table.fields().stream().map(field -> field.names().toList()).toList();
    }

    /** Returns the fields of each owner with their alternatives, as the table lists them. */
    private static Map<String, List<List<String>>> fields(String name) throws IOException {
        Map<String, List<List<String>>> fields = new TreeMap<>();
        for (List<String> names : table(name)) {
            fields.computeIfAbsent(names.getFirst(), _ -> new ArrayList<>())
                    .add(names.subList(1, names.size()));
        }
        return fields;
    }

    private static List<List<String>> table(String name) throws IOException {
        return Files.readAllLines(TABLES.resolve(name + ".txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Arrays.asList(line.split(" ")))
                .toList();
    }
}
