package dev.tiercel.server.process;

import dev.tiercel.server.assembly.TiercelServer;
import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.http.RawConnection;
import java.util.Map;
import java.util.Optional;

/** A short life of a server, which loads the classes that the programs of tests need. */
final class TrainingRun {
    private TrainingRun() {}

    public static void main(String[] arguments) {
        Map<String, String> flags = Map.of("server.port", "0", "data.directory", "data");
        try (TiercelServer server =
                        TiercelServer.start(
                                ConfigReader.read(Optional.empty(), Map.of(), flags, "test"),
                                Map.of());
                RawConnection connection = RawConnection.to(server.port())) {
            for (String document :
                    new String[] {
                        "{\"id\":\"a\",\"path\":\"/a\",\"method\":\"GET\",\"logic\":[{\"return\":1}]}",
                        "# b\nid: b\npath: /b\nmethod: GET\nlogic: [{return: b}]\n"
                    }) {
                connection
                        .send(RawConnection.request("POST", "/api/v1/dynamic-routes", document))
                        .answer();
            }
            connection.send(RawConnection.request("GET", "/a", "")).answer();
        }
    }
}
