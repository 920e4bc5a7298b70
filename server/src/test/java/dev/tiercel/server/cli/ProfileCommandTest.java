package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawConnection;
import dev.tiercel.server.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tiercel profile} says about a server in another process. */
class ProfileCommandTest {
    private static final String BUSY =
            """
            name: busy
            path: /busy
            method: GET
            logic:
              - set: {total: 0}
              - for_range: {start: 0, end: 500, var: i}
                do:
                  - set: {total: "{{ total + length(sha256(i)) }}"}
                  - call_function: {name: tax, args: ["{{ i }}"], output_var: taxed}
                  - set: {total: "{{ total + taxed }}"}
              - return: "{{ total }}"
            """;

    private static final String TAX =
            """
            # The tax of an amount.
            name: tax
            params: [amount]
            logic:
              - set: {digest: "{{ sha512(amount) }}"}
              - return: "{{ length(digest) }}"
            """;

    private static final String TWIN =
            """
            name: twin
            path: /twin/%s
            method: GET
            logic:
              - set: {total: 0}
              - for_range: {start: 0, end: 500, var: i}
                do:
                  - set: {total: "{{ total + length(sha256(i)) }}"}
              - return: "{{ total }}"
            """;

    @TempDir static Path directory;
    private static ServerProcess server;
    private static int port;

    @TempDir Path work;

    @BeforeAll
    static void startServer() throws IOException {
        Path documents = Files.createDirectories(directory.resolve("documents/shop"));
        Files.writeString(documents.resolve("busy.yaml"), BUSY);
        Files.writeString(documents.resolve("tax.yaml"), TAX);
        Files.writeString(documents.resolve("one.yaml"), TWIN.formatted("one"));
        Files.writeString(documents.resolve("two.yaml"), TWIN.formatted("two"));
        server =
                ServerProcess.start(
                        directory,
                        List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"),
                        "documents",
                        "--port",
                        "0",
                        "--tiering",
                        "compile",
                        "--no-watch");
        port = server.port();
        try (RawConnection admin = RawConnection.to(port)) {
            String route =
                    "{\"name\":\"idle\",\"path\":\"/idle\",\"method\":\"GET\",\"response\":1}";
            assertThat(
                            admin.send(
                                            RawConnection.request(
                                                    "POST", "/api/v1/dynamic-routes", route))
                                    .answer()
                                    .status())
                    .isEqualTo(201);
        }
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        server.kill();
    }

    @Test
    void theLinesOfDocumentsAreInTheGraphAndTheBusiestAreListed() throws IOException {
        Path graph = work.resolve("flame graph.html");
        Path kept = work.resolve("kept.jfr");

        CliRun run = whileBusy("--duration", "1s", "--out", graph, "--recording", kept);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .matches(
                        "samples      \\d+\nflame graph  "
                                + Pattern.quote(graph.toString())
                                + "\n\n( *\\d+\\.\\d %  (shop/(busy|tax)\\.yaml|twin):\\d+\n){3,10}")
                .contains(" %  shop/busy.yaml:8\n")
                .contains(" %  shop/tax.yaml:5\n")
                .as("two files have routes of this name")
                .contains(" %  twin:8\n");
        assertThat(frames(graph))
                .contains("shop/busy.yaml", "shop/busy.yaml:8", "shop/tax.yaml:5")
                .noneMatch(frame -> frame.contains("Logic_") || frame.contains("0x"));
        assertThat(documents(kept))
                .containsOnly(
                        "function tax shop/tax.yaml",
                        "route busy shop/busy.yaml",
                        "route twin shop/one.yaml",
                        "route twin shop/two.yaml",
                        "route idle idle.json");
        assertThat(leftOver()).as("nothing is left in the data directory").isEmpty();
        assertThat(CliRun.of("profile", kept, "--out", graph).out())
                .as("the recording that was kept")
                .isEqualTo(run.out());
    }

