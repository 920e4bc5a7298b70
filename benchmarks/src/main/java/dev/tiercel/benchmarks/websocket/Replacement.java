package dev.tiercel.benchmarks.websocket;

import dev.tiercel.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route that is replaced while all its connections send: whether one is closed or a message lost,
 * and how long a replacement takes.
 */
final class Replacement {
    private static final int CONNECTIONS = 10_000;
    private static final int ROUNDS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final double NANOS_PER_MILLISECOND = 1e6;
    private static final Pattern ID = Pattern.compile("\"route_id\":\"([^\"]*)\"");

    private final String routes;
    private final ServerProcess server;

    Replacement(ServerProcess server) {
        this.server = server;
        this.routes = "http://127.0.0.1:" + server.port() + "/api/v1/dynamic-routes";
    }

    List<String> run() throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Matcher id = ID.matcher(send(client, "POST", routes, 0));
            if (!id.find()) {
                throw new IOException("the answer does not name the route");
            }
            return rounds(client, routes + "/" + id.group(1));
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<String> rounds(HttpClient client, String route)
            throws IOException, ExecutionException, InterruptedException {
        double[] millis = new double[ROUNDS];
        Answers answers = new Answers();
        EqualFrames frames = new EqualFrames(CONNECTIONS, Answers.FRAME_BYTES, answers::check);
        try (Members members = new Members(server.port(), "/replaced", CONNECTIONS)) {
            for (int round = 0; round < ROUNDS; round++) {
                int revision = round + 1;
                byte[] message = Frames.text(number(round));
                members.send(message, 0, CONNECTIONS / 2);
                FutureTask<Double> change =
                        new FutureTask<>(() -> replace(client, route, revision));
                Thread.ofPlatform().name("replacement").start(change);
                members.send(message, CONNECTIONS / 2, CONNECTIONS);
                answers.begin(round);
                members.receive((long) CONNECTIONS * Answers.FRAME_BYTES, PATIENCE, frames);
                millis[round] = change.get();
            }
        }
        Arrays.sort(millis);
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d replacements of a route, %d connections that send meanwhile: none"
                                + " closed, %d of %d messages lost, acknowledged after %.0f ms"
                                + " (%.0f to %.0f)",
                        ROUNDS,
                        CONNECTIONS,
                        (long) ROUNDS * CONNECTIONS - answers.count,
                        (long) ROUNDS * CONNECTIONS,
                        millis[ROUNDS / 2],
                        millis[0],
                        millis[ROUNDS - 1]));
    }

    /** Returns the time until the replacement is acknowledged, in milliseconds. */
    private static double replace(HttpClient client, String route, int revision)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        send(client, "PUT", route, revision);
        return (System.nanoTime() - start) / NANOS_PER_MILLISECOND;
    }

    private static String send(HttpClient client, String method, String address, int revision)
            throws IOException, InterruptedException {
        String document =
                "{\"name\":\"replaced\",\"path\":\"/replaced\",\"ws_hooks\":{\"on_message\":[{\"return\":\""
                        + number(revision)
                        + " {{ message }}\"}]}}";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(document))
                        .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%04d", number);
    }

    /** Counts the answers of a round: each names the old or the new revision, and the message. */
    private static final class Answers {
        private static final int DIGITS = 4;
        private static final int FRAME_BYTES = Frames.headBytes(0) + DIGITS + 1 + DIGITS;

        private int round;
        private long count;

        void begin(int newRound) {
            round = newRound;
        }

        private void check(ByteBuffer frame) {
            long revision = EqualFrames.number(frame, FRAME_BYTES - DIGITS - 1 - DIGITS, DIGITS);
            long message = EqualFrames.number(frame, FRAME_BYTES - DIGITS, DIGITS);
            if (message != round || (revision != round && revision != round + 1)) {
                throw new IllegalStateException(
                        "revision " + revision + " answered " + message + " in round " + round);
            }
            count++;
        }
    }
}
