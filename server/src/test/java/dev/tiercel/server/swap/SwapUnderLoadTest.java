package dev.tiercel.server.swap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RawConnection;
import dev.tiercel.server.http.RunningServer;
import dev.tiercel.server.swap.Generations.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Documents that are replaced over the admin API while requests for them run at full speed. */
class SwapUnderLoadTest {
    /** Replacements that succeed; more with {@code -Dtiercel.swaps=10000}. */
    private static final int REPLACEMENTS = Integer.getInteger("tiercel.swaps", 200);

    private static final int READERS = 3;
    private static final int REFUSAL_PERIOD = 10;
    private static final String ROUTES = "/api/v1/dynamic-routes";
    private static final String FUNCTIONS = "/api/v1/global-functions";
    private static final String RELEASES = "/api/v1/releases";

    @Test
    @DisplayName(
            "ADM-6, ADM-23, LANG-24: every answer belongs to one generation, none to one older than"
                    + " the last that was acknowledged")
    void everyAnswerBelongsToOneGeneration() throws InterruptedException, ExecutionException {
        Generations generations = new Generations(REPLACEMENTS);
        try (RunningServer server = RunningServer.with();
                RawConnection admin = RawConnection.to(server.port());
                // Not the threads that the server runs on, which would favour each other.
                ExecutorService pool =
                        Executors.newThreadPerTaskExecutor(
                                Thread.ofPlatform().name("reader", 0).factory())) {
            register(admin);
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(pool.submit(() -> read(server.port(), generations)));
            }

            try {
                for (int number = 1; number <= REPLACEMENTS; number++) {
                    replace(admin, generations, number);
                    if (number % REFUSAL_PERIOD == 0) {
                        refuse(admin, number);
                    }
                    askAfterwards(admin, generations);
                }
            } finally {
                generations.end();
            }

            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
            assertThat(server.get("/api/v1/engine/tiering").body()).contains("\"failed\":0");
        }
    }

    private static void register(RawConnection admin) {
        String documents =
                "["
                        + String.join(
                                ",",
                                Documents.function(0),
                                Documents.checkout(0),
                                Documents.order(0))
                        + "]";
        assertThat(admin.send(json("POST", ROUTES, documents)).answer().status()).isEqualTo(201);
    }

    /** Replaces one document, or several in one release. */
    private static void replace(RawConnection admin, Generations generations, int number) {
        State old = generations.newest();
        switch (number % 4) {
            case 0 -> {
                generations.begin(new State(old.checkout(), old.order(), number));
                send(admin, "POST", FUNCTIONS, Documents.function(number), 201);
            }
            case 1 -> {
                generations.begin(new State(number, old.order(), old.function()));
                send(admin, "POST", ROUTES, Documents.checkout(number), 201);
            }
            case 2 -> {
                generations.begin(new State(number, number, old.function()));
                String both = Documents.order(number) + "," + Documents.checkout(number);
                send(admin, "PUT", RELEASES, "[" + both + "]", 200);
            }
            default -> {
                generations.begin(new State(number, number, number));
                String all =
                        String.join(
                                ",",
                                Documents.order(number),
                                Documents.function(number),
                                Documents.checkout(number));
                send(admin, "PUT", RELEASES, "[" + all + "]", 200);
            }
        }
        generations.acknowledge();
    }

    /** Asks for changes that are refused; they are no generation, so nobody may see them. */
    private static void refuse(RawConnection admin, int number) {
        String unknown = Documents.checkout(-number).replace("\"return\"", "\"retrun\"");
        assertThat(send(admin, "POST", ROUTES, unknown, 400).body())
                .contains("\"code\":\"UNKNOWN_OPERATION\"");
        String half = "[" + Documents.function(-number) + "," + unknown + "]";
        assertThat(send(admin, "PUT", RELEASES, half, 400).body())
                .contains("\"code\":\"UNKNOWN_OPERATION\"");
        String narrow = Documents.function(-number).replace("[\"price\"]", "[\"price\",\"rate\"]");
        assertThat(send(admin, "POST", FUNCTIONS, narrow, 409).body())
                .contains("\"code\":\"DEPENDENT_BROKEN\"")
                .contains("\"name\":\"checkout_api\"")
                .contains("\"name\":\"order\"");
        assertThat(send(admin, "DELETE", FUNCTIONS + "/calculate_tax", "", 409).body())
                .contains("\"code\":\"DEPENDENTS_EXIST\"");
    }

    /** Asks when no replacement is on its way: only the newest state may answer. */
    private static void askAfterwards(RawConnection admin, Generations generations) {
        for (Question question : Question.values()) {
            assertThat(admin.send(question.request()).answer().body())
                    .isEqualTo(generations.newest().answerTo(question));
        }
    }

    /** Asks in turn on one connection until the replacements are over; gives the count. */
    private static long read(int port, Generations generations) {
        long answers = 0;
        int oldest = 0;
        try (RawConnection connection = RawConnection.to(port)) {
            while (!generations.isOver()) {
                for (Question question : Question.values()) {
                    oldest = Math.max(oldest, generations.acknowledged());
                    RawAnswer answer = connection.send(question.request()).answer();
                    if (answer.status() != 200) {
                        throw new AssertionError(answer.status() + " " + answer.body());
                    }
                    oldest = generations.find(question, answer.body(), oldest);
                    answers++;
                }
            }
        }
        return answers;
    }

    @Test
    @DisplayName("GEN-2: a running request ends on the release it began with, functions included")
    void aRunningRequestEndsOnItsRelease() throws IOException, InterruptedException {
        CountDownLatch isAsked = new CountDownLatch(1);
        CountDownLatch isReplaced = new CountDownLatch(1);
        HttpServer upstream = upstream(isAsked, isReplaced);
        String slow =
                """
                path: /slow
                method: POST
                logic:
                  - http_request: http://127.0.0.1:%d/
                  - return: "{{ calculate_tax(50) }}"
                """
                        .formatted(upstream.getAddress().getPort());
        try (RunningServer server = RunningServer.with();
                RawConnection running = RawConnection.to(server.port());
                RawConnection admin = RawConnection.to(server.port())) {
            send(admin, "POST", FUNCTIONS, Documents.function(1), 201);
            send(admin, "POST", ROUTES, slow, 201);
            running.send(RawConnection.request("POST", "/slow", ""));
            isAsked.await();

            send(admin, "POST", FUNCTIONS, Documents.function(2), 201);
            isReplaced.countDown();

            assertThat(running.answer().body()).isEqualTo("51.0");
            assertThat(server.request("POST", "/slow", "").body()).isEqualTo("52.0");
        } finally {
            upstream.stop(0);
        }
    }

    /** Starts a server that answers when a latch is open, and tells when it is asked. */
    private static HttpServer upstream(CountDownLatch isAsked, CountDownLatch mayAnswer)
            throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    isAsked.countDown();
                    try {
                        mayAnswer.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static RawAnswer send(
            RawConnection admin, String method, String target, String body, int status) {
        RawAnswer answer = admin.send(json(method, target, body)).answer();
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static String json(String method, String target, String body) {
        return RawConnection.request(method, target, body, "Content-Type: application/json");
    }
}
