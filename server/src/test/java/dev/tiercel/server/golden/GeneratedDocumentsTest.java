package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the generated documents that the tiers are compared with consist of. */
final class GeneratedDocumentsTest {
    private static final long DOCUMENTS = 4_000;
    private static final Pattern CALL = Pattern.compile("(\\w+)\\(|\\| (\\w+)");

    /** Operations on other systems, and the one that is refused. */
    private static final Set<String> OF_OTHER_SYSTEMS =
            Set.of(
                    "http_request",
                    "sql_op",
                    "query_db",
                    "transaction",
                    "redis_op",
                    "ws_op",
                    "execute_script");

    private static final Set<String> KEYS = new HashSet<>();
    private static final Set<String> CALLED = new HashSet<>();

    @BeforeAll
    static void makeDocuments() {
        LongStream.range(0, DOCUMENTS)
                .forEach(seed -> {
                    String text = DocumentMaker.make(seed);
                    collect(JsonReader.read(text.getBytes(StandardCharsets.UTF_8)));
                });
    }

    @Test
    @DisplayName("DOC-46: every operation that reaches no other system is generated")
    void everyOperationIsGenerated() throws IOException {
        assertThat(table("operations"))
                .filteredOn(names -> !OF_OTHER_SYSTEMS.contains(names.getFirst()))
                .filteredOn(names -> KEYS.stream().noneMatch(names::contains))
                .isEmpty();
    }

    @Test
    @DisplayName("LANG-53, LANG-58: every function is generated, under each of its names")
    void everyFunctionIsGenerated() throws IOException {
        assertThat(table("functions").stream().flatMap(List::stream))
                .filteredOn(name -> !CALLED.contains(name))
                .isEmpty();
    }

    @Test
    @DisplayName("DOC-46: every field of these operations is generated")
    void everyFieldIsGenerated() throws IOException {
        assertThat(table("fields"))
                .map(names -> names.subList(1, names.size()))
                .filteredOn(names -> KEYS.stream().noneMatch(names::contains))
                .isEmpty();
    }

    private static void collect(@Nullable Object value) {
        switch (value) {
            case ObjectValue object -> {
                for (int i = 0; i < object.slotCount(); i++) {
                    KEYS.add(object.key(i));
                    collect(object.slot(i));
                }
            }
            case ArrayValue array -> array.forEach(GeneratedDocumentsTest::collect);
            case String text -> {
                Matcher calls = CALL.matcher(text);
                while (calls.find()) {
                    CALLED.add(calls.group(1) == null ? calls.group(2) : calls.group(1));
                }
            }
            case null, default -> {}
        }
    }

    /** Returns the lines of a table of the specification as names. */
    private static List<List<String>> table(String name) throws IOException {
        return Files.readAllLines(
                        GoldenCasesTest.root().resolveSibling("spec").resolve(name + ".txt"))
                .stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Arrays.asList(line.split(" ")))
                .toList();
    }
}
