package dev.tiercel.benchmarks.compare;

import java.time.Duration;
import java.util.List;

/** For how long a comparison loads servers. To start them takes longer, by seconds each. */
final class LoadTime {
    private static final long SECONDS_SHOWN_MAX = 120;

    private final CompareArguments arguments;

    LoadTime(CompareArguments arguments) {
        this.arguments = arguments;
    }

    /** Estimates the time for all workloads and probes. */
    Duration of(List<Workload> workloads, List<Contender> contenders, List<Probe> probes) {
        Duration sum = Duration.ZERO;
        for (Workload workload : workloads) {
            for (Contender contender : contenders) {
                if (contender.canRun(workload)) {
                    sum = sum.plus(Measurement.loadTime(arguments, contender));
                }
            }
        }
        for (Probe probe : probes) {
            sum = sum.plus(probe.loadTime(arguments));
        }
        return sum;
    }

    /** Returns a duration as a text, in minutes unless there are few. */
    static String text(Duration duration) {
        return duration.toSeconds() <= SECONDS_SHOWN_MAX
                ? duration.toSeconds() + " s"
                : duration.plusSeconds(30).toMinutes() + " min";
    }
}
