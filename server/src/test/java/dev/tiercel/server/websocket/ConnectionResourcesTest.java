package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawConnection;
import dev.tiercel.server.http.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What connections take of the server, and leave behind: memory, threads, queues. */
class ConnectionResourcesTest {
    private static final String GONE = "gone with 1006";
    private static final int LARGEST = 65_536;
    private static final int QUEUE_BYTES = 300_000;
    private static final int PEERS = 4;

    private static final String FLOOD =
            """
            name: flood
            path: /ws/flood
            ws_hooks:
              on_connect:
                - redis_op: {command: INCR, key: came}
                - ws_op: {command: join, channel: "{{ connection_id }}"}
                - set: {kept: "{{ repeat('x', 1000) }}"}
                - return: "welcome"
              on_disconnect:
                - redis_op: {command: INCR, key: left}
            """;

    private static final String COUNT =
            """
            name: count
            path: /count
            method: GET
            logic:
              - redis_op: {command: GET, key: came, output_var: came}
              - redis_op: {command: GET, key: left, output_var: left}
              - return: "{{ came }} {{ left }}"
            """;

    private static final String BULK =
            """
            name: bulk
            path: /ws/bulk
            ws_hooks:
              on_message:
                - if: "length(message) == 4"
                  then: [{return: "{{ connection.messages_received }}"}]
                  else: [{ws_op: {command: broadcast, route: sink}}]
            """;

    private static final String SINK =
            """
            name: sink
            path: /ws/sink
            ws_options: {queue_bytes: 300000, write_timeout_ms: 10000}
            ws_hooks: {}
            """;

