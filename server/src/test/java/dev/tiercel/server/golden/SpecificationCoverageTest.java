package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.SourceDocument;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.MathFunction;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.server.http.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The tables of the specification, copied to the resources, name what the code knows, and each
 * entry has a case in the golden corpus.
 */
final class SpecificationCoverageTest {
    private static final Set<String> OF_OTHER_SYSTEMS =
            Set.of("http_request", "sql_op", "query_db", "transaction", "redis_op", "ws_op");

    private static String corpus = "";
    private static List<Scenario> scenarios = List.of();

    @BeforeAll
    static void readCorpus() throws IOException {
        StringBuilder text = new StringBuilder();
        List<Scenario> all = new ArrayList<>();
        for (Path file : GoldenCasesTest.files()) {
            text.append(Files.readString(file));
            all.addAll(GoldenCasesTest.scenarios(file));
        }
        corpus = text.toString();
        scenarios = all;
    }

    @Test
    @DisplayName("LANG-53, LANG-58: functions have the names of the specification")
    void functionsHaveTheNamesOfTheSpecification() {
        assertThat(Builtin.allNames())
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(words("functions")));
    }

    @Test
    void operationsOfMathOpHaveTheNamesOfTheSpecification() {
        assertThat(Arrays.stream(MathFunction.values()).flatMap(f -> f.names().stream()))
                .containsExactlyInAnyOrderElementsOf(words("math"));
    }

    @Test
    @DisplayName("DOC-50: findings have the codes and severities of the specification")
    void findingsHaveTheCodesOfTheSpecification() {
        assertThat(
                        Arrays.stream(DiagnosticCode.values())
                                .map(code -> (code.isError() ? "error " : "warning ") + code))
                .containsExactlyInAnyOrderElementsOf(lines("diagnostics"));
    }

    @Test
    @DisplayName("ERR-1: errors have the codes and statuses of the specification")
    void errorsHaveTheCodesAndStatusesOfTheSpecification() {
        Map<String, String> expected = new TreeMap<>();
        for (String line : lines("errors")) {
            String[] parts = line.split(" ", 2);
            boolean isFixed = parts[1].matches("\\d+");
            expected.put(parts[0], isFixed ? parts[1] : "500");
        }
        Map<String, String> actual = new TreeMap<>();
        for (ErrorCode code : ErrorCode.values()) {
            actual.put(code.name(), String.valueOf(code.status()));
        }

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    @DisplayName("ERR-1: problems have the codes and statuses of the specification")
    void problemsHaveTheCodesAndStatusesOfTheSpecification() {
        Map<String, String> actual = new TreeMap<>();
        for (ProblemCode code : ProblemCode.values()) {
            actual.put(code.name(), String.valueOf(code.status()));
        }

        assertThat(actual).containsAllEntriesOf(problems());
    }

    @Test
    void everyProblemIsExpectedByATest() throws IOException {
        String tests = textsOfTests();

        assertThat(problems().keySet())
                .filteredOn(code -> !Pattern.compile("\\b" + code + "\\b").matcher(tests).find())
                .isEmpty();
    }

    @Test
    void everyFieldOfAnOperationThatReachesAnotherSystemIsInATest() throws IOException {
        String tests = corpus + textsOfTests();

        assertThat(
                        lines("connector-fields").stream()
                                .map(line -> List.of(line.split(" ")))
                                .flatMap(names -> names.stream().skip(1))
                                .distinct()
                                .filter(field ->
                                        !Pattern.compile("\\b" + field + "\\\\?\"?:")
                                                .matcher(tests)
                                                .find()))
                .isEmpty();
    }

    @Test
    void everyFunctionHasACase() {
        assertThat(words("functions").stream().filter(name -> !isCalled(name))).isEmpty();
    }

    @Test
    void everyOperationOfMathOpHasACase() {
        assertThat(
                        words("math").stream()
                                .filter(name ->
                                        !found("(operation: *|math: *|math_op: *)" + name + "\\b")))
                .isEmpty();
    }

    @Test
    void everyFindingHasACase() {
        Set<String> known = new HashSet<>(elsewhere());
        for (Scenario scenario : scenarios) {
            scenario.refusal().ifPresent(known::add);
            scenario.errors().ifPresent(list -> list.forEach(f -> known.add(f.code())));
            scenario.warnings().ifPresent(list -> list.forEach(f -> known.add(f.code())));
        }

        assertThat(
                        Arrays.stream(DiagnosticCode.values())
                                .map(Enum::name)
                                .filter(code -> !known.contains(code)))
                .isEmpty();
    }

    @Test
    void everyErrorHasACase() {
        Set<String> others = elsewhere();

        assertThat(
                        Arrays.stream(ErrorCode.values())
                                .map(Enum::name)
                                .filter(code -> !others.contains(code))
                                .filter(code -> !found("\\b" + code + "\\b")))
                .isEmpty();
    }

    @Test
    void everyOperationAndFieldHasACase() {
        Map<String, Set<String>> canonical = new TreeMap<>();
        for (String line : lines("operations")) {
            String[] names = line.split(" ");
            for (String name : names) {
                canonical.put(name, Set.of(names[0]));
            }
        }
        Set<String> used = new TreeSet<>();
        for (Scenario scenario : scenarios) {
            for (String text : scenario.documents()) {
                nodes(text).forEach(node -> collect(node, used));
            }
        }
        Set<String> missing = new TreeSet<>();
        for (String name : canonical.keySet()) {
            boolean isOurs = canonical.get(name).stream().noneMatch(OF_OTHER_SYSTEMS::contains);
            if (isOurs && !used.contains(name)) {
                missing.add(name);
            }
        }
        for (String line : lines("fields")) {
            String[] names = line.split(" ");
            for (String field : names) {
                if (!field.equals(names[0]) && !isUsed(names[0], field, used)) {
                    missing.add(names[0] + "." + field);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private static String textsOfTests() throws IOException {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test"))) {
            for (Path file : files.filter(f -> f.toString().matches(".*[.](java|txt)")).toList()) {
                if (!file.startsWith(Path.of("src/test/resources/spec"))) {
                    tests.append(Files.readString(file));
                }
            }
        }
        return tests.toString();
    }

    private static boolean isUsed(String operation, String field, Set<String> used) {
        return lines("operations").stream()
                        .map(line -> List.of(line.split(" ")))
                        .filter(names -> names.getFirst().equals(operation))
                        .flatMap(List::stream)
                        .anyMatch(name -> used.contains(name + "." + field))
                || used.contains(operation + "." + field);
    }

    /** Adds the keys of mappings, and for each the keys beside it and below it. */
    private static void collect(Node node, Set<String> used) {
        switch (node) {
            case Node.Mapping mapping -> {
                for (Node.Entry entry : mapping.entries()) {
                    String key = snakeCase(entry.key());
                    used.add(key);
                    mapping.entries()
                            .forEach(other -> used.add(key + "." + snakeCase(other.key())));
                    below(entry.value()).forEach(member -> used.add(key + "." + member));
                    collect(entry.value(), used);
                }
            }
            case Node.Sequence sequence -> sequence.items().forEach(item -> collect(item, used));
            case Node.Scalar scalar -> {
                if (scalar.value() instanceof String text) {
                    used.add(text);
                }
            }
        }
    }

    private static List<String> below(Node node) {
        return switch (node) {
            case Node.Mapping mapping ->
                    mapping.entries().stream().map(entry -> snakeCase(entry.key())).toList();
            case Node.Sequence sequence ->
                    sequence.items().stream().flatMap(item -> below(item).stream()).toList();
            case Node.Scalar _ -> List.of();
        };
    }

    private static String snakeCase(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replace('-', '_')
                .toLowerCase(Locale.ROOT);
    }

    private static List<Node> nodes(String text) {
        return SyntaxReader.read(
                        new SourceText("case", text.getBytes(StandardCharsets.UTF_8), false),
                        DocumentLimits.DEFAULTS,
                        new Diagnostics("case"))
                .documents()
                .stream()
                .map(SourceDocument::root)
                .toList();
    }

    private static boolean isCalled(String name) {
        return found("(?<![\\w.])" + name + "\\(")
                || found("\\| *" + name + "\\b")
                || found("(operation|string|date|json): *" + name + "\\b");
    }

    private static boolean found(String pattern) {
        return Pattern.compile(pattern).matcher(corpus).find();
    }

    private static Map<String, String> problems() {
        Map<String, String> statusByCode = new TreeMap<>();
        for (String line : lines("problems")) {
            String[] parts = line.split(" ");
            statusByCode.put(parts[0], parts[1]);
        }
        statusByCode.keySet().removeAll(elsewhere());
        return statusByCode;
    }

    private static Set<String> elsewhere() {
        return lines("elsewhere").stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    private static List<String> words(String table) {
        return lines(table).stream().flatMap(line -> Arrays.stream(line.split(" "))).toList();
    }

    private static List<String> lines(String table) {
        Path file = GoldenCasesTest.root().resolveSibling("spec").resolve(table + ".txt");
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
