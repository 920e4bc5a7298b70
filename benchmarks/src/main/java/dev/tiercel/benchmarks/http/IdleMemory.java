package dev.tiercel.benchmarks.http;

import dev.tiercel.ir.SuppressForbidden;
import dev.tiercel.server.assembly.TemporaryDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what waits: ten thousand HTTP connections that have asked once, with the time of an
 * answer beside them, and ten thousand documents that nobody calls.
 */
public final class IdleMemory {
    private static final int CONNECTIONS = 10_000;
    private static final int FEW_CONNECTIONS = 1_000;
    private static final int DOCUMENTS = 10_000;
    private static final int FEW_PART = 10;
    private static final int ANSWERS = 1_000;
    private static final int OK = 200;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double KIBIBYTE = 1024;
    private static final byte[] REQUEST =
            "GET /n0/7 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private IdleMemory() {}

    /**
     * Prints the figures.
     *
     * @param arguments the number of documents; 10,000 without
     * @throws IOException if a server cannot be started
     */
    @SuppressForbidden(reason = "the figures are what the command prints")
    public static void main(String[] arguments) throws IOException {
        int documents = arguments.length == 0 ? DOCUMENTS : Integer.parseInt(arguments[0]);
        TemporaryDirectory temporary = TemporaryDirectory.create("tiercel-idle");
        System.out.println(documents(temporary.path(), documents));
        System.out.println(connections(temporary.path()));
        temporary.close();
    }

    private static String connections(Path scratch) throws IOException {
        List<ClientConnection> open = new ArrayList<>();
        try (ServerProcess server = start(scratch, 1)) {
            connect(server, FEW_CONNECTIONS, open);
            server.collect();
            long before = server.residentBytes();
            long heapBefore = server.heap();
            connect(server, CONNECTIONS - FEW_CONNECTIONS, open);
            server.collect();
            int more = CONNECTIONS - FEW_CONNECTIONS;
            String memory =
                    String.format(
                            Locale.ROOT,
                            "%d idle connections: %.1f KiB resident each, of these %.1f KiB heap",
                            CONNECTIONS,
                            (server.residentBytes() - before) / KIBIBYTE / more,
                            (server.heap() - heapBefore) / KIBIBYTE / more);
            return memory + String.format(Locale.ROOT, "; an answer takes %.0f µs", micros(open));
        } finally {
            for (ClientConnection connection : open) {
                connection.close();
            }
        }
    }

    private static void connect(ServerProcess server, int count, List<ClientConnection> open)
            throws IOException {
        for (int i = 0; i < count; i++) {
            ClientConnection connection = new ClientConnection(server.port());
            open.add(connection);
            ask(connection);
        }
    }

    private static double micros(List<ClientConnection> open) throws IOException {
        long begin = System.nanoTime();
        for (ClientConnection connection : open.subList(0, ANSWERS)) {
            ask(connection);
        }
        return (System.nanoTime() - begin) / NANOS_PER_MICRO / ANSWERS;
    }

    private static void ask(ClientConnection connection) throws IOException {
        if (connection.exchange(REQUEST).status() != OK) {
            throw new IllegalStateException("the route is not served");
        }
    }

    private static String documents(Path scratch, int count) throws IOException {
        Memory few = memory(scratch, count / FEW_PART);
        Memory many = memory(scratch, count);
        double more = KIBIBYTE * (count - count / FEW_PART);
        return String.format(
                Locale.ROOT,
                "%d documents, nine of ten compiled routes: %.1f KiB of heap each, and %.1f KiB of"
                        + " classes",
                count,
                (many.heap() - few.heap()) / more,
                (many.classes() - few.classes()) / more);
    }

    /**
     * What a server has in use, in bytes.
     *
     * @param classes outside of the heap
     */
    private record Memory(long heap, long classes) {}

    /** Returns what is in use when all routes have been compiled. */
    private static Memory memory(Path scratch, int documents) throws IOException {
        try (ServerProcess server = start(scratch, documents)) {
            long last = -1;
            long heap = settled(server);
            while (Math.abs(heap - last) > KIBIBYTE * KIBIBYTE) {
                last = heap;
                heap = settled(server);
            }
            return new Memory(heap, server.metaspace());
        }
    }

    private static long settled(ServerProcess server) throws IOException {
        server.awaitIdle();
        server.collect();
        return server.heap();
    }

    private static ServerProcess start(Path scratch, int documents) throws IOException {
        Path directory = Files.createTempDirectory(scratch, "server");
        Path folder = Files.createDirectory(directory.resolve("documents"));
        ManyDocuments.write(folder, documents);
        Path configuration = Files.writeString(directory.resolve("tiercel.yaml"), "server: {}\n");
        return ServerProcess.tiercel(folder, directory.resolve("data"), configuration, "0,1");
    }
}
