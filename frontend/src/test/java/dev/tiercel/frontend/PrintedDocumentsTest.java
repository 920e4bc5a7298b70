package dev.tiercel.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Documents that are printed elsewhere register unchanged: those of existing users, those of the
 * specification, and the examples. The first two are read from the folder {@code shared} beside the
 * project; where it is missing the test says so.
 */
class PrintedDocumentsTest {
    /** Operations that are refused with {@code UNKNOWN_OPERATION} so far. */
    private static final Set<String> NOT_AVAILABLE = Set.of("notify_op");

    /** Warnings that documents.md, appendix A, foretells. */
    private static final Map<String, String> WARNING_BY_DOCUMENT =
            Map.of("ws-broadcast", "UNKNOWN_NAME", "ws-team-channel", "UNKNOWN_NAME");

    private static final List<String> QUICK_START =
            List.of("quickstart-function.json", "quickstart-route.json");
    private static final Pattern FENCED = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TestFactory
    @DisplayName("DOC-46 to DOC-48, appendix A: documents of existing users register unchanged")
    Stream<DynamicTest> documentsOfExistingUsers() throws IOException {
        Optional<Path> folder = shared("reference");
        if (folder.isEmpty()) {
            return missing("reference");
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files
                    .filter(f -> f.toString().matches(".*\\.(yaml|json)"))
                    .filter(f -> !QUICK_START.contains(name(f)))
                    .sorted()
                    .toList()
                    .stream()
                    .map(f -> DynamicTest.dynamicTest(name(f), () -> registers(f)));
        }
    }

    @TestFactory
    @DisplayName("DOC-7: the route of the quick start registers together with its function")
    Stream<DynamicTest> quickStart() throws IOException {
        Optional<Path> folder = shared("reference");
        if (folder.isEmpty()) {
            return missing("reference");
        }
        List<String> texts = new ArrayList<>();
        for (String file : QUICK_START) {
            texts.add(Files.readString(folder.get().resolve(file)));
        }
        String both = "[" + String.join(",", texts.reversed()) + "]";
        return Stream.of(
                DynamicTest.dynamicTest(
                        "quick start",
                        () -> {
                            Registration registration = Registration.of(both);
                            assertThat(registration.described()).isEmpty();
                            assertThat(registration.routes())
                                    .singleElement()
                                    .satisfies(route ->
                                            assertThat(route.globalFunctions())
                                                    .containsExactly("calculate_tax"));
                        }));
    }

    @TestFactory
    @DisplayName("Documents printed in the specification register")
    Stream<DynamicTest> documentsOfTheSpecification() throws IOException {
        Optional<Path> folder = shared("spec");
        if (folder.isEmpty()) {
            return missing("spec");
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (String file : List.of("documents", "language", "operations", "errors")) {
            Matcher block = FENCED.matcher(Files.readString(folder.get().resolve(file + ".md")));
            while (block.find()) {
                String text = block.group(1);
                String name = file + ": " + text.lines().findFirst().orElse("");
                tests.add(DynamicTest.dynamicTest(name, () -> hasNoErrors(completed(text))));
            }
        }
        return tests.stream();
    }

    @TestFactory
    @DisplayName("The examples register without warnings")
    Stream<DynamicTest> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
            return files
                    .filter(f -> f.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(f -> DynamicTest.dynamicTest(name(f), () -> registers(f)));
        }
    }

    private static void registers(Path file) throws IOException {
        String document = name(file).replaceFirst("\\.[a-z]+$", "");
        var source = new SourceText(name(file), Files.readAllBytes(file), true);
        Registration registration = Registration.of(source);

        String expected = WARNING_BY_DOCUMENT.getOrDefault(document, "");
        assertThat(registration.findings())
                .filteredOn(finding -> !isOfMissingOperation(finding))
                .extracting(finding -> finding.code().toString())
                .isSubsetOf(expected);
        assertThat(registration.routes().isEmpty())
                .isEqualTo(registration.isRejected() || registration.documents().isEmpty());
    }

    private static void hasNoErrors(String text) {
        assertThat(Registration.of(text).findings())
                .filteredOn(finding -> finding.isError() && !isOfMissingOperation(finding))
                .isEmpty();
    }

    private static boolean isOfMissingOperation(Diagnostic finding) {
        return finding.code() == DiagnosticCode.UNKNOWN_OPERATION
                && NOT_AVAILABLE.stream().anyMatch(o -> finding.message().startsWith("`" + o));
    }

    /** Returns a printed text with what a fragment leaves out. */
    private static String completed(String printed) {
        String function = "{name: calculate_tax, params: [price], logic: [{return: 1}]}\n---\n";
        if (printed.startsWith("- ")) {
            return "name: t\npath: /t/:id\nmethod: POST\nlogic:\n" + printed.indent(2);
        }
        return printed.startsWith("name:")
                ? function + printed
                : "name: t\npath: /t\nmethod: POST\nresponse: 1\n" + printed;
    }

    private static Optional<Path> shared(String folder) {
        for (Path place = Path.of("").toAbsolutePath(); place != null; place = place.getParent()) {
            Path candidate = place.resolve("shared").resolve(folder);
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static Stream<DynamicTest> missing(String folder) {
        return Stream.of(
                DynamicTest.dynamicTest(
                        "the folder shared/" + folder + " does not stand beside the project",
                        () -> {}));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