    private static final String ROOM =
            """
            name: room
            path: /ws/room
            ws_options: {queue_bytes: 300000, write_timeout_ms: 1500}
            ws_hooks:
              on_message:
                - ws_op: {command: broadcast, route: room, message: "{{ repeat('x', 60000) }}"}
              on_disconnect:
                - ws_op: {command: broadcast, route: room, message: "gone with {{ close_code }}"}
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.configured("", FLOOD, COUNT, BULK, SINK, ROOM);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("WS-11: a flood of connections leaves no memory and no thread behind")
    void aFloodLeavesNothingBehind(@TempDir Path directory) throws Exception {
        flood(150);
        awaitEnd(600);
        long before = heapBytes();

        flood(750);
        awaitEnd(3600);
        long after = heapBytes();

        assertThat(after - before).isLessThan(3_000_000);
        assertThat(metric("tiercel_ws_connections{route=\"/ws/flood\"}")).isZero();
        assertThat(metric("tiercel_ws_channels")).isZero();
        awaitNoThreads(directory.resolve("threads.txt"), "websocket-(reader|writer|hooks)");
    }

    @Test
    @DisplayName("WS-29: the largest messages at the highest rate: memory is bounded by the queues")
    void manyLargeMessagesTakeNoMemory() throws Exception {
        try (RawSocket stalled = RawSocket.connect(server.port(), "/ws/sink", 4096);
                RawSocket other = RawSocket.connect(server.port(), "/ws/sink", 4096)) {
            assertThat(sendLargest(5)).isEqualTo(6);
            long before = heapBytes();

            assertThat(sendLargest(300)).isEqualTo(301);
            long after = heapBytes();

            assertThat(stalled.head()).startsWith("HTTP/1.1 101");
            assertThat(other.head()).startsWith("HTTP/1.1 101");
            assertThat(metric("tiercel_ws_connections{route=\"/ws/sink\"}")).isEqualTo(2);
            assertThat(metric("tiercel_ws_queue_messages{route=\"/ws/sink\"}"))
                    .isBetween(1.0, (double) QUEUE_BYTES / LARGEST);
            assertThat(after - before).isLessThan(2_000_000);
        }
    }

    @Test
    @DisplayName("WS-29, WS-30: a process that is stopped costs the others nothing, and is dropped")
    void aStoppedProcessIsDropped() throws Exception {
        int messages = 300;
        Process stopped = startPeer("/ws/room");
        try (SocketClient other = SocketClient.connect(server.port(), "/ws/room")) {
            signal("STOP", stopped);
            String received = "";
            // On a slow machine the peer is dropped before all messages were sent.
            for (int i = 0; i < messages && !received.equals(GONE); i++) {
                other.send("x");
                received = other.next();
                assertThat(received)
                        .satisfiesAnyOf(
                                text -> assertThat(text).hasSize(60_000),
                                text -> assertThat(text).isEqualTo(GONE));
            }
            assertThat(metric("tiercel_ws_queue_messages{route=\"/ws/room\"}"))
                    .isLessThanOrEqualTo(QUEUE_BYTES / 60_000.0);
            assertThat(received.equals(GONE) ? received : other.next()).isEqualTo(GONE);
            assertThat(metric("tiercel_ws_connections{route=\"/ws/room\"}")).isEqualTo(1);
        } finally {
            stopped.destroyForcibly().waitFor();
        }
    }

    private static void flood(int each) throws Exception {
        inParallel(() -> {
            for (int i = 0; i < each; i++) {
                comeAndGo(i);
            }
            return null;
        });
    }

    private static void comeAndGo(int index) {
        try (RawSocket peer = RawSocket.connect(server.port(), "/ws/flood")) {
            assertThat(peer.next()).isEqualTo("welcome");
            switch (index % 5) {
                case 0 -> peer.vanish();
                case 1 -> peer.send(new ClientFrames().frame(0x88, new byte[0]));
                case 2 -> peer.send(new ClientFrames().raw(0x81, 0x85, 1));
                case 3 -> peer.send(new ClientFrames().raw(0xFF, 0x80, 1, 2, 3, 4));
                default -> peer.send("a message");
            }
        }
    }

    /** Returns the number of messages that each sender's hook was given. */
    private static int sendLargest(int each) throws Exception {
        byte[] largest = new ClientFrames().text("y".repeat(LARGEST)).toBytes();
        List<Integer> received =
                inParallel(() -> {
                    try (RawSocket sender = RawSocket.connect(server.port(), "/ws/bulk")) {
                        for (int i = 0; i < each; i++) {
                            sender.send(largest);
                        }
                        sender.send("done");
                        return Integer.valueOf(sender.next());
                    }
                });
        assertThat(received).hasSize(PEERS).containsOnly(received.getFirst());
        return received.getFirst();
    }

    private static <T> List<T> inParallel(Callable<T> task) throws Exception {
        try (ExecutorService executor =
                Executors.newFixedThreadPool(
                        PEERS, Thread.ofPlatform().name("peer-", 0).factory())) {
            List<Future<T>> all = new ArrayList<>();
            for (int i = 0; i < PEERS; i++) {
                all.add(executor.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : all) {
                results.add(each.get());
            }
            return results;
        }
    }

    /** Waits until as many connections have come and gone. */
    private static void awaitEnd(int count) {
        String expected = "\"" + count + " " + count + "\"";
        try (RawConnection connection = RawConnection.to(server.port())) {
            String counted = "";
            for (int i = 0; i < 10_000 && !counted.equals(expected); i++) {
                counted =
                        connection.send(RawConnection.request("GET", "/count", "")).answer().body();
            }
            assertThat(counted).isEqualTo(expected);
        }
    }

    private static void awaitNoThreads(Path file, String names) throws IOException, JMException {
        Matcher matcher = Pattern.compile(names).matcher(threads(file));
        for (int i = 0; i < 1000 && matcher.find(); i++) {
            matcher.reset(threads(file));
        }
        assertThat(matcher.reset().find()).isFalse();
    }

    /** Returns all threads, also virtual ones. */
    private static String threads(Path file) throws IOException, JMException {
        Files.deleteIfExists(file);
        String text = String.class.getName();
        ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        ObjectName.getInstance("com.sun.management:type=HotSpotDiagnostic"),
                        "dumpThreads",
                        new Object[] {file.toString(), "TEXT_PLAIN"},
                        new String[] {text, text});
        return Files.readString(file);
    }

    private static long heapBytes() {
        for (int i = 0; i < 2; i++) {
            WeakReference<Object> nobodys = new WeakReference<>(new Object());
            while (nobodys.get() != null) {
                System.gc();
            }
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double metric(String series) {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    /** Starts a process that is a peer, and waits until it is connected. */
    private static Process startPeer(String target) throws IOException {
        String script =
                """
                exec 3<>/dev/tcp/127.0.0.1/%d
                printf 'GET %s HTTP/1.1\\r\\nHost: localhost\\r\\nUpgrade: websocket\\r\\n' >&3
                printf 'Connection: Upgrade\\r\\nSec-WebSocket-Version: 13\\r\\n' >&3
                printf 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n\\r\\n' >&3
                exec cat <&3
                """
                        .formatted(server.port(), target);
        Process process = new ProcessBuilder("bash", "-c", script).start();
        InputStream output = process.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(new String(output.readNBytes(1), StandardCharsets.ISO_8859_1));
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 101");
        return process;
    }

    private static void signal(String name, Process process)
            throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
