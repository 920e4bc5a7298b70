package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.BarChart.Bar;
import dev.tiercel.benchmarks.compare.Results.OfProbe;
import dev.tiercel.benchmarks.compare.Results.OfWorkload;
import dev.tiercel.benchmarks.compare.Results.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which charts show results, and in which files they are. */
final class Charts {
    private static final String EXTENSION = ".svg";

    private Charts() {}

    /**
     * A picture.
     *
     * @param file its name in the directory of the results
     * @param title what it shows
     * @param svg its text
     */
    record Chart(String file, String title, String svg) {}

    /** What of a row a chart shows. */
    private enum Kind {
        REQUESTS("requests/s"),
        CPU("µs of CPU per request"),
        P99("p99 of latency, µs");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        private Optional<Spread> figure(Row row) {
            return switch (this) {
                case REQUESTS -> Optional.of(row.requestsPerSecond());
                case CPU -> Optional.of(row.cpuMicros());
                case P99 -> row.latency().map(Results.Latency::p99);
            };
        }

        private String file(String workload) {
            return workload + "-" + WorkloadChoice.name(this) + EXTENSION;
        }
    }

    /** Returns the charts of a workload. */
    static List<Chart> of(OfWorkload workload) {
        List<Chart> charts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Bar> bars = bars(workload, kind::figure);
            if (!bars.isEmpty()) {
                charts.add(
                        new Chart(
                                kind.file(workload.name()),
                                workload.title() + ", " + kind.unit,
                                new BarChart(workload.title(), kind.unit, bars).svg()));
            }
        }
        return charts;
    }

    /** Returns the charts of a probe, none if it has no durations by call number. */
    static List<Chart> of(OfProbe probe) {
        if (probe.points().isEmpty()) {
            return List.of();
        }
        String svg = new CallChart(probe.title(), probe.points()).svg();
        return List.of(new Chart(probe.name() + EXTENSION, probe.title(), svg));
    }

    /** Returns the names of all files that charts may have. */
    static List<String> files() {
        return WorkloadChoice.names().stream()
                .flatMap(name ->
                        Stream.concat(
                                Stream.of(name + EXTENSION),
                                Stream.of(Kind.values()).map(kind -> kind.file(name))))
                .toList();
    }

    private static List<Bar> bars(OfWorkload workload, Function<Row, Optional<Spread>> figure) {
        return workload.rows().stream()
                .flatMap(row ->
                        figure.apply(row).stream()
                                .map(value ->
                                        new Bar(
                                                row.title(),
                                                value,
                                                row.server().equals(Contenders.TIERCEL))))
                .toList();
    }
}
