package dev.tiercel.server.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The commands of the README and of the examples do what is written beside them. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern COMMAND = Pattern.compile("(?m)^curl .*(?:\\n .*)*");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| `(curl [^`]+)` \\|");

    @Test
    void theQuickStartAnswersSixtyAlsoAfterARedefinition() throws IOException {
        List<CurlCommand> commands = quickStart();
        assertThat(commands).hasSize(4);
        try (RunningServer server = RunningServer.with()) {
            assertThat(commands.get(0).send(server).status()).isEqualTo(201);
            assertThat(commands.get(1).send(server).status()).isEqualTo(201);
            RawAnswer checkout = commands.get(2).send(server);
            assertThat(checkout.status()).isEqualTo(200);
            assertThat(checkout.body()).isEqualTo("60.0");
            assertThat(commands.get(3).send(server).body())
                    .contains("\"inlined_functions\":[\"calculate_tax\"]");
            assertThat(
                            server.postJson(
                                            "/api/v1/global-functions",
                                            commands.get(0).body().replace("10]", "20]"))
                                    .status())
                    .isEqualTo(201);
            assertThat(commands.get(2).send(server).body()).isEqualTo("70.0");
        }
    }

    @TestFactory
    Stream<DynamicTest> theCommandsOfTheExamplesSucceed() throws IOException {
        Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("examples/README.md")));
        return rows.results()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.group(1),
                                () -> {
                                    try (RunningServer server =
                                            RunningServer.with(example(row.group(1)))) {
                                        RawAnswer answer =
                                                CurlCommand.parse(row.group(2)).send(server);
                                        assertThat(answer.status())
                                                .as(answer.body())
                                                .isIn(200, 201, 409);
                                    }
                                }));
    }

    @Test
    void theTableOfTheExamplesIsComplete() throws IOException {
        List<String> listed = new ArrayList<>();
        ROW.matcher(Files.readString(ROOT.resolve("examples/README.md")))
                .results()
                .forEach(row -> listed.add(row.group(1)));
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

    private static List<CurlCommand> quickStart() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String section = readme.substring(readme.indexOf("## Quick start"));
        return COMMAND.matcher(section)
                .results()
                .map(match -> CurlCommand.parse(match.group()))
                .toList();
    }

    private static String example(String name) {
        try {
            return Files.readString(ROOT.resolve("examples").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