    @Test
    void theProcessCanBeNamedAndTheAnswerBeJson() {
        CliRun run =
                whileBusy(
                        "--pid",
                        server.process().pid(),
                        "--duration",
                        "300ms",
                        "--format",
                        "json",
                        "--out",
                        work.resolve("f.html"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .matches(
                        "\\{\"samples\":\\d+,\"flame_graph\":\".*f\\.html\",\"lines\":\\["
                                + "\\{\"line\":\"[\\w/.]+:\\d\",\"samples\":\\d+,\"share\":[01]\\.\\d+}"
                                + ".*]}\n");
    }

    @Test
    void aRecordingWithoutSamplesIsAFailure() throws IOException {
        Path empty = work.resolve("empty.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            recording.stop();
            recording.dump(empty);
        }

        CliRun run = CliRun.of("profile", empty, "--out", work.resolve("f.html"));

        assertFailure(run, "There are no samples; had the server anything to do?");
        assertThat(work.resolve("f.html")).doesNotExist();
    }

    @Test
    void aDirectoryThatNoServerHoldsIsAFailure() throws IOException {
        Path data = Files.createDirectory(work.resolve("data"));
        String message =
                "No server holds the data directory "
                        + data
                        + "; name another one with --data or --config, or the process with --pid";

        assertFailure(profile("--data", data), message);
        Files.writeString(data.resolve("LOCK"), endedProcess() + "\n");
        assertFailure(profile("--data", data), message);
    }

    @Test
    void aProcessThatIsNotThereIsAFailure() throws IOException {
        long pid = endedProcess();

        assertFailure(profile("--pid", pid), "There is no process " + pid);
    }

    @Test
    void aProcessWithoutJvmIsAFailureAndLivesOn() throws IOException {
        Process cat = new ProcessBuilder("cat").start();
        try {
            CliRun run = profile("--pid", cat.pid());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("tiercel: The process " + cat.pid() + " cannot be recorded: ");
            assertThat(cat.isAlive()).isTrue();
        } finally {
            cat.destroyForcibly();
        }
    }

    @Test
    void whatCouldNotBeWrittenIsSaidBeforeTheRecording() {
        CliRun out = CliRun.of("profile", "--out", work.resolve("absent/f.html"));
        CliRun recording = profile("--recording", work);
        CliRun time = profile("--duration", "10");

        assertUsage(out, "--out " + work.resolve("absent/f.html") + " cannot be written");
        assertUsage(recording, "--recording " + work + " cannot be written");
        assertUsage(time, "--duration is a time such as 500ms, 10s or 1m, not 10");
    }

    private CliRun profile(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("profile", "--out", work.resolve("f.html")));
        all.addAll(List.of(arguments));
        return CliRun.of(all.toArray());
    }

    /** Profiles the server while it is asked without a pause. */
    private static CliRun whileBusy(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("profile", "--data", directory.resolve("data")));
        all.addAll(List.of(arguments));
        AtomicBoolean hasEnded = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> {
                try (RawConnection connection = RawConnection.to(port)) {
                    while (!hasEnded.get()) {
                        for (String path : List.of("/busy", "/twin/one")) {
                            connection.send(RawConnection.request("GET", path, "")).answer();
                        }
                    }
                }
            });
            try {
                return CliRun.of(all.toArray());
            } finally {
                hasEnded.set(true);
            }
        }
    }

    /**
     * Returns the names of a flame graph, of which each tells what it shares with the one before.
     */
    private static List<String> frames(Path graph) throws IOException {
        Matcher packed = Pattern.compile("(?m)^'(.)(.*?)',?$").matcher(Files.readString(graph));
        assertThat(packed.find()).as("the first name, which is written as it is").isTrue();
        List<String> names = new ArrayList<>();
        String name = packed.group(1) + packed.group(2);
        while (packed.find()) {
            name = name.substring(0, packed.group(1).charAt(0) - ' ') + packed.group(2);
            names.add(name);
        }
        return names;
    }

    private static List<String> documents(Path recording) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("dev.tiercel.Document"))
                .map(event ->
                        event.getString("kind")
                                + " "
                                + event.getString("name")
                                + " "
                                + event.getString("file"))
                .toList();
    }

    private static List<Path> leftOver() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            return files.filter(file -> file.toString().contains("profile")).toList();
        }
    }

    private static long endedProcess() throws IOException {
        Process process = new ProcessBuilder("true").start();
        process.onExit().join();
        return process.pid();
    }

    private static void assertFailure(CliRun run, String message) {
        assertThat(run.err()).isEqualTo("tiercel: " + message + "\n");
        assertThat(run.code()).isEqualTo(1);
    }

    private static void assertUsage(CliRun run, String message) {
        assertThat(run.err()).startsWith(message + "\n");
        assertThat(run.code()).isEqualTo(2);
    }
}
