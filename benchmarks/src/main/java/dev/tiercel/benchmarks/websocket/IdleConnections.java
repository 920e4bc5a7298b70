package dev.tiercel.benchmarks.websocket;

import dev.tiercel.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connections that do nothing: resident memory of the server for each. */
final class IdleConnections {
    private static final int CONNECTIONS_MAX = 20_000;
    private static final int OTHER_FILES = 500;
    private static final int WARM_UP = 2_000;
    private static final int KILOBYTE = 1024;
    private static final Pattern FILES = Pattern.compile("Max open files\\s+(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final ServerProcess server;

    IdleConnections(ServerProcess server) {
        this.server = server;
    }

    List<String> run() throws IOException {
        int count =
                Math.min(
                        CONNECTIONS_MAX,
                        (int) find(FILES, Path.of("/proc/self/limits")) - OTHER_FILES);
        List<Peer> peers = new ArrayList<>();
        try {
            open(WARM_UP, peers);
            collect();
            long before = resident();
            open(count - WARM_UP, peers);
            collect();
            long bytes = (resident() - before) * KILOBYTE;
            return List.of(
                    String.format(
                            Locale.ROOT,
                            "%d idle connections: %.1f KB resident each, beyond the first %d",
                            count,
                            (double) bytes / (count - WARM_UP) / KILOBYTE,
                            WARM_UP));
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    private void open(int count, List<Peer> peers) throws IOException {
        for (int i = 0; i < count; i++) {
            peers.add(Peer.connect(server.port(), "/room", 0));
        }
    }

    /** Has the server free what it does not use. */
    private void collect() throws IOException {
        Path command = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process =
                new ProcessBuilder(command.toString(), Long.toString(server.id()), "GC.run")
                        .redirectErrorStream(true)
                        .start();
        process.getInputStream().readAllBytes();
    }

    private long resident() throws IOException {
        return find(RESIDENT, Path.of("/proc", Long.toString(server.id()), "status"));
    }

    private static long find(Pattern pattern, Path file) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(file));
        if (!matcher.find()) {
            throw new IOException(file + " does not say " + pattern);
        }
        return Long.parseLong(matcher.group(1));
    }
}
