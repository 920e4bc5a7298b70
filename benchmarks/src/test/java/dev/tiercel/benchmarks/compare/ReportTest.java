package dev.tiercel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.benchmarks.compare.Results.Environment;
import dev.tiercel.benchmarks.compare.Results.Figure;
import dev.tiercel.benchmarks.compare.Results.Latency;
import dev.tiercel.benchmarks.compare.Results.OfProbe;
import dev.tiercel.benchmarks.compare.Results.OfWorkload;
import dev.tiercel.benchmarks.compare.Results.Point;
import dev.tiercel.benchmarks.compare.Results.Row;
import dev.tiercel.benchmarks.compare.Results.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReportTest {
    private static final Spread ONE = Spread.of(1);

    @Test
    void eachServerHasARowWithMediansAndBounds() {
        String report = Report.of(results(row("gin", 0.25, 0.5)));

        assertThat(report)
                .contains(
                        "| Tiercel | 40,000 (30,000 to 50,000) | 1.00 | 25.0 (20.0 to 40.0) | 1.00"
                                + " | 150 (140 to 160) | 99 % | 40 % |",
                        "| gin | 10,000 | 0.25 | 50.0 | 0.50 | 20.5 | 99 % | 40 % |")
                .contains("Not compared: fastify, `npm` is not installed.")
                .contains("CPU, 2 processors, load 1 1 1; servers on core 0")
                .contains("\nGo 1.26.8, Java 25.0.3.\n")
                .contains("3 rounds of 4.00 s, 64 connections")
                .doesNotContain(".svg");
    }

    @Test
    void rowsThatAreAheadOfTiercelAreListed() {
        assertThat(Report.of(results(row("gin", 0.25, 0.5))))
                .endsWith(
                        """
                        ## What lost

                        - checkout beside gin: 0.25 times the requests per second, 0.50 times the processor time
                        """);
    }

    @Test
    void withoutRowsThatAreAheadNothingLost() {
        assertThat(Report.of(results(row("gin", 4, 0.5)))).endsWith("## What lost\n\nNothing.\n");
    }

    @Test
    void aBusyGeneratorBesideAnIdleServerIsNamed() {
        Row row = new Row("gin", "gin", ONE, ONE, ONE, ONE, Optional.empty(), ONE, 0.6, 0.99);

        assertThat(Report.of(results(row))).contains("The load generator was the limit of gin;");
    }

    @Test
    void latenciesHaveTheirColumns() {
        Latency latency =
                new Latency(
                        Spread.of(80), Spread.of(300), Spread.of(900), Spread.of(5), Spread.of(2));
        Row row = new Row("gin", "gin", ONE, ONE, ONE, ONE, Optional.of(latency), ONE, 0.5, 0.5);

        assertThat(Report.of(results(row)))
                .contains("| p50 µs | p99 µs | p99.9 µs | generator late, p99 µs |")
                .contains("| 80.0 | 300 | 900 | 5.00 |")
                .endsWith(
                        "- checkout beside gin: 1.00 times the requests per second, 1.00 times the"
                                + " processor time, 2.00 times the p99 of latency\n");
    }

    @Test
    void probesHaveTheirFiguresAndTheirCalls() {
        assertThat(Report.of(results(row("gin", 4, 0.5))))
                .contains(
                        """
                        ## Tiercel: by call

                        | figure | value | unit |
                        |---|---|---|
                        | steady | 1.00 | µs |

                        | call | µs |
                        |---|---|
                        | 1 | 4.00 (3.00 to 5.00) |
                        | 10 | 2.00 |
                        """);
    }

    @Test
    void resultsAreWrittenAsJsonTextAndCharts(@TempDir Path directory) throws IOException {
        ResultFiles.write(results(row("gin", 4, 0.5)), directory);

        JsonNode json =
                JsonMapper.builder()
                        .build()
                        .readTree(Files.readAllBytes(directory.resolve("results.json")));
        assertThat(json.at("/workloads/0/rows/0/requestsPerSecond/median").asInt())
                .isEqualTo(40_000);
        assertThat(json.at("/workloads/0/rows/0/residentMebibytes/max").asInt()).isEqualTo(160);
        assertThat(json.at("/skipped/fastify").asString()).isEqualTo("`npm` is not installed");
        assertThat(json.at("/environment/versions/Go").asString()).isEqualTo("1.26.8");
        assertThat(Files.readString(directory.resolve("results.md")))
                .startsWith("# Comparison of")
                .contains("\n![checkout, requests/s](checkout-requests.svg)\n")
                .contains("\n![checkout, µs of CPU per request](checkout-cpu.svg)\n")
                .contains("\n![by call](tierup.svg)\n")
                .doesNotContain("checkout-p99.svg");
        assertThat(Files.readString(directory.resolve("checkout-requests.svg")))
                .startsWith("<svg ")
                .contains(">Tiercel</text>", ">40,000</text>")
                .endsWith("</svg>\n");
        assertThat(directory.resolve("checkout-cpu.svg")).exists();
        assertThat(Files.readString(directory.resolve("tierup.svg"))).contains("by call");
    }

    @Test
    void latenciesHaveAChart(@TempDir Path directory) throws IOException {
        Latency latency = new Latency(ONE, Spread.of(300), ONE, ONE, ONE);
        Row row = new Row("gin", "gin", ONE, ONE, ONE, ONE, Optional.of(latency), ONE, 0.5, 0.5);

        ResultFiles.write(results(row), directory);

        assertThat(Files.readString(directory.resolve("checkout-p99.svg")))
                .contains(">checkout (p99 of latency, µs)</text>", ">gin</text>", ">300</text>");
        assertThat(Files.readString(directory.resolve("results.md")))
                .contains("\n![checkout, p99 of latency, µs](checkout-p99.svg)\n");
    }

    @Test
    void chartsOfAnEarlierRunAreRemoved(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("static-cpu.svg"), "earlier");
        Files.writeString(directory.resolve("mine.svg"), "not a chart of the comparison");

        ResultFiles.write(results(row("gin", 4, 0.5)), directory);

        assertThat(directory.resolve("static-cpu.svg")).doesNotExist();
        assertThat(directory.resolve("mine.svg")).exists();
        assertThat(directory.resolve("checkout-cpu.svg")).exists();
    }

    private static Row row(String server, double throughputRatio, double cpuRatio) {
        return new Row(
                server,
                server,
                Spread.of(10_000),
                Spread.of(50),
                Spread.of(throughputRatio),
                Spread.of(cpuRatio),
                Optional.empty(),
                Spread.of(20.5),
                0.99,
                0.4);
    }

    private static Results results(Row other) {
        Row own =
                new Row(
                        "tiercel",
                        "Tiercel",
                        new Spread(40_000, 30_000, 50_000),
                        new Spread(25, 20, 40),
                        ONE,
                        ONE,
                        Optional.empty(),
                        new Spread(150, 140, 160),
                        0.99,
                        0.4);
        return new Results(
                new Environment(
                        "2026-11-21 10:00 UTC",
                        "CPU",
                        2,
                        "1 1 1",
                        new TreeMap<>(Map.of("Java", "25.0.3", "Go", "1.26.8")),
                        true),
                new Settings(3, 4, 64, 2000),
                Map.of("fastify", "`npm` is not installed"),
                List.of(new OfWorkload("checkout", "checkout", List.of(own, other))),
                List.of(
                        new OfProbe(
                                "tierup",
                                "by call",
                                List.of(new Figure("steady", "µs", ONE)),
                                List.of(
                                        new Point(1, new Spread(4, 3, 5)),
                                        new Point(10, Spread.of(2))))));
    }
}
