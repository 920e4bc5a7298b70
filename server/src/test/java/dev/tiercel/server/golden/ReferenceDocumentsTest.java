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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The documents of the seed register unchanged and give the printed results. */
final class ReferenceDocumentsTest {
    @Test
    @DisplayName("appendix A: every document of the seed registers without an error")
    void everyDocumentRegisters() throws IOException {
        RegisteredDocuments registered = new RegisteredDocuments(Set.of());
        List<String> errors = new ArrayList<>();

        for (Path file : ReferenceDocuments.files()) {
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

        for (Path file : ReferenceDocuments.files()) {
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
}
