package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.DocumentKind;
import dev.tiercel.server.http.RunningServer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A change of so many documents that their units start later. */
class ManyDocumentsTest {
    private static final int COUNT = 300;

    private static String document(int number) {
        return "name: n%1$d\npath: /n%1$d\nmethod: GET\nlogic: [{return: %1$d}]\n"
                .formatted(number);
    }

    @Test
    @DisplayName("CFG-9, ADM-23: every route answers at once, and can be replaced and explained")
    void everyRouteAnswers() {
        String configuration = "engine: {tiering: {mode: interpret}}\n";
        String[] documents =
                IntStream.range(0, COUNT)
                        .mapToObj(ManyDocumentsTest::document)
                        .toArray(String[]::new);
        try (RunningServer server = RunningServer.configured(configuration, documents)) {
            assertThat(server.server().registry().current().number()).isEqualTo(1);
            for (int i = 0; i < COUNT; i += 23) {
                assertThat(server.get("/n" + i).body()).isEqualTo(String.valueOf(i));
            }
            StringBuilder texts = new StringBuilder();
            for (int i = 0; i < COUNT; i++) {
                texts.append(document(i).replace("n" + i, "m" + i)).append("---\n");
            }
            assertThat(server.request("PUT", "/api/v1/releases", texts.toString()).status())
                    .isEqualTo(200);

            assertThat(server.get("/m299").body()).isEqualTo("299");
            assertThat(server.get("/n299").body()).isEqualTo("299");
            Map<Boolean, Long> bySource =
                    server.server().registry().current().documents(DocumentKind.ROUTE).stream()
                            .collect(
                                    Collectors.partitioningBy(
                                            r -> r.stored().file().isPresent(),
                                            Collectors.counting()));
            assertThat(bySource).isEqualTo(Map.of(true, 300L, false, 300L));
            assertThat(server.get("/api/v1/engine/tiering").body())
                    .contains("\"path\":\"/m0\"", "\"path\":\"/n0\"");
        }
    }
}
