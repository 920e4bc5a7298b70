package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.http.AnswerFrame;
import dev.tiercel.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Loads servers with workloads, in rounds. */
final class Measurement {
    private static final long WARM_UP_REQUESTS = 60_000;
    private static final int WARM_UPS_MAX = 15;
    private static final int ROUNDS_PER_WARM_UP = 2;

    /** Requests per second that are assumed to estimate how long warm-ups take. */
    private static final int RATE_ASSUMED = 10_000;

    private static final double BYTES_PER_MEBIBYTE = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final CompareArguments arguments;
    private final PrintStream progress;

    Measurement(CompareArguments arguments, PrintStream progress) {
        this.arguments = arguments;
        this.progress = progress;
    }

    /**
     * Compares servers under one workload.
     *
     * @throws IllegalStateException if their answers are not equal
     */
    Results.OfWorkload of(Workload workload, Map<Contender, ServerProcess> servers)
            throws IOException {
        progress.println(workload.title() + ": asking");
        List<Entrant> entrants = new ArrayList<>();
        for (Map.Entry<Contender, ServerProcess> server : servers.entrySet()) {
            entrants.add(Entrant.ask(workload, server.getKey(), server.getValue()));
        }
        requireAgreement(workload, entrants);
        for (Entrant entrant : entrants) {
            progress.println(workload.title() + ": warming " + entrant.contender().name());
            warmUp(entrant);
        }
        List<Entrant> order = new ArrayList<>(entrants);
        for (int round = 1; round <= arguments.rounds(); round++) {
            progress.println(workload.title() + ": round " + round);
            for (Entrant entrant : order) {
                round(entrant);
            }
            Collections.rotate(order, 1);
        }
        RoundSamples tiercel = entrants.getFirst().samples();
        return new Results.OfWorkload(
                workload.name(),
                workload.title(),
                entrants.stream().map(e -> e.samples().row(e.contender(), tiercel)).toList());
    }

    /** Estimates for how long a server is loaded under one workload. */
    static Duration loadTime(CompareArguments arguments, Contender contender) {
        Duration warmUp = arguments.round().multipliedBy(ROUNDS_PER_WARM_UP);
        double requests = RATE_ASSUMED * (warmUp.toNanos() / NANOS_PER_SECOND);
        int warmUps =
                contender.compilesWhileRunning()
                        ? Math.clamp((int) Math.ceil(WARM_UP_REQUESTS / requests), 1, WARM_UPS_MAX)
                        : 1;
        int loads = arguments.rounds() * (arguments.rate() > 0 ? 2 : 1);
        return warmUp.multipliedBy(warmUps).plus(arguments.round().multipliedBy(loads));
    }

    /** On a busy machine the time alone would not be enough for the compilers. */
    private void warmUp(Entrant entrant) throws IOException {
        Duration duration = arguments.round().multipliedBy(ROUNDS_PER_WARM_UP);
        try (LoadLoop load = entrant.load(arguments.connections())) {
            long requests = load.closed(duration).answers();
            if (entrant.contender().compilesWhileRunning()) {
                for (int i = 1; i < WARM_UPS_MAX && requests < WARM_UP_REQUESTS; i++) {
                    requests += load.closed(duration).answers();
                }
            }
        }
    }

    private void round(Entrant entrant) throws IOException {
        ServerProcess server = entrant.server();
        RoundSamples samples = entrant.samples();
        try (LoadLoop load = entrant.load(arguments.connections())) {
            Duration before = server.cpu();
            LoadResult peak = load.closed(arguments.round());
            samples.addPeak(peak, server.cpu().minus(before).toNanos() / NANOS_PER_SECOND);
            if (arguments.rate() > 0) {
                samples.addPaced(
                        load.paced(arguments.rate(), arguments.round(), arguments.grace()));
            }
        }
        samples.addResident(server.residentBytes() / BYTES_PER_MEBIBYTE);
    }

    private static void requireAgreement(Workload workload, List<Entrant> entrants) {
        Entrant first = entrants.getFirst();
        for (Entrant entrant : entrants) {
            for (int i = 0; i < workload.requests().size(); i++) {
                AnswerFrame left = first.answers().get(i);
                AnswerFrame right = entrant.answers().get(i);
                if (!areEqual(
                        workload.agreement(),
                        first.contender(),
                        left,
                        entrant.contender(),
                        right)) {
                    throw new IllegalStateException(
                            "%s: %s answers %s, %s answers %s"
                                    .formatted(
                                            workload.requests().get(i).path(),
                                            first.contender().name(),
                                            text(left),
                                            entrant.contender().name(),
                                            text(right)));
                }
            }
        }
    }

    private static boolean areEqual(
            Agreement agreement,
            Contender first,
            AnswerFrame left,
            Contender other,
            AnswerFrame right) {
        boolean areTwins =
                first.name().equals(Contenders.TIERCEL) && other.name().equals(Contenders.TUNED);
        return agreement.isBetween(left, right)
                && (!areTwins
                        || !agreement.isConstant()
                        || Arrays.equals(left.body(), right.body()));
    }

    private static String text(AnswerFrame answer) {
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }
}
