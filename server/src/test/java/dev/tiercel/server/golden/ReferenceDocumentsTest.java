package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.ir.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The documents that users of Worpen have (documents.md, appendix A) register unchanged and give
 * the printed results. They are no part of the project: the folder {@code shared/reference} has to
 * stand beside it; {@code -Dreference=…} names another.
 */
final class ReferenceDocumentsTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("reference", "../../shared/reference"));

    @Test
    @DisplayName("appendix A: every document of the seed registers without an error")
    void everyDocumentRegisters() throws IOException {
        RegisteredDocuments registered = new RegisteredDocuments(Set.of());
        List<String> errors = new ArrayList<>();

        for (Path file : files()) {
            registered.register(Files.readString(file)).stream()
                    .filter(Diagnostic::isError)
                    .forEach(finding -> errors.add(file.getFileName() + " " + finding));
        }

        assertThat(errors).isEmpty();
    }

    @Test
    @DisplayName("appendix A: the quick start answers 60.0, the commented order its exact double")
    void documentsWithoutConnectorsGiveThePrintedResults() throws IOException {
        RegisteredDocuments registered = new RegisteredDocuments(Set.of());
        Map<String, String> results =
                Map.of(
                        "quickstart-route.json", "60.0",
                        "comments.json", "110.00000000000001",
                        "comments.yaml", "110.00000000000001");

        for (Path file : files()) {
            registered.register(Files.readString(file));
            String name = String.valueOf(file.getFileName());
            if (results.containsKey(name)) {
                RouteDocument route = registered.newestRoute();
                Outcome outcome =
                        new RouteUnderTest(route, registered.compile(route), CaseSettings.DEFAULTS)
                                .run(CaseRequest.EMPTY);
                assertThat(outcome.body()).as(name).isEqualTo(results.get(name));
            }
        }
    }

    private static List<Path> files() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            LoggerFactory.getLogger(ReferenceDocumentsTest.class)
                    .warn("{} is missing: the documents of the seed are not tested", FOLDER);
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().matches(".*\\.(json|yaml)"))
                    .sorted()
                    .toList();
        }
    }
}
