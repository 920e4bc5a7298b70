package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RawConnection;
import dev.tiercel.server.process.ServerProcess;
import dev.tiercel.server.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are killed while documents are changed over HTTP. */
class KilledServerTest {
    private static final int KILLS = Integer.getInteger("tiercel.server.kills", 5);
    private static final int CHANGES_MAX = 8;
    private static final long OFFSET_NANOS_MAX = 10_000_000;
    private static final long SEED = 20_261_122;
    private static final String NOTHING = "{path: /nothing, method: GET, response: 1}";
    private static final Pattern DOCUMENT =
            Pattern.compile("\"(?:id|name)\":\"([rf]\\d)\"[^}]*\"sha256\":\"([0-9a-f]{64})\"");

    @TempDir Path directory;

    @Test
    @DisplayName(
            "CFG-15, ADM-6: after kill -9 of the server during a request of the admin API, what was"
                    + " acknowledged is served, byte for byte")
    void acknowledgedChangesAreServedAgain() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        List<Map<String, String>> possible = List.of(Map.of());
        for (int kill = 0; kill <= KILLS; kill++) {
            try (ServerProcess server =
                            ServerProcess.start(directory, List.of(), "--port", "0", "--no-watch");
                    RawConnection admin = RawConnection.to(server.port())) {
                Map<String, String> found = found(admin, possible);
                if (kill < KILLS) {
                    possible = changeAndKill(server, admin, found, new Round(kill, random));
                }
            }
        }
    }

    private record Round(long seed, Random random) {}

    /** Returns the texts of the server, which are some of those that are possible, and served. */
    private static Map<String, String> found(
            RawConnection admin, List<Map<String, String>> possible) {
        String release =
                admin.send(RawConnection.request("GET", "/api/v1/releases/current", ""))
                        .answer()
                        .body();
        Map<String, String> digests = new TreeMap<>();
        Matcher documents = DOCUMENT.matcher(release);
        while (documents.find()) {
            digests.put(documents.group(1), documents.group(2));
        }
        assertThat(digests).isIn(possible.stream().map(KilledServerTest::digests).toList());
        Map<String, String> texts =
                possible.stream().filter(p -> digests(p).equals(digests)).findFirst().orElseThrow();
        for (String name : RandomChanges.NAMES) {
            if (RandomChanges.isRoute(name)) {
                RawAnswer answer =
                        admin.send(RawConnection.request("GET", "/" + name, "")).answer();
                if (texts.containsKey(name)) {
                    assertThat(answer.body()).isEqualTo(RandomChanges.answer(texts.get(name)));
                } else {
                    assertThat(answer.status()).isEqualTo(404);
                }
            }
        }
        return texts;
    }

    private static Map<String, String> digests(Map<String, String> texts) {
        Map<String, String> digests = new TreeMap<>();
        texts.forEach((name, text) -> digests.put(name, Sha256.of(text)));
        return digests;
    }

    /** Changes documents, kills the server during a change, and gives what may be there then. */
    private static List<Map<String, String>> changeAndKill(
            ServerProcess server, RawConnection admin, Map<String, String> found, Round round)
            throws InterruptedException {
        RandomChanges changes = new RandomChanges(SEED + round.seed());
        Map<String, String> texts = found;
        int count = round.random().nextInt(CHANGES_MAX);
        for (int i = 0; i < count; i++) {
            Map<String, String> next = changes.next(texts);
            RawAnswer answer = admin.send(request(texts, next)).answer();
            assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
            texts = next;
        }
        Map<String, String> last = changes.next(texts);
        admin.send(request(texts, last));
        LockSupport.parkNanos(round.random().nextLong(OFFSET_NANOS_MAX));
        server.kill();
        return isAcknowledged(admin) ? List.of(last) : List.of(texts, last);
    }

    private static boolean isAcknowledged(RawConnection admin) {
        try {
            RawAnswer answer = admin.answer();
            return answer.status() == 200 || answer.status() == 201;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Returns a request for a change: of one document at its own endpoint, of all as a release. */
    private static String request(Map<String, String> before, Map<String, String> after) {
        Map<String, String> puts = new TreeMap<>(after);
        puts.entrySet().removeIf(put -> put.getValue().equals(before.get(put.getKey())));
        List<String> deletes =
                before.keySet().stream().filter(name -> !after.containsKey(name)).toList();
        if (puts.size() == 1 && deletes.isEmpty()) {
            Map.Entry<String, String> put = puts.entrySet().iterator().next();
            return RawConnection.request(
                    "POST",
                    RandomChanges.isRoute(put.getKey())
                            ? "/api/v1/dynamic-routes/import"
                            : "/api/v1/global-functions",
                    put.getValue());
        }
        if (puts.isEmpty() && deletes.size() == 1) {
            String name = deletes.getFirst();
            String base = RandomChanges.isRoute(name) ? "dynamic-routes/" : "global-functions/";
            return RawConnection.request("DELETE", "/api/v1/" + base + name, "");
        }
        return RawConnection.request(
                "PUT",
                "/api/v1/releases?mode=replace",
                after.isEmpty() ? NOTHING : "---\n" + String.join("---\n", after.values()),
                "Content-Type: application/yaml");
    }
}
