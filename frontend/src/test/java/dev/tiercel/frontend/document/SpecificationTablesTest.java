package dev.tiercel.frontend.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operations that documents may have are those of the tables of the specification. */
class SpecificationTablesTest {
    private static final Path TABLES = Path.of("..", "server", "src", "test", "resources", "spec");

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
    @DisplayName(
            "DOC-47: operations that reach no other system have the fields of the specification")
    void operationsHaveTheFieldsOfTheSpecification() throws IOException {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (List<String> names : table("fields")) {
            if (OperationKind.find(names.getFirst()).isPresent()) {
                expected.computeIfAbsent(names.getFirst(), _ -> new TreeSet<>())
                        .addAll(names.subList(1, names.size()));
            }
        }
        expected.remove("set_var");
        Set<String> outputs = Set.of("output_var", "assign", "store_in", "result_var");
        Map<String, Set<String>> actual = new TreeMap<>();
        for (String operation : expected.keySet()) {
            Set<String> names =
                    new TreeSet<>(OperationKind.find(operation).orElseThrow().fields().names());
            names.removeAll(outputs);
            actual.put(operation, names);
        }
        expected.values().forEach(names -> names.removeAll(outputs));

        assertThat(actual).isEqualTo(expected);
    }

    private static List<List<String>> table(String name) throws IOException {
        return Files.readAllLines(TABLES.resolve(name + ".txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Arrays.asList(line.split(" ")))
                .toList();
    }
}
