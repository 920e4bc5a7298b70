package dev.tiercel.server.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.assembly.TiercelServer;
import dev.tiercel.server.cli.TiercelCommand;
import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of the documentation and of the examples do what is written beside them. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** {@link OperationsGuideTest} runs its blocks. */
    private static final Path RUN_BY_A_SHELL = Path.of("operations.md");

    private static final Pattern COMMAND = Pattern.compile("(?m)^curl .*(?:\\n .*)*");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| `(curl [^`]+)` \\|");
    private static final Pattern UNIT =
            Pattern.compile("\"name\":\"checkout_api\".*?\"tier\":(\\d)");
    private static final int LOOKS_MAX = 100_000;

    @Test
    @DisplayName("The quick start answers 60.0, is compiled with its function inlined, and 70.0")
    void theQuickStart() throws IOException {
        List<CurlCommand> commands = quickStart();
        assertThat(commands).hasSize(4);
        try (RunningServer server = RunningServer.with()) {
            int port = server.port();
            assertThat(commands.get(0).send(port).status()).isEqualTo(201);
            assertThat(commands.get(1).send(port).status()).isEqualTo(201);
            RawAnswer checkout = commands.get(2).send(port);
            assertThat(checkout.status()).isEqualTo(200);
            assertThat(checkout.body()).isEqualTo("60.0");
            assertThat(whenCompiled(commands.get(3), port))
                    .contains("\"inlined_functions\":[\"calculate_tax\"]");
            assertThat(commands.get(2).send(port).body()).isEqualTo("60.0");
            assertThat(
                            server.postJson(
                                            "/api/v1/global-functions",
                                            commands.get(0).body().replace("10]", "20]"))
                                    .status())
                    .isEqualTo(201);
            assertThat(commands.get(2).send(port).body()).isEqualTo("70.0");
        }
    }

    /** Looks until the background compiler has come to the route. */
    private static String whenCompiled(CurlCommand tiering, int port) {
        for (int look = 0; look < LOOKS_MAX; look++) {
            String body = tiering.send(port).body();
            if (tier(body) == 1) {
                return body;
            }
        }
        throw new AssertionError(tiering.send(port).body());
    }

    private static int tier(String tiering) {
        return UNIT.matcher(tiering)
                .results()
                .map(unit -> Integer.parseInt(unit.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(tiering));
    }

    @Test
    @DisplayName("CFG-15, GEN-1: the quick start answers the same after a restart, in every tier")
    void theQuickStartAfterARestart(@TempDir Path directory) throws IOException {
        List<CurlCommand> commands = quickStart();
        try (TiercelServer server = start(directory, "auto")) {
            commands.subList(0, 3).forEach(command -> command.send(server.port()));
        }
        try (TiercelServer interpreting = start(directory, "interpret")) {
            assertThat(commands.get(2).send(interpreting.port()).body()).isEqualTo("60.0");
            assertThat(tier(commands.get(3).send(interpreting.port()).body())).isZero();
        }
        try (TiercelServer compiling = start(directory, "compile")) {
            String tiering = commands.get(3).send(compiling.port()).body();
            assertThat(tier(tiering)).isEqualTo(1);
            assertThat(tiering).contains("\"inlined_functions\":[\"calculate_tax\"]");
            assertThat(commands.get(2).send(compiling.port()).body()).isEqualTo("60.0");
        }
    }

    private static TiercelServer start(Path directory, String mode) {
        Map<String, String> flags =
                Map.of(
                        "server.port",
                        "0",
                        "data.directory",
                        directory.toString(),
                        "engine.tiering.mode",
                        mode);
        return TiercelServer.start(
                ConfigReader.read(Optional.empty(), Map.of(), flags, "test"), Map.of());
    }

    @ParameterizedTest
    @CsvSource({"interpret, 0", "compile, 1"})
    @DisplayName("An order of ten lines is added up alike in both tiers")
    void anOrderOfTenLines(String mode, int tier) throws IOException {
        StringBuilder items = new StringBuilder();
        for (int line = 1; line <= 10; line++) {
            items.append(line == 1 ? "" : ",")
                    .append(
                            "{\"sku\":\"S%d\",\"price\":%d.5,\"qty\":%d}"
                                    .formatted(line, line, line));
        }
        try (RunningServer server =
                RunningServer.configured(
                        "engine: {tiering: {mode: " + mode + "}}", example("order.yaml"))) {
            RawAnswer answer =
                    server.postJson(
                            "/api/orders",
                            "{\"region\":\"EU\",\"express\":true,\"items\":[" + items + "]}");

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"region\":\"EU\",\"items\":55,\"subtotal\":412.5,\"discount\":5.25,"
                                    + "\"tax\":81.45,\"shipping\":15,\"total\":503.7,"
                                    + "\"currency\":\"EUR\"}");
            assertThat(server.get("/api/v1/engine/tiering").body()).contains("\"tier\":" + tier);
        }
    }

    @Test
    @DisplayName("The commands beside the examples succeed, on one server that serves them all")
    void theCommandsOfTheExamples() throws IOException {
        List<String> texts = new ArrayList<>();
        for (MatchResult row : rows()) {
            texts.add(example(row.group(1)));
        }
        try (RunningServer server = RunningServer.with(texts.toArray(String[]::new))) {
            for (MatchResult row : rows()) {
                RawAnswer answer = CurlCommand.parse(row.group(2)).send(server.port());
                assertThat(answer.status())
                        .as(row.group(1) + " " + answer.body())
                        .isEqualTo(
                                switch (row.group(1)) {
                                    case "sign-up.json" -> 201;
                                    case "transfer.yaml" -> 409;
                                    default -> 200;
                                });
            }
        }
    }

    @Test
    @DisplayName("CFG-22, CFG-23, DOC-38: the tests in the examples pass in each tier")
    void theTestsInTheExamples() {
        String examples = ROOT.resolve("examples").toString();

        assertThat(TiercelCommand.run("test", "--tiers", "0,1", examples)).isZero();
    }

    @Test
    void theTableOfTheExamplesIsComplete() throws IOException {
        List<String> listed = rows().stream().map(row -> row.group(1)).toList();
        try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> !name.equals("README.md"))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void theDocumentsOfTheGuideToExtensionsAreServed() throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/extensions.md"));
        String[] documents =
                YAML.matcher(guide).results().map(block -> block.group(1)).toArray(String[]::new);

        try (RunningServer server = RunningServer.with(documents)) {
            assertThat(server.get("/greeting").body()).isEqualTo("\"Hello Dr Ada\"");
            assertThat(server.get("/api/v1/extensions").body()).endsWith("\"count\":2}");
        }
    }

    @Test
    @DisplayName("The commands of each other page succeed in their order on a new server")
    void theCommandsOfTheOtherPages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            for (Path page : files.filter(f -> f.toString().endsWith(".md")).toList()) {
                if (page.endsWith(RUN_BY_A_SHELL)) {
                    continue;
                }
                List<CurlCommand> commands = commands(Files.readString(page));
                if (!commands.isEmpty()) {
                    succeed(page, commands);
                }
            }
        }
    }

    private static void succeed(Path page, List<CurlCommand> commands) {
        try (RunningServer server = RunningServer.with()) {
            for (CurlCommand command : commands) {
                RawAnswer answer = command.send(server.port());
                assertThat(answer.status())
                        .as("%s: %s answered %s", page, command, answer.body())
                        .isLessThan(400);
            }
        }
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("examples/README.md"))).results().toList();
    }

    private static List<CurlCommand> quickStart() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        return commands(readme.substring(readme.indexOf("## Quick start")));
    }

    private static List<CurlCommand> commands(String page) {
        return COMMAND.matcher(page)
                .results()
                .map(match -> CurlCommand.parse(match.group()))
                .toList();
    }

    private static String example(String name) throws IOException {
        return Files.readString(ROOT.resolve("examples").resolve(name));
    }
}
