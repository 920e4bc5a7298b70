package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.server.route.ChangeObserver.Result;
import dev.tiercel.server.store.ReleaseOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Files of functions with which a route that calls them would be too large. */
class GrowingFileTest extends DirectoryFixture {
    private static final String COMMENT = "# Grows.\n";

    private final List<Result> results = new ArrayList<>();

    @Test
    @DisplayName("CFG-20, ADM-35: the function is quarantined, and the finding stands in its file")
    void theFindingStandsInTheFileOfTheFunction() throws IOException {
        write("large.yaml", GrowingDependentTest.function("large"));
        write("grows.yaml", COMMENT + GrowingDependentTest.SMALL);
        write("route.yaml", GrowingDependentTest.ROUTE);
        registry.onChange((_, result) -> results.add(result));
        documents.synchronize(ReleaseOrigin.DIRECTORY);

        write("grows.yaml", COMMENT + GrowingDependentTest.function("grows"));
        documents.synchronize(ReleaseOrigin.DIRECTORY);

        Registered function = registry.current().find(DocumentKind.FUNCTION, "grows").orElseThrow();
        Diagnostic finding = function.diagnostics().getFirst();
        assertThat(function.isQuarantined()).isTrue();
        assertThat(function.version()).isPresent();
        assertThat(function.diagnostics()).hasSize(1);
        assertThat(finding.code()).isEqualTo(DiagnosticCode.DEPENDENT_BROKEN);
        assertThat(finding.message()).startsWith("route `caller`: The functions, tasks and");
        assertThat(finding.location().source()).isEqualTo("grows.yaml");
        assertThat(finding.location().line()).isEqualTo(2);
        assertThat(registry.current().documents().stream().filter(Registered::isQuarantined))
                .containsExactly(function);
        assertThat(results).containsExactly(Result.APPLIED, Result.REJECTED, Result.APPLIED);

        write("grows.yaml", COMMENT + GrowingDependentTest.SMALL);
        documents.synchronize(ReleaseOrigin.DIRECTORY);

        assertThat(registry.current().documents()).noneMatch(Registered::isQuarantined);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
