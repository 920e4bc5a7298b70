package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.Charts.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The files of a comparison: results as JSON and as Markdown, and charts. */
final class ResultFiles {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResultFiles() {}

    /** Writes results; charts of other results that are in the directory are removed. */
    static void write(Results results, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String file : Charts.files()) {
            Files.deleteIfExists(directory.resolve(file));
        }
        Files.write(directory.resolve("results.json"), JSON.writeValueAsBytes(results));
        Files.writeString(directory.resolve("results.md"), Report.withCharts(results));
        for (Chart chart : charts(results)) {
            Files.writeString(directory.resolve(chart.file()), chart.svg());
        }
    }

    private static List<Chart> charts(Results results) {
        return Stream.concat(
                        results.workloads().stream().flatMap(w -> Charts.of(w).stream()),
                        results.probes().stream().flatMap(p -> Charts.of(p).stream()))
                .toList();
    }
}
