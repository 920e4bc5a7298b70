package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.server.store.ReleaseOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Documents of directories, and what becomes of those that do not register. */
class DirectoryDocumentsTest extends DirectoryFixture {
    private static final String ROUTE = "path: /a\nmethod: GET\nlogic: [{return: 1}]\n";
    private static final String FAULTY = "name: other\nparams: []\nlogic: [{retrun: 1}]\n";

    private static final String FUNCTION = "name: f\nparams: [x]\nlogic: [{return: \"{{ x }}\"}]\n";
    private static final String CALLER =
            "name: caller\npath: /c\nmethod: GET\nlogic: [{return: \"{{ f(1) }}\"}]\n";

    @Test
    @DisplayName("CFG-20, DOC-50: a broken file shows the faults of names as well")
    void brokenFilesAreCheckedCompletely() throws IOException {
        write(
                "a.yaml",
                "path: /a\nmethod: GET\nlogic: [{retrun: 1}, {return: \"{{ f(uper(1)) }}\"}]\n");
        write("f.yaml", FUNCTION);

        synchronize();

        Registered broken =
                registry.current().documents().stream()
                        .filter(Registered::isQuarantined)
                        .findFirst()
                        .orElseThrow();
        assertThat(broken.diagnostics())
                .extracting(d -> d.code().name())
                .containsExactly("UNKNOWN_OPERATION", "UNKNOWN_FUNCTION");
    }

    @Test
    @DisplayName(
            "CFG-19: files are read recursively, but not those that are hidden or of other kinds")
    void filesAreFound() throws IOException {
        write("a.yaml", ROUTE);
        write("sub/b.json", "{\"path\":\"/b\",\"method\":\"GET\",\"logic\":[{\"return\":1}]}");
        write(".hidden.yaml", ROUTE.replace("/a", "/h"));
        write("_draft.yml", ROUTE.replace("/a", "/d"));
        write("notes.txt", ROUTE.replace("/a", "/n"));

        synchronize();

        assertThat(states())
                .containsExactly(Map.entry("GET /a", "served"), Map.entry("GET /b", "served"));
        assertThat(registry.current().number()).isEqualTo(1);
    }

    @Test
    @DisplayName("CFG-20: changes are one release; what stays as it was makes none")
    void changesAreOneRelease() throws IOException {
        write("a.yaml", ROUTE);
        write("f.yaml", FUNCTION);
        synchronize();
        synchronize();

        assertThat(registry.current().number()).isEqualTo(1);

        write("a.yaml", ROUTE.replace("1", "2"));
        write("c.yaml", CALLER);
        synchronize();

        assertThat(registry.current().number()).isEqualTo(2);
        assertThat(states().keySet()).containsExactly("GET /a", "caller", "f");
    }

    @Test
    @DisplayName("CFG-20: a broken file is quarantined and its last good version stays in use")
    void brokenFileKeepsItsLastGoodVersion() throws IOException {
        write("a.yaml", ROUTE);
        synchronize();
        String id = id("GET /a");
        write("a.yaml", ROUTE.replace("return", "retrun"));
        write("b.yaml", ROUTE.replace("/a", "/b"));

        synchronize();

        Registered broken = find("GET /a");
        assertThat(broken.isQuarantined()).isTrue();
        assertThat(broken.version()).isPresent();
        assertThat(broken.diagnostics().getFirst().location().source()).isEqualTo("a.yaml");
        assertThat(find("GET /b").isQuarantined()).isFalse();

        write("a.yaml", ROUTE.replace("1", "3"));
        synchronize();

        assertThat(find("GET /a").isQuarantined()).isFalse();
        assertThat(id("GET /a")).isEqualTo(id);
    }

    @Test
    @DisplayName("CFG-20: a file that never registered is listed with its findings")
    void newBrokenFileIsListed() throws IOException {
        write("b.json", "{\"path\"");

        synchronize();

        Registered broken = find("b.json");
        assertThat(broken.isQuarantined()).isTrue();
        assertThat(broken.version()).isEmpty();

        Files.delete(directory.resolve("b.json"));
        synchronize();

        assertThat(registry.current().documents()).isEmpty();
    }

    @Test
    @DisplayName("CFG-20: faulty documents that were never served are listed as what they are")
    void faultyDocumentsAreListed() throws IOException {
        write(
                "a.yaml",
                "name: f\nparams: []\nlogic: [{retrun: 1}]\n---\n"
                        + "path: /a\nmethod: GET\nlogic: [{retrun: 1}]\n");
        write("b.yaml", "params: []\nlogic: [{retrun: 1}]\n");

        synchronize();
        synchronize();

        assertThat(registry.current().number()).isEqualTo(1);
        assertThat(registry.current().documents())
                .extracting(r -> r.stored().kind() + " " + r.stored().name())
                .containsExactlyInAnyOrder("FUNCTION f", "ROUTE GET /a", "ROUTE b.yaml");
        assertThat(registry.current().documents()).allMatch(Registered::isQuarantined);

        write("a.yaml", FUNCTION);
        Files.delete(directory.resolve("b.yaml"));
        synchronize();

        assertThat(states()).containsExactly(Map.entry("f", "served"));
    }

