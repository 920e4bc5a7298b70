package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.http.AnswerFrame;
import dev.tiercel.benchmarks.http.ClientConnection;
import dev.tiercel.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Loads servers with workloads, in rounds. */
final class Measurement {
    private static final long WARM_UP_REQUESTS = 60_000;
    private static final int WARM_UPS_MAX = 15;
    private static final int ROUNDS_PER_WARM_UP = 2;
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
        Map<Contender, List<Expected>> expected = agreed(workload, servers);
        Map<Contender, RoundSamples> samples = new LinkedHashMap<>();
        for (Contender contender : servers.keySet()) {
            progress.println(workload.title() + ": warming " + contender.name());
            samples.put(contender, new RoundSamples());
            warmUp(contender, server(servers, contender), server(expected, contender));
        }
        List<Contender> order = new ArrayList<>(servers.keySet());
        for (int round = 1; round <= arguments.rounds(); round++) {
            progress.println(workload.title() + ": round " + round);
            for (Contender contender : order) {
                round(
                        server(servers, contender),
                        server(expected, contender),
                        server(samples, contender));
            }
            Collections.rotate(order, 1);
        }
        return result(workload, servers, samples);
    }

    private static Results.OfWorkload result(
            Workload workload,
            Map<Contender, ServerProcess> servers,
            Map<Contender, RoundSamples> samples)
            throws IOException {
        RoundSamples tiercel = samples.values().iterator().next();
        List<Results.Row> rows = new ArrayList<>();
        for (Contender contender : servers.keySet()) {
            double resident = server(servers, contender).residentBytes() / BYTES_PER_MEBIBYTE;
            rows.add(server(samples, contender).row(contender, resident, tiercel));
        }
        return new Results.OfWorkload(workload.name(), workload.title(), rows);
    }

    /** On a busy machine the time alone would not be enough for the compilers. */
    private void warmUp(Contender contender, ServerProcess server, List<Expected> exchanges)
            throws IOException {
        Duration duration = arguments.round().multipliedBy(ROUNDS_PER_WARM_UP);
        try (LoadLoop load = new LoadLoop(server.port(), arguments.connections(), exchanges)) {
            long requests = load.closed(duration).answers();
            if (contender.compilesWhileRunning()) {
                for (int i = 1; i < WARM_UPS_MAX && requests < WARM_UP_REQUESTS; i++) {
                    requests += load.closed(duration).answers();
                }
            }
        }
    }

    private void round(ServerProcess server, List<Expected> exchanges, RoundSamples samples)
            throws IOException {
        try (LoadLoop load = new LoadLoop(server.port(), arguments.connections(), exchanges)) {
            Duration before = server.cpu();
            LoadResult peak = load.closed(arguments.round());
            samples.addPeak(peak, server.cpu().minus(before).toNanos() / NANOS_PER_SECOND);
            if (arguments.rate() > 0) {
                samples.addPaced(
                        load.paced(arguments.rate(), arguments.round(), arguments.grace()));
            }
        }
    }

    private static Map<Contender, List<Expected>> agreed(
            Workload workload, Map<Contender, ServerProcess> servers) throws IOException {
        Map<Contender, List<AnswerFrame>> answers = new LinkedHashMap<>();
        Map<Contender, List<Expected>> expected = new LinkedHashMap<>();
        for (Contender contender : servers.keySet()) {
            ServerProcess server = server(servers, contender);
            List<AnswerFrame> given = answers(workload, server);
            answers.put(contender, given);
            expected.put(contender, expected(workload, server, given));
        }
        Contender first = servers.keySet().iterator().next();
        for (Contender contender : servers.keySet()) {
            for (int i = 0; i < workload.requests().size(); i++) {
                AnswerFrame left = server(answers, first).get(i);
                AnswerFrame right = server(answers, contender).get(i);
                if (!areEqual(workload.agreement(), first, left, contender, right)) {
                    throw new IllegalStateException(
                            "%s: %s answers %s, %s answers %s"
                                    .formatted(
                                            workload.requests().get(i).path(),
                                            first.name(),
                                            text(left),
                                            contender.name(),
                                            text(right)));
                }
            }
        }
        return expected;
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

    private static List<AnswerFrame> answers(Workload workload, ServerProcess server)
            throws IOException {
        List<AnswerFrame> answers = new ArrayList<>();
        try (ClientConnection connection = new ClientConnection(server.port())) {
            for (Request request : workload.requests()) {
                answers.add(connection.exchange(request.bytes(server.port())));
            }
        }
        return answers;
    }

    private static List<Expected> expected(
            Workload workload, ServerProcess server, List<AnswerFrame> answers) {
        List<Expected> expected = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            AnswerFrame answer = answers.get(i);
            expected.add(
                    new Expected(
                            workload.requests().get(i).bytes(server.port()),
                            answer.status(),
                            answer.body(),
                            workload.agreement().isConstant()));
        }
        return expected;
    }

    private static String text(AnswerFrame answer) {
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static <T> T server(Map<Contender, T> values, Contender contender) {
        return Objects.requireNonNull(values.get(contender));
    }
}
