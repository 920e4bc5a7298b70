package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.server.store.ReleaseOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Extensions in files of a directory, and after a restart. */
class ExtensionFilesTest extends DirectoryFixture {
    private static final String EXTENSION = "name: NotifyOp\nfunction: f\n";
    private static final String FUNCTION = "name: f\nparams: [x]\nlogic: [{return: \"{{ x }}\"}]\n";
    private static final String ROUTE =
            "name: r\npath: /r\nmethod: GET\nlogic: [{notify_op: {a: 1}}]\n";

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private void synchronize() {
        documents.synchronize(ReleaseOrigin.DIRECTORY);
    }

    private Registered find(DocumentKind kind, String name) {
        return registry.current().documents(kind).stream()
                .filter(registered -> registered.stored().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<DiagnosticCode> problems(DocumentKind kind, String name) {
        Registered registered = find(kind, name);
        assertThat(registered.isQuarantined()).isTrue();
        return registered.diagnostics().stream().map(Diagnostic::code).toList();
    }

    @Test
    @DisplayName("CFG-19, DOC-7: files use extensions of other files, whatever their order")
    void filesUseExtensionsOfOtherFiles() throws IOException {
        write("a-route.yaml", ROUTE);
        write("b-extension.yaml", EXTENSION);
        write("c-function.yaml", FUNCTION);

        synchronize();

        assertThat(registry.current().documents()).noneMatch(Registered::isQuarantined);
        assertThat(find(DocumentKind.ROUTE, "r").version().orElseThrow().extensions())
                .containsExactly("notify_op");
    }

    @Test
    @DisplayName("CFG-20: a file that waits for an extension is served once there is one")
    void laterExtensionLetsAFileRegister() throws IOException {
        write("c-function.yaml", FUNCTION);
        write("a-route.yaml", ROUTE);
        synchronize();
        assertThat(problems(DocumentKind.ROUTE, "r"))
                .containsExactly(DiagnosticCode.UNKNOWN_OPERATION);

        write("b-extension.yaml", EXTENSION);
        synchronize();

        assertThat(registry.current().documents()).noneMatch(Registered::isQuarantined);
    }

    @Test
    @DisplayName("CFG-20: the file of an extension that is used may go, but the extension stays")
    void usedExtensionStays() throws IOException {
        write("a.yaml", ROUTE);
        write("b.yaml", EXTENSION);
        write("c.yaml", FUNCTION);
        synchronize();

        Files.delete(directory.resolve("b.yaml"));
        synchronize();

        assertThat(problems(DocumentKind.EXTENSION, "NotifyOp"))
                .containsExactly(DiagnosticCode.DEPENDENTS_EXIST);
        assertThat(find(DocumentKind.ROUTE, "r").isQuarantined()).isFalse();
        Files.delete(directory.resolve("a.yaml"));
        synchronize();
        assertThat(registry.current().documents(DocumentKind.EXTENSION)).isEmpty();
    }

    @Test
    @DisplayName("CFG-20: a new version of an extension that breaks a route is quarantined")
    void breakingVersionIsQuarantined() throws IOException {
        write("a.yaml", ROUTE);
        write("b.yaml", EXTENSION);
        write("c.yaml", FUNCTION);
        synchronize();

        write("b.yaml", EXTENSION + "schema: {required: [other]}\n");
        synchronize();

        assertThat(problems(DocumentKind.EXTENSION, "NotifyOp"))
                .containsExactly(DiagnosticCode.DEPENDENT_BROKEN);
        assertThat(find(DocumentKind.ROUTE, "r").isQuarantined()).isFalse();
    }

    @Test
    @DisplayName("CFG-21: of two files that add one operation the first wins")
    void firstFileWins() throws IOException {
        write("a.yaml", EXTENSION);
        write("b.yaml", EXTENSION.replace("NotifyOp", "notify_op"));
        write("c.yaml", FUNCTION);

        synchronize();

        assertThat(find(DocumentKind.EXTENSION, "NotifyOp").isQuarantined()).isFalse();
        assertThat(problems(DocumentKind.EXTENSION, "notify_op"))
                .containsExactly(DiagnosticCode.DUPLICATE_FUNCTION);
    }

    @Test
    @DisplayName("CFG-21: a file displaces the extension of the API that adds its operation")
    void fileDisplacesTheApi() throws IOException {
        register(FUNCTION);
        register("name: notify_op\nfunction: f\n");
        register(ROUTE);

        write("b.yaml", EXTENSION + "description: of the file\n");
        synchronize();

        Registered served = find(DocumentKind.EXTENSION, "NotifyOp");
        assertThat(served.isQuarantined()).isFalse();
        assertThat(problems(DocumentKind.EXTENSION, "notify_op"))
                .containsExactly(DiagnosticCode.DUPLICATE_FUNCTION);
        assertThat(find(DocumentKind.ROUTE, "r").isQuarantined()).isFalse();

        Files.delete(directory.resolve("b.yaml"));
        synchronize();
        assertThat(find(DocumentKind.EXTENSION, "notify_op").isQuarantined()).isFalse();
        assertThat(registry.current().documents(DocumentKind.EXTENSION)).hasSize(1);
    }

    private void register(String text) {
        ReadText read =
                registry.read(
                        new SourceText("request", text.getBytes(StandardCharsets.UTF_8), true),
                        Optional.empty());
        List<ReleaseChange.Put> puts =
                read.documents().stream()
                        .map(d -> new ReleaseChange.Put(d, Optional.empty(), Optional.empty()))
                        .toList();
        ReleaseChange change =
                new ReleaseChange(
                        puts, List.of(), List.of(), false, ReleaseOrigin.API, Optional.empty());
        assertThat(registry.apply(change, read.diagnostics(), _ -> true))
                .isInstanceOf(Registry.Outcome.Applied.class);
    }

    @Test
    @DisplayName("CFG-16: extensions and what uses them are served again after a restart")
    void extensionsAreLoaded() throws IOException {
        write("a.yaml", ROUTE);
        write("b.yaml", EXTENSION);
        write("c.yaml", FUNCTION);
        synchronize();
        store.close();

        open();

        assertThat(registry.current().documents()).hasSize(3).noneMatch(Registered::isQuarantined);
        assertThat(find(DocumentKind.ROUTE, "r").version().orElseThrow().functions())
                .containsExactly("f");
    }
}
