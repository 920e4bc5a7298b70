package dev.tiercel.benchmarks.compare;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a comparison has found, as it is written to a file.
 *
 * @param skipped why servers were not compared, by name
 */
record Results(
        Environment environment,
        Settings settings,
        Map<String, String> skipped,
        List<OfWorkload> workloads,
        List<OfProbe> probes) {
    Results {
        skipped = Map.copyOf(skipped);
        workloads = List.copyOf(workloads);
        probes = List.copyOf(probes);
    }

    /**
     * Where it was measured.
     *
     * @param load of the machine in the minutes before the end, as the operating system tells
     * @param versions of the operating system and of what runs the servers, by name
     * @param isPinned whether servers and load generator had a core each
     */
    record Environment(
            String date,
            String processor,
            int processors,
            String load,
            SortedMap<String, String> versions,
            boolean isPinned) {
        Environment {
            versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        }
    }

    /** How it was measured. */
    record Settings(int rounds, double seconds, int connections, int rate) {}

    /** What a workload has shown, a row for each server. */
    record OfWorkload(String name, String title, List<Row> rows) {
        OfWorkload {
            rows = List.copyOf(rows);
        }

        /** Returns the row of a server. */
        Optional<Row> row(String server) {
            return rows.stream().filter(row -> row.server().equals(server)).findFirst();
        }
    }

    /**
     * A server under a workload.
     *
     * @param cpuMicros processor time of the server per request
     * @param throughputRatio requests per second of Tiercel to those of this server, by round
     * @param cpuRatio processor time per request of Tiercel to that of this server, by round
     * @param residentMebibytes what the server has in memory after each round
     * @param serverBusy share of its core that the server used
     * @param generatorBusy share of its core that the load generator used
     */
    record Row(
            String server,
            String title,
            Spread requestsPerSecond,
            Spread cpuMicros,
            Spread throughputRatio,
            Spread cpuRatio,
            Optional<Latency> latency,
            Spread residentMebibytes,
            double serverBusy,
            double generatorBusy) {
        private static final double SATURATED = 0.95;

        /** Returns whether the load generator rather than the server was the limit. */
        boolean isLimitedByGenerator() {
            return generatorBusy > SATURATED && serverBusy < SATURATED;
        }

        /** Returns whether this server did better than Tiercel. */
        boolean isAhead() {
            return throughputRatio.median() < 1
                    || cpuRatio.median() > 1
                    || latency.isPresent() && latency.get().p99Ratio().median() > 1;
        }
    }

    /**
     * Times from the intended start of requests to the end of their answers, in microseconds.
     *
     * @param late 99th percentile of the delay that the load generator itself caused
     * @param p99Ratio that of Tiercel divided by this one, round by round
     */
    record Latency(Spread p50, Spread p99, Spread p999, Spread late, Spread p99Ratio) {}

    /** What a probe of Tiercel has shown; points are durations by call number, if it has them. */
    record OfProbe(String name, String title, List<Figure> figures, List<Point> points) {
        OfProbe {
            figures = List.copyOf(figures);
            points = List.copyOf(points);
        }
    }

    /** A figure with its unit. */
    record Figure(String label, String unit, Spread value) {}

    /** How many microseconds the call with a number took. */
    record Point(int call, Spread micros) {}
}
