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

    /** The server keeps one file of so many for other things than connections. */
    private static final int KEPT_SHARE = 8;

    private static final int WARM_UP = 2_000;
    private static final int KILOBYTE = 1024;
    private static final Pattern FILES = Pattern.compile("Max open files\\s+(\\d+)");

    private final ServerProcess server;

    IdleConnections(ServerProcess server) {
        this.server = server;
    }

    List<String> run() throws IOException {
        int files = (int) find(FILES, Path.of("/proc/self/limits"));
        int count = Math.min(CONNECTIONS_MAX, files - files / KEPT_SHARE - OTHER_FILES);
        List<Peer> peers = new ArrayList<>();
        try {
            open(WARM_UP, peers);
            server.collect();
            long before = server.residentBytes();
            open(count - WARM_UP, peers);
            server.collect();
            long bytes = server.residentBytes() - before;
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

    private static long find(Pattern pattern, Path file) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(file));
        if (!matcher.find()) {
            throw new IOException(file + " does not say " + pattern);
        }
        return Long.parseLong(matcher.group(1));
    }
}
