package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.http.AnswerFrame;
import dev.tiercel.benchmarks.http.ClientConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** A connection to a Tiercel server whose documents are changed. Used by one thread. */
final class ProbedServer implements AutoCloseable {
    private static final double NANOS_PER_MICROSECOND = 1000;
    private static final int ERROR_MIN = 400;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;
    private final ClientConnection connection;

    ProbedServer(int port) throws IOException {
        this.port = port;
        this.connection = new ClientConnection(port);
    }

    int port() {
        return port;
    }

    /** Returns another connection to the same server. */
    ProbedServer again() throws IOException {
        return new ProbedServer(port);
    }

    /** Returns how many microseconds the registration of a route took. */
    double register(String document) throws IOException {
        return micros(Request.post("/api/v1/dynamic-routes", document));
    }

    /** Applies an action to the route with a path. */
    void tiering(String path, String action) throws IOException {
        String id =
                JSON.readTree(answer(Request.get("/api/v1/dynamic-routes?path=" + path)).body())
                        .at("/0/id")
                        .stringValue();
        answer(
                Request.post(
                        "/api/v1/dynamic-routes/" + id + "/tiering",
                        "{\"action\":\"" + action + "\"}"));
    }

    /** Returns how many microseconds a request took. */
    double micros(Request request) throws IOException {
        byte[] bytes = request.bytes(port);
        long start = System.nanoTime();
        AnswerFrame answer = connection.exchange(bytes);
        long end = System.nanoTime();
        if (answer.status() >= ERROR_MIN) {
            throw new IOException(request.path() + " is answered with " + text(answer));
        }
        return (end - start) / NANOS_PER_MICROSECOND;
    }

    /** Sends a request that must fail with a code. */
    void expectError(Request request, String code) throws IOException {
        AnswerFrame answer = connection.exchange(request.bytes(port));
        if (answer.status() < ERROR_MIN || !text(answer).contains(code)) {
            throw new IOException(request.path() + " is answered with " + text(answer));
        }
    }

    /** Returns the answer to a request, which must succeed. */
    AnswerFrame answer(Request request) throws IOException {
        AnswerFrame answer = connection.exchange(request.bytes(port));
        if (answer.status() >= ERROR_MIN) {
            throw new IOException(request.path() + " is answered with " + text(answer));
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private static String text(AnswerFrame answer) {
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }
}
