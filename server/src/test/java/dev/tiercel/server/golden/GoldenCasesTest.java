package dev.tiercel.server.golden;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the golden corpus: every scenario of every case file, in the reference interpreter, in the
 * interpreter after the passes, as a compiled class, and with thresholds of one and two calls.
 */
final class GoldenCasesTest {
    @TestFactory
    Stream<DynamicNode> everyTierGivesTheExpectedResults() throws IOException {
        return files().stream().map(GoldenCasesTest::container);
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".case")).sorted().toList();
        }
    }

    private static DynamicNode container(Path file) {
        String name = root().relativize(file).toString();
        return DynamicContainer.dynamicContainer(
                name,
                scenarios(file).stream()
                        .map(scenario ->
                                DynamicTest.dynamicTest(
                                        name + ":" + scenario.line() + " " + scenario.title(),
                                        scenario::run)));
    }

    static List<Scenario> scenarios(Path file) {
        try {
            return ScenarioReader.read(Files.readAllLines(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    static Path root() {
        try {
            return Path.of(
                    Objects.requireNonNull(GoldenCasesTest.class.getResource("/golden")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
