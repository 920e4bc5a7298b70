package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.OrderInput;
import dev.tiercel.benchmarks.compare.Results.Figure;
import dev.tiercel.benchmarks.compare.Results.OfProbe;
import dev.tiercel.benchmarks.compare.Results.Point;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Calls a route again and again after it was replaced, one call at a time. */
final class TierUp {
    private static final int[] SHOWN = {
        1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000
    };
    private static final int CALLS = 3000;
    private static final int STEADY_CALLS = 2000;
    private static final int FREE_CALLS = 20;

    /** The JVM has compiled the interpreter by then, so that its median is a steady one. */
    private static final int WARM_UP_CALLS = 30_000;

    private static final int SLOW_FACTOR = 3;
    private static final String PATH = "/api/deployed";

    private final ProbedServer server;
    private final Request request =
            Request.post(PATH, new String(OrderInput.body(10), StandardCharsets.UTF_8));

    TierUp(ProbedServer server) {
        this.server = server;
    }

    OfProbe measure(Probe probe, int deployments) throws IOException {
        double[] steady = steadyInterpreter();
        Spread interpreter = Spread.of(steady);
        double limit = SLOW_FACTOR * interpreter.median();
        double[][] micros = new double[deployments][];
        for (int i = 0; i < deployments; i++) {
            server.register(ProbeDocuments.deployed(i + 1));
            micros[i] = calls(CALLS);
        }
        double[] compiled = calls(STEADY_CALLS);
        double[] slowShares = new double[deployments];
        for (int i = 0; i < deployments; i++) {
            slowShares[i] = slowPercent(micros[i], limit);
        }
        return new OfProbe(
                WorkloadChoice.name(probe),
                probe.title(),
                List.of(
                        new Figure("interpreter, steady", "µs", interpreter),
                        new Figure("compiled, steady", "µs", Spread.of(compiled)),
                        new Figure(
                                "calls after the 20th that took more than 3 times the interpreter's"
                                        + " median",
                                "%",
                                Spread.of(slowShares)),
                        new Figure(
                                "steady calls of the interpreter that took more than that",
                                "%",
                                Spread.of(slowPercent(steady, limit)))),
                points(micros));
    }

    private double[] steadyInterpreter() throws IOException {
        server.register(ProbeDocuments.deployed(0));
        server.tiering(PATH, "interpret");
        calls(WARM_UP_CALLS);
        double[] steady = calls(STEADY_CALLS);
        server.tiering(PATH, "reset");
        return steady;
    }

    private double[] calls(int count) throws IOException {
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            micros[i] = server.micros(request);
        }
        return micros;
    }

    private static double slowPercent(double[] micros, double limit) {
        int slow = 0;
        for (int i = FREE_CALLS; i < micros.length; i++) {
            slow += micros[i] > limit ? 1 : 0;
        }
        return 100.0 * slow / (micros.length - FREE_CALLS);
    }

    private static List<Point> points(double[][] micros) {
        List<Point> points = new ArrayList<>();
        for (int call : SHOWN) {
            double[] ofCall = new double[micros.length];
            for (int i = 0; i < ofCall.length; i++) {
                ofCall[i] = micros[i][call - 1];
            }
            points.add(new Point(call, Spread.of(ofCall)));
        }
        return points;
    }
}
