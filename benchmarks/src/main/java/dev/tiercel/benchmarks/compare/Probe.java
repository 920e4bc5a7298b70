package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.Results.Figure;
import dev.tiercel.benchmarks.compare.Results.OfProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Workloads about documents that change or misbehave, which only Tiercel has. */
enum Probe {
    /** What the first request of a new route costs. */
    COLD("first request after a registration") {
        @Override
        OfProbe of(ProbedServer server, CompareArguments arguments) throws IOException {
            int count = COLD_ROUTES * arguments.rounds();
            double[] registration = new double[count];
            double[] first = new double[count];
            double[] second = new double[count];
            for (int i = 0; i < count; i++) {
                Request request = Request.get("/api/cold/" + i + "/Ada");
                registration[i] = server.register(ProbeDocuments.cold(i));
                first[i] = server.micros(request);
                second[i] = server.micros(request);
            }
            return result(
                    new Figure("registration", MICROS, Spread.of(registration)),
                    new Figure("first request", MICROS, Spread.of(first)),
                    new Figure("second request", MICROS, Spread.of(second)));
        }
    },

    /** How long each call takes after a deployment. */
    TIERUP("latency by call number after a deployment") {
        @Override
        OfProbe of(ProbedServer server, CompareArguments arguments) throws IOException {
            return new TierUp(server).measure(this, DEPLOYMENTS * arguments.rounds());
        }
    },

    /** Load while documents are replaced all the time. */
    SWAPS("continuous swaps") {
        @Override
        Duration loadTime(CompareArguments arguments) {
            return Disturbed.loadTime(arguments);
        }

        @Override
        OfProbe of(ProbedServer server, CompareArguments arguments) throws IOException {
            server.register(ProbeDocuments.swapped(0));
            return new Disturbed(server, arguments)
                    .measure(
                            this,
                            Request.get(ProbeDocuments.SWAPPED_PATH),
                            (own, number) -> own.register(ProbeDocuments.swapped(number + 1)));
        }
    },

    /** Load beside requests that use all the steps they may. */
    NEIGHBOUR("a neighbour at its fuel limit") {
        @Override
        Duration loadTime(CompareArguments arguments) {
            return Disturbed.loadTime(arguments);
        }

        @Override
        OfProbe of(ProbedServer server, CompareArguments arguments) throws IOException {
            server.register(ProbeDocuments.NEIGHBOUR);
            return new Disturbed(server, arguments)
                    .measure(
                            this,
                            Request.get("/api/hello"),
                            (own, _) -> own.expectError(NEIGHBOUR_CALL, "LIMIT_FUEL"));
        }
    };

    private static final int COLD_ROUTES = 40;
    private static final int DEPLOYMENTS = 4;
    private static final String MICROS = "µs";
    private static final Request NEIGHBOUR_CALL = Request.get("/api/neighbour");

    private final String title;

    Probe(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Returns for how long it loads the server; those that send single requests take seconds. */
    Duration loadTime(CompareArguments arguments) {
        return Duration.ZERO;
    }

    abstract OfProbe of(ProbedServer server, CompareArguments arguments) throws IOException;

    OfProbe result(Figure... figures) {
        return new OfProbe(WorkloadChoice.name(this), title, List.of(figures), List.of());
    }
}
