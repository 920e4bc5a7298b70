package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples with WebSocket routes, the page in a real browser. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

    /** Resolves once the page shows a line. */
    private static final String AWAIT_LINE =
            """
            new Promise(resolve => {
              const look = () => {
                const lines = Array.from(document.querySelectorAll('#lines div'), line => line.textContent);
                if (lines.includes('%s')) { observer.disconnect(); resolve(lines.join('|')); }
              };
              const observer = new MutationObserver(look);
              observer.observe(document.getElementById('lines'), {childList: true});
              look();
            })\
            """;

    @Test
    void theChatWorksInABrowser(@TempDir Path profile) throws IOException {
        try (RunningServer server = RunningServer.with(example("chat.yaml"));
                Browser browser = Browser.start(profile);
                SocketClient other =
                        SocketClient.connect(server.port(), "/ws/rooms/lobby?name=Grace")) {
            assertThat(other.next())
                    .isEqualTo("{\"event\":\"joined\",\"user\":\"Grace\",\"members\":[\"Grace\"]}");

            Browser.Page page = browser.open("http://127.0.0.1:" + server.port() + "/chat");
            assertThat(enter(page, "Ada")).isEqualTo("entered");
            assertThat(page.run(AWAIT_LINE.formatted("Ada is here, with 2 in the room")))
                    .isEqualTo("Ada is here, with 2 in the room");
            assertThat(other.next())
                    .isEqualTo(
                            "{\"event\":\"joined\",\"user\":\"Ada\","
                                    + "\"members\":[\"Grace\",\"Ada\"]}");

            assertThat(speak(page, "hi <b>all</b>")).isEqualTo("spoken");
            assertThat(other.next())
                    .isEqualTo("{\"event\":\"said\",\"user\":\"Ada\",\"text\":\"hi <b>all</b>\"}");
            other.send("welcome");
            assertThat(page.run(AWAIT_LINE.formatted("Grace: welcome")))
                    .isEqualTo("Ada is here, with 2 in the room|Ada: hi <b>all</b>|Grace: welcome");

            assertThat(page.run("socket.close(); 'closing'")).isEqualTo("closing");
            assertThat(page.run(AWAIT_LINE.formatted("The connection is closed (1005)")))
                    .endsWith("|The connection is closed (1005)");
            other.next();
            assertThat(other.next()).isEqualTo("{\"event\":\"left\",\"user\":\"Ada\"}");
        }
    }

    @Test
    void theCounterTellsEverybodyWhoWatches() throws IOException {
        try (RunningServer server = RunningServer.with(example("counter.yaml"));
                SocketClient one = SocketClient.connect(server.port(), "/ws/counter");
                SocketClient two = SocketClient.connect(server.port(), "/ws/counter")) {
            assertThat(one.next()).isEqualTo("{\"count\":0}");
            assertThat(two.next()).isEqualTo("{\"count\":0}");
            assertThat(server.postJson("/api/counter", "{}").body())
                    .isEqualTo("{\"count\":1,\"watchers\":2}");
            assertThat(one.next()).isEqualTo("{\"count\":1}");
            two.send("add");
            assertThat(one.next()).isEqualTo("{\"count\":2}");
            two.send("other");
            assertThat(two.next()).isEqualTo("{\"count\":1}");
            assertThat(two.next()).isEqualTo("{\"count\":2}");
            assertThat(two.next()).isEqualTo("{\"error\":\"Send `add`.\"}");
        }
    }

    private static String enter(Browser.Page page, String name) {
        return page.run(
                """
                document.getElementById('name').value = '%s';
                document.getElementById('enter').requestSubmit();
                'entered'\
                """
                        .formatted(name));
    }

    private static String speak(Browser.Page page, String text) {
        return page.run(
                """
                document.getElementById('text').value = '%s';
                document.getElementById('speak').requestSubmit();
                'spoken'\
                """
                        .formatted(text));
    }

    private static String example(String name) throws IOException {
        return Files.readString(EXAMPLES.resolve(name));
    }
}