    @Test
    @DisplayName("CFG-21: a broken file takes no function from another file of the same moment")
    void brokenFileTakesNothingFromFiles() throws IOException {
        write("a.yaml", "name: f\nparams: []\nlogic: [{return: 1}]\n---\n" + FAULTY);
        write("b.yaml", "name: f\nparams: []\nlogic: [{return: 2}]\n");
        write("c.yaml", "name: f\nparams: []\nlogic: [{retrun: 3}]\n");

        synchronize();
        long release = registry.current().number();
        synchronize();

        assertThat(sources("f"))
                .containsExactly(
                        "a.yaml UNKNOWN_OPERATION", "b.yaml served", "c.yaml UNKNOWN_OPERATION");
        assertThat(registry.current().number()).isEqualTo(release);
    }

    @Test
    @DisplayName("CFG-19: a directory may be a symbolic link")
    void linkedDirectoryIsRead() throws IOException {
        write("a.yaml", ROUTE);
        Path link = Files.createSymbolicLink(data.resolve("link"), directory);

        new DirectoryDocuments(registry, List.of(link), InstantSource.system())
                .synchronize(ReleaseOrigin.START);

        assertThat(states()).containsExactly(Map.entry("GET /a", "served"));
        assertThat(find("GET /a").stored().file()).contains("a.yaml");
    }

