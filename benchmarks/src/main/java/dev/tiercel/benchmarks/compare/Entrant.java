package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.http.AnswerFrame;
import dev.tiercel.benchmarks.http.ClientConnection;
import dev.tiercel.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A server under a workload.
 *
 * @param answers its first ones to the requests of the workload
 * @param expected what it answers under load
 * @param samples what its rounds have shown so far
 */
record Entrant(
        Contender contender,
        ServerProcess server,
        List<AnswerFrame> answers,
        List<Expected> expected,
        RoundSamples samples) {
    /** How often a server is asked for an answer that may vary. */
    private static final int ASKED = 16;

    Entrant {
        answers = List.copyOf(answers);
        expected = List.copyOf(expected);
    }

    /** Asks a server for its answers. */
    static Entrant ask(Workload workload, Contender contender, ServerProcess server)
            throws IOException {
        List<AnswerFrame> answers = new ArrayList<>();
        List<Expected> expected = new ArrayList<>();
        int times = workload.agreement().isConstant() ? 1 : ASKED;
        for (Request request : workload.requests()) {
            byte[] bytes = request.bytes(server.port());
            List<AnswerFrame> given = answers(server.port(), bytes, times);
            answers.add(given.getFirst());
            expected.add(
                    new Expected(
                            bytes,
                            given.getFirst().status(),
                            ExpectedBody.common(given.stream().map(AnswerFrame::body).toList())));
        }
        return new Entrant(contender, server, answers, expected, new RoundSamples());
    }

    /** Each on a connection of its own, because some servers close it after a refusal. */
    private static List<AnswerFrame> answers(int port, byte[] request, int times)
            throws IOException {
        List<AnswerFrame> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            try (ClientConnection connection = new ClientConnection(port)) {
                answers.add(connection.exchange(request));
            }
        }
        return answers;
    }

    /** Connects a load generator to the server. */
    LoadLoop load(int connections) throws IOException {
        return new LoadLoop(server.port(), connections, expected);
    }
}
