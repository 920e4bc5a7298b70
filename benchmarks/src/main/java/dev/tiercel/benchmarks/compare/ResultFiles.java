package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.BarChart.Bar;
import dev.tiercel.benchmarks.compare.Results.OfProbe;
import dev.tiercel.benchmarks.compare.Results.OfWorkload;
import dev.tiercel.benchmarks.compare.Results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The files of a comparison: results as JSON and as Markdown, and charts. */
final class ResultFiles {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResultFiles() {}

    static void write(Results results, Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("results.json"), JSON.writeValueAsBytes(results));
        Files.writeString(directory.resolve("results.md"), Report.of(results));
        for (OfWorkload workload : results.workloads()) {
            chart(directory, workload, "requests", "requests/s", Row::requestsPerSecond);
            chart(directory, workload, "cpu", "µs of CPU per request", Row::cpuMicros);
        }
        for (OfProbe probe : results.probes()) {
            if (!probe.points().isEmpty()) {
                Files.writeString(
                        directory.resolve(probe.name() + ".svg"),
                        new CallChart(probe.title(), probe.points()).svg());
            }
        }
    }

    private static void chart(
            Path directory,
            OfWorkload workload,
            String kind,
            String unit,
            Function<Row, Spread> figure)
            throws IOException {
        List<Bar> bars =
                workload.rows().stream()
                        .map(row ->
                                new Bar(
                                        row.title(),
                                        figure.apply(row),
                                        row.server().equals(Contenders.TIERCEL)))
                        .toList();
        Files.writeString(
                directory.resolve(workload.name() + "-" + kind + ".svg"),
                new BarChart(workload.title(), unit, bars).svg());
    }
}
