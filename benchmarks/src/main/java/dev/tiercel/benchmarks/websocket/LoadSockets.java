package dev.tiercel.benchmarks.websocket;

import dev.tiercel.benchmarks.http.ServerProcess;
import dev.tiercel.ir.SuppressForbidden;
import dev.tiercel.server.assembly.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Loads WebSocket routes and prints a line per figure: broadcasts, echo beside a connection by
 * hand, idle connections, a stalled member. The server has one core, the load the other.
 */
public final class LoadSockets {
    private static final String CORE = "0";

    private static final String ROUTES =
            """
            name: room
            path: /room
            ws_hooks: {}
            ---
            name: publish
            path: /publish
            ws_hooks:
              on_message:
                - ws_op: {command: broadcast, route: room}
            ---
            name: echo
            path: /echo
            ws_hooks:
              on_message:
                - return: "{{ message }}"
            """;

    private static final String CONFIGURATION =
            """
            websocket:
              max_connections_per_ip: 60000
              max_connections_per_route: 60000
              max_connections: 60000
              ping_interval_ms: 0
              idle_timeout_ms: 0
            """;

    private LoadSockets() {}

    /**
     * Runs the measurements.
     *
     * @param arguments which of {@code broadcast}, {@code single}, {@code echo}, {@code stalled},
     *     {@code replace}, {@code idle}; none for all
     * @throws IOException if a server cannot be started
     */
    public static void main(String[] arguments) throws IOException {
        Set<String> wanted = Set.of(arguments);
        TemporaryDirectory temporary = TemporaryDirectory.create("tiercel-sockets");
        Path directory = temporary.path();
        Path documents = Files.createDirectory(directory.resolve("documents"));
        Files.writeString(documents.resolve("routes.yaml"), ROUTES);
        Path configuration = directory.resolve("tiercel.yaml");
        Files.writeString(configuration, CONFIGURATION);
        try (ServerProcess server =
                ServerProcess.tiercel(documents, directory.resolve("data"), configuration, CORE)) {
            if (isWanted("broadcast", wanted)) {
                print(new Broadcast(server).run(1000, 400));
            }
            if (isWanted("single", wanted)) {
                print(new Broadcast(server).run(1000, 1));
            }
            if (isWanted("echo", wanted)) {
                try (ServerProcess twin =
                        ServerProcess.twin(CORE, EchoTwin.class, List.of(), directory)) {
                    print(Echo.compare(server, twin));
                }
            }
            if (isWanted("stalled", wanted)) {
                print(new StalledMember(server.port()).run());
            }
            if (isWanted("replace", wanted)) {
                print(new Replacement(server).run());
            }
        }
        if (isWanted("idle", wanted)) {
            try (ServerProcess server =
                    ServerProcess.tiercel(
                            documents, directory.resolve("idle"), configuration, CORE)) {
                print(new IdleConnections(server).run());
            }
        }
        temporary.close();
    }

    private static boolean isWanted(String name, Set<String> wanted) {
        return wanted.isEmpty() || wanted.contains(name);
    }

    @SuppressForbidden(reason = "the figures are what the command prints")
    private static void print(List<String> lines) {
        for (String line : lines) {
            System.out.println(line);
        }
    }
}