    @Test
    @DisplayName(
            "CFG-19: hidden directories are left out, as container volumes keep old files there")
    void hiddenDirectoriesAreLeftOut() throws IOException {
        write("..2026/a.yaml", ROUTE);
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(directory.resolve("a.yaml"), Path.of("..data/a.yaml"));

        synchronize();

        assertThat(states()).containsExactly(Map.entry("GET /a", "served"));
        assertThat(find("GET /a").stored().file()).contains("a.yaml");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("CFG-20: a file that cannot be read is quarantined, the others are served")
    void unreadableFileIsQuarantined() throws IOException {
        write("a.yaml", ROUTE);
        Files.createSymbolicLink(directory.resolve("b.yaml"), Path.of("/proc/self/mem"));
        Path denied = directory.resolve("c.yaml");
        // Nobody may read it, not even root.
        Files.createSymbolicLink(denied, Path.of("/proc/sys/vm/compact_memory"));

        synchronize();

        assertThat(states())
                .containsExactly(
                        Map.entry("GET /a", "served"),
                        Map.entry("b.yaml", "quarantined"),
                        Map.entry("c.yaml", "quarantined"));
        assertThat(find("b.yaml").diagnostics().getFirst().message())
                .isEqualTo("The file cannot be read: Input/output error");
        assertThat(find("c.yaml").diagnostics().getFirst().message())
                .isEqualTo("The file cannot be read: " + denied + " may not be read or written");
    }

    @Test
    @DisplayName("CFG-20, ADM-21: a broken file that stays as it is makes no further release")
    void brokenFileMakesOneRelease() throws IOException {
        write(
                "a.yaml",
                "path: /a\nmethod: GET\nresponse: 1\n---\npath: /b\nmethod: GET\nlogic: []\n");
        write("c.yaml", "path: [");

        synchronize();
        synchronize();

        assertThat(registry.current().number()).isEqualTo(1);
        assertThat(find("GET /a").isQuarantined()).isTrue();
    }

    @Test
    @DisplayName("CFG-20: a removed file removes its documents, unless others depend on them")
    void removedFileRemovesItsDocuments() throws IOException {
        write("a.yaml", ROUTE);
        write("f.yaml", FUNCTION);
        write("c.yaml", CALLER);
        synchronize();
        Files.delete(directory.resolve("a.yaml"));
        Files.delete(directory.resolve("f.yaml"));

        synchronize();

        assertThat(states())
                .containsExactly(Map.entry("caller", "served"), Map.entry("f", "quarantined"));
        assertThat(find("f").diagnostics().getFirst().code().name()).isEqualTo("DEPENDENTS_EXIST");

        Files.delete(directory.resolve("c.yaml"));
        synchronize();

        assertThat(registry.current().documents()).isEmpty();
    }

    @Test
    @DisplayName("CFG-20, LANG-24: a function that would break a route keeps its last good version")
    void breakingFunctionIsQuarantined() throws IOException {
        write("f.yaml", FUNCTION);
        write("c.yaml", CALLER);
        synchronize();
        write("f.yaml", FUNCTION.replace("[x]", "[x, y]"));

        synchronize();

        assertThat(states())
                .containsExactly(Map.entry("caller", "served"), Map.entry("f", "quarantined"));
        assertThat(find("f").version()).isPresent();
    }

    @Test
    @DisplayName("CFG-21: of two files the first in byte order wins, the other takes over after it")
    void firstFileWins() throws IOException {
        write("z.yaml", "name: z\n" + ROUTE);
        write("a.yaml", "name: a\n" + ROUTE);

        synchronize();

        assertThat(states())
                .containsExactly(Map.entry("a", "served"), Map.entry("z", "quarantined"));
        assertThat(find("z").diagnostics().getFirst().code().name()).isEqualTo("ROUTE_CONFLICT");

        Files.delete(directory.resolve("a.yaml"));
        synchronize();

        assertThat(states()).containsExactly(Map.entry("z", "served"));
    }

    @Test
    @DisplayName("CFG-21: of two functions of one name the first file wins, the other takes over")
    void firstFunctionWins() throws IOException {
        write("b.yaml", "name: f\nparams: []\nlogic: [{return: 2}]\n");
        write("route.yaml", "path: /a\nmethod: GET\nlogic: [{return: \"{{ f() }}\"}]\n");
        synchronize();
        write("a.yaml", "name: f\nparams: []\nlogic: [{return: 1}]\n");

        synchronize();

        assertThat(sources("f")).containsExactly("a.yaml served", "b.yaml DUPLICATE_FUNCTION");
        long release = registry.current().number();
        synchronize();
        assertThat(registry.current().number()).isEqualTo(release);

        Files.delete(directory.resolve("a.yaml"));
        synchronize();

        assertThat(sources("f")).containsExactly("b.yaml served");
    }

    @Test
    @DisplayName(
            "CFG-21: a function of a file wins over that of the API, which comes back after it")
    void functionOfAFileWins() throws IOException {
        register("name: f\nparams: []\nlogic: [{return: 2}]\n");
        register("name: g\nparams: []\nlogic: [{return: \"{{ f() }}\"}]\n");
        write("a.yaml", "name: f\nparams: []\nlogic: [{return: 1}]\n");

        synchronize();

        assertThat(sources("f")).containsExactly("a.yaml served", "api DUPLICATE_FUNCTION");
        assertThat(
                        registry.current()
                                .find(DocumentKind.FUNCTION, "f")
                                .orElseThrow()
                                .stored()
                                .file())
                .contains("a.yaml");
        close();
        open();
        synchronize();
        assertThat(sources("f")).containsExactly("a.yaml served", "api DUPLICATE_FUNCTION");

        Files.delete(directory.resolve("a.yaml"));
        synchronize();

        assertThat(sources("f")).containsExactly("api served");
        assertThat(sources("g")).containsExactly("api served");
    }

    @Test
    @DisplayName("CFG-20: a broken file takes no function from the API")
    void brokenFileTakesNothing() throws IOException {
        register("name: f\nparams: []\nlogic: [{return: 2}]\n");
        write("a.yaml", "name: f\nparams: []\nlogic: [{return: \"{{ nothing() }}\"}]\n");

        synchronize();

        assertThat(sources("f")).containsExactly("a.yaml UNKNOWN_FUNCTION", "api served");
    }

    private void register(String text) {
        ReadText read =
                registry.frontEnd()
                        .read(
                                new SourceText(
                                        "request", text.getBytes(StandardCharsets.UTF_8), true));
        List<ReleaseChange.Put> puts =
                read.documents().stream()
                        .map(d -> new ReleaseChange.Put(d, Optional.empty(), Optional.empty()))
                        .toList();
        Registry.Outcome outcome =
                registry.apply(
                        new ReleaseChange(
                                puts,
                                List.of(),
                                List.of(),
                                false,
                                ReleaseOrigin.API,
                                Optional.empty()),
                        read.diagnostics(),
                        _ -> true);
        assertThat(outcome).isInstanceOf(Registry.Outcome.Applied.class);
    }

    /** Returns where the documents of a name come from, and what became of them. */
    private List<String> sources(String name) {
        return registry.current().documents().stream()
                .filter(r -> r.stored().name().equals(name))
                .map(r ->
                        r.stored().file().orElse("api")
                                + " "
                                + (r.isQuarantined()
                                        ? r.diagnostics().getFirst().code()
                                        : "served"))
                .sorted()
                .toList();
    }

    @Test
    @DisplayName("CFG-16: after a restart the last good version is served again")
    void lastGoodVersionSurvivesARestart() throws IOException {
        write("a.yaml", ROUTE);
        synchronize();
        write("a.yaml", "path: [");
        synchronize();
        close();

        open();

        assertThat(states()).containsExactly(Map.entry("GET /a", "quarantined"));
        assertThat(find("GET /a").version()).isPresent();
        synchronize();
        assertThat(find("GET /a").version()).isPresent();
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void synchronize() {
        documents.synchronize(ReleaseOrigin.DIRECTORY);
    }

    private Registered find(String name) {
        return registry.current().documents().stream()
                .filter(r -> r.stored().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String id(String name) {
        return find(name).stored().id();
    }

    private Map<String, String> states() {
        return registry.current().documents().stream()
                .collect(
                        Collectors.toMap(
                                r -> r.stored().name(),
                                r -> r.isQuarantined() ? "quarantined" : "served",
                                (a, b) -> a + b,
                                TreeMap::new));
    }
}
