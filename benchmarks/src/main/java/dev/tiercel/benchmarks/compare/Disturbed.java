package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.Results.Figure;
import dev.tiercel.benchmarks.compare.Results.OfProbe;
import dev.tiercel.benchmarks.http.AnswerFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Loads a route alone and beside a disturbance, in turn, and another route at a fixed rate. */
final class Disturbed {
    private static final int PACED_RATE = 500;
    private static final Request OTHER = Request.get("/api/hello");

    /** A single round leaves the JVM with much to compile, and the first measured ones too low. */
    private static final int WARM_UP_ROUNDS = 5;

    /** The route loaded, then another one at its fixed rate. */
    private record Loads(double perSecond, LoadResult other) {
        double latency() {
            return other.latencyMicros(99);
        }

        double late() {
            return other.lateMicros(99);
        }
    }

    private final ProbedServer server;
    private final CompareArguments arguments;

    Disturbed(ProbedServer server, CompareArguments arguments) {
        this.server = server;
        this.arguments = arguments;
    }

    /** Returns for how long the server is loaded. */
    static Duration loadTime(CompareArguments arguments) {
        return arguments.round().multipliedBy(2 * (WARM_UP_ROUNDS + 2L * arguments.rounds()));
    }

    OfProbe measure(Probe probe, Request request, Disturbance.Act act) throws IOException {
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            load(request);
        }
        List<Loads> alone = new ArrayList<>();
        List<Loads> beside = new ArrayList<>();
        List<Double> acts = new ArrayList<>();
        for (int i = 0; i < arguments.rounds(); i++) {
            if (i % 2 == 0) {
                alone.add(load(request));
            }
            try (Disturbance disturbance = Disturbance.start(server.again(), act)) {
                beside.add(load(request));
                acts.add(disturbance.perSecond());
            }
            if (i % 2 == 1) {
                alone.add(load(request));
            }
        }
        return probe.result(
                new Figure("requests alone", "requests/s", spread(alone, Loads::perSecond)),
                new Figure(
                        "requests beside the disturbance",
                        "requests/s",
                        spread(beside, Loads::perSecond)),
                new Figure("disturbances", "per second", spread(acts, Double::doubleValue)),
                ofOther("p99 of another route at %d requests/s, alone", alone, Loads::latency),
                ofOther("p99 of another route at %d requests/s, beside", beside, Loads::latency),
                ofOther("generator late at %d requests/s, p99, alone", alone, Loads::late),
                ofOther("generator late at %d requests/s, p99, beside", beside, Loads::late));
    }

    private static Figure ofOther(
            String label, List<Loads> rounds, ToDoubleFunction<Loads> histogram) {
        return new Figure(label.formatted(PACED_RATE), "µs", spread(rounds, histogram));
    }

    private static <T> Spread spread(List<T> rounds, ToDoubleFunction<T> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure).toArray());
    }

    private Loads load(Request request) throws IOException {
        double perSecond;
        try (LoadLoop load = connect(request)) {
            perSecond = load.closed(arguments.round()).perSecond();
        }
        try (LoadLoop load = connect(OTHER)) {
            return new Loads(
                    perSecond, load.paced(PACED_RATE, arguments.round(), arguments.grace()));
        }
    }

    private LoadLoop connect(Request request) throws IOException {
        AnswerFrame answer = server.answer(request);
        Expected expected =
                new Expected(
                        request.bytes(server.port()),
                        answer.status(),
                        ExpectedBody.constant(answer.body()));
        return new LoadLoop(server.port(), arguments.connections(), List.of(expected));
    }
}
