package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.Results.Figure;
import dev.tiercel.benchmarks.compare.Results.OfProbe;
import dev.tiercel.benchmarks.http.AnswerFrame;
import java.io.IOException;
import java.util.List;

/** Loads a route alone and beside a disturbance, in turn, and another route at a fixed rate. */
final class Disturbed {
    private static final int PACED_RATE = 500;
    private static final double NANOS_PER_MICROSECOND = 1000;
    private static final Request OTHER = Request.get("/api/hello");

    /** A single round leaves the JVM with much to compile, and the first measured ones too low. */
    private static final int WARM_UP_ROUNDS = 5;

    private final ProbedServer server;
    private final CompareArguments arguments;

    Disturbed(ProbedServer server, CompareArguments arguments) {
        this.server = server;
        this.arguments = arguments;
    }

    OfProbe measure(Probe probe, Request request, Disturbance.Act act) throws IOException {
        int rounds = arguments.rounds();
        double[] alone = new double[rounds];
        double[] disturbed = new double[rounds];
        double[] acts = new double[rounds];
        double[] aloneLatency = new double[rounds];
        double[] disturbedLatency = new double[rounds];
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            closed(request);
            pacedMicros();
        }
        for (int i = 0; i < rounds; i++) {
            alone[i] = closed(request);
            aloneLatency[i] = pacedMicros();
            try (Disturbance disturbance = Disturbance.start(server.again(), act)) {
                disturbed[i] = closed(request);
                disturbedLatency[i] = pacedMicros();
                acts[i] = disturbance.perSecond();
            }
        }
        return probe.result(
                new Figure("requests alone", "requests/s", Spread.of(alone)),
                new Figure("requests beside the disturbance", "requests/s", Spread.of(disturbed)),
                new Figure("disturbances", "per second", Spread.of(acts)),
                new Figure(
                        "p99 of another route at %d requests/s, alone".formatted(PACED_RATE),
                        "µs",
                        Spread.of(aloneLatency)),
                new Figure(
                        "p99 of another route at %d requests/s, beside".formatted(PACED_RATE),
                        "µs",
                        Spread.of(disturbedLatency)));
    }

    private double closed(Request request) throws IOException {
        try (LoadLoop load = load(request)) {
            return load.closed(arguments.round()).perSecond();
        }
    }

    private double pacedMicros() throws IOException {
        try (LoadLoop load = load(OTHER)) {
            return load.paced(PACED_RATE, arguments.round(), arguments.grace())
                            .latencies()
                            .getValueAtPercentile(99)
                    / NANOS_PER_MICROSECOND;
        }
    }

    private LoadLoop load(Request request) throws IOException {
        AnswerFrame answer = server.answer(request);
        Expected expected =
                new Expected(request.bytes(server.port()), answer.status(), answer.body(), true);
        return new LoadLoop(server.port(), arguments.connections(), List.of(expected));
    }
}
