package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.Results.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the rounds of one server under one workload have shown. */
final class RoundSamples {
    private static final double MICROS_PER_SECOND = 1e6;

    private final List<Peak> peaks = new ArrayList<>();
    private final List<LoadResult> paced = new ArrayList<>();
    private final List<Double> residentMebibytes = new ArrayList<>();

    /** A closed loop, and the processor time of the server in it. */
    private record Peak(LoadResult load, double cpuSeconds) {
        double perSecond() {
            return load.perSecond();
        }

        double cpuMicros() {
            return cpuSeconds / load.answers() * MICROS_PER_SECOND;
        }
    }

    void addPeak(LoadResult load, double cpuSeconds) {
        peaks.add(new Peak(load, cpuSeconds));
    }

    void addPaced(LoadResult load) {
        paced.add(load);
    }

    /** Adds what the server has in memory after a round. */
    void addResident(double mebibytes) {
        residentMebibytes.add(mebibytes);
    }

    /**
     * Returns the row of a server.
     *
     * @param tiercel with which it is compared, round by round
     */
    Results.Row row(Contender contender, RoundSamples tiercel) {
        return new Results.Row(
                contender.name(),
                contender.title(),
                spread(peaks, Peak::perSecond),
                spread(peaks, Peak::cpuMicros),
                ratios(tiercel.peaks, peaks, Peak::perSecond),
                ratios(tiercel.peaks, peaks, Peak::cpuMicros),
                latency(tiercel),
                spread(residentMebibytes, Double::doubleValue),
                spread(peaks, peak -> peak.cpuSeconds() / peak.load().seconds()).median(),
                spread(peaks, peak -> peak.load().generatorSeconds() / peak.load().seconds())
                        .median());
    }

    private static <T> Spread ratios(List<T> tiercel, List<T> other, ToDoubleFunction<T> figure) {
        double[] ratios = new double[other.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(tiercel.get(i)) / figure.applyAsDouble(other.get(i));
        }
        return Spread.of(ratios);
    }

    private Optional<Latency> latency(RoundSamples tiercel) {
        if (paced.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Latency(
                        spread(paced, load -> load.latencyMicros(50)),
                        spread(paced, load -> load.latencyMicros(99)),
                        spread(paced, load -> load.latencyMicros(99.9)),
                        spread(paced, load -> load.lateMicros(99)),
                        ratios(tiercel.paced, paced, load -> load.latencyMicros(99))));
    }

    private static <T> Spread spread(List<T> rounds, ToDoubleFunction<T> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure).toArray());
    }
}
