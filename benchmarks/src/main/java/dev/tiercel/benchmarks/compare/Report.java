package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.Charts.Chart;
import dev.tiercel.benchmarks.compare.Results.Figure;
import dev.tiercel.benchmarks.compare.Results.Latency;
import dev.tiercel.benchmarks.compare.Results.OfProbe;
import dev.tiercel.benchmarks.compare.Results.OfWorkload;
import dev.tiercel.benchmarks.compare.Results.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Results as Markdown: a table for each workload, and what lost. */
final class Report {
    private final StringBuilder text = new StringBuilder();
    private final Results results;

    private final boolean hasCharts;

    private Report(Results results, boolean hasCharts) {
        this.results = results;
        this.hasCharts = hasCharts;
    }

    static String of(Results results) {
        return text(results, false);
    }

    /** Returns the same with the charts, which are expected beside the text. */
    static String withCharts(Results results) {
        return text(results, true);
    }

    private static String text(Results results, boolean hasCharts) {
        Report report = new Report(results, hasCharts);
        report.head();
        results.workloads().forEach(report::workload);
        results.probes().forEach(report::probe);
        if (!results.workloads().isEmpty()) {
            report.lost();
        }
        return report.text.toString();
    }

    private void head() {
        Results.Environment environment = results.environment();
        Results.Settings settings = results.settings();
        line("# Comparison of " + environment.date());
        line("");
        line(
                "%s, %d processors, load %s; %s."
                        .formatted(
                                environment.processor(),
                                environment.processors(),
                                environment.load(),
                                environment.isPinned()
                                        ? "servers on core 0, the load generator on core 1"
                                        : "servers and load generator share the processors"));
        line(
                environment.versions().entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", ", "", ".")));
        line(
                "%d rounds of %s s, %d connections; latencies at %d requests per second. Medians, least"
                        .formatted(
                                settings.rounds(),
                                number(settings.seconds()),
                                settings.connections(),
                                settings.rate()));
        line(
                "and greatest of rounds. Ratios are Tiercel to the server of the row: requests per"
                        + " second");
        line("above 1 and processor time below 1 are in favour of Tiercel.");
        new TreeMap<>(results.skipped())
                .forEach((server, reason) -> line("Not compared: " + server + ", " + reason + "."));
    }

    private void workload(OfWorkload workload) {
        line("");
        line("## " + workload.title());
        line("");
        boolean hasLatency = workload.rows().stream().anyMatch(row -> row.latency().isPresent());
        List<String> columns =
                new ArrayList<>(
                        List.of(
                                "server",
                                "requests/s",
                                "ratio",
                                "µs of CPU per request",
                                "ratio",
                                "MiB",
                                "server busy",
                                "generator busy"));
        if (hasLatency) {
            columns.addAll(List.of("p50 µs", "p99 µs", "p99.9 µs", "generator late, p99 µs"));
        }
        line("| " + String.join(" | ", columns) + " |");
        line("|" + "---|".repeat(columns.size()));
        workload.rows().forEach(row -> line("| " + String.join(" | ", cells(row)) + " |"));
        workload.rows().stream()
                .filter(Row::isLimitedByGenerator)
                .forEach(row ->
                        line(
                                "\nThe load generator was the limit of "
                                        + row.title()
                                        + "; its requests per second are too low."));
        charts(Charts.of(workload));
    }

    private void charts(List<Chart> charts) {
        if (hasCharts) {
            charts.forEach(chart -> line("\n![%s](%s)".formatted(chart.title(), chart.file())));
        }
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        cells.add(row.title());
        cells.add(spread(row.requestsPerSecond()));
        cells.add(spread(row.throughputRatio()));
        cells.add(spread(row.cpuMicros()));
        cells.add(spread(row.cpuRatio()));
        cells.add(spread(row.residentMebibytes()));
        cells.add(percent(row.serverBusy()));
        cells.add(percent(row.generatorBusy()));
        Optional<Latency> latency = row.latency();
        if (latency.isPresent()) {
            cells.add(spread(latency.get().p50()));
            cells.add(spread(latency.get().p99()));
            cells.add(spread(latency.get().p999()));
            cells.add(spread(latency.get().late()));
        }
        return cells;
    }

    private void probe(OfProbe probe) {
        line("");
        line("## Tiercel: " + probe.title());
        line("");
        line("| figure | value | unit |");
        line("|---|---|---|");
        for (Figure figure : probe.figures()) {
            line(
                    "| %s | %s | %s |"
                            .formatted(figure.label(), spread(figure.value()), figure.unit()));
        }
        if (!probe.points().isEmpty()) {
            line("");
            line("| call | µs |");
            line("|---|---|");
            probe.points()
                    .forEach(point ->
                            line("| %d | %s |".formatted(point.call(), spread(point.micros()))));
        }
        charts(Charts.of(probe));
    }

    private void lost() {
        line("");
        line("## What lost");
        line("");
        int lines = text.length();
        for (OfWorkload workload : results.workloads()) {
            workload.rows().stream().filter(Row::isAhead).forEach(row -> line(lost(workload, row)));
        }
        if (text.length() == lines) {
            line("Nothing.");
        }
    }

    private static String lost(OfWorkload workload, Row row) {
        String latency =
                row.latency()
                        .map(l -> ", %s times the p99 of latency".formatted(spread(l.p99Ratio())))
                        .orElse("");
        return "- %s beside %s: %s times the requests per second, %s times the processor time%s"
                .formatted(
                        workload.title(),
                        row.title(),
                        spread(row.throughputRatio()),
                        spread(row.cpuRatio()),
                        latency);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Returns a median with its bounds, or alone if there was one round. */
    static String spread(Spread spread) {
        return spread.min() == spread.max()
                ? number(spread.median())
                : "%s (%s to %s)"
                        .formatted(
                                number(spread.median()),
                                number(spread.min()),
                                number(spread.max()));
    }

    /** Returns a number with as many digits as say something. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
