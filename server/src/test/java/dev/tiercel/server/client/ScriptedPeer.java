package dev.tiercel.server.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A server of HTTP whose answers are given byte by byte, which can stop in the middle of one and
 * start again on the same port. Thread-safe.
 */
final class ScriptedPeer implements AutoCloseable {
    private final Function<Request, Answer> script;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile ServerSocket listener;

    /** What becomes of the connection after an answer. */
    enum After {
        STAYS,
        CLOSES,
        /** All connections close, and no more are taken. */
        STOPS
    }

    /**
     * A request.
     *
     * @param connection its number from 1
     * @param turn number of the request on its connection, from 1
     */
    record Request(int connection, int turn, String method, String path) {}

    /** The bytes that answer a request. */
    record Answer(String bytes, After after) {
        static Answer ok(String body) {
            return new Answer(head(body.length()) + body, After.STAYS);
        }

        /** Part of an answer that has a body of ten bytes. */
        static Answer part(String body, After after) {
            return new Answer(head(10) + body, after);
        }

        static Answer none(After after) {
            return new Answer("", after);
        }

        private static String head(int length) {
            return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                    + length
                    + "\r\n\r\n";
        }
    }

    private ScriptedPeer(Function<Request, Answer> script, ServerSocket listener) {
        this.script = script;
        this.listener = listener;
    }

    static ScriptedPeer start(Function<Request, Answer> script) {
        ScriptedPeer peer = new ScriptedPeer(script, listen(0));
        peer.accept();
        return peer;
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        ServerSocket current = listener;
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            Socket socket = current.accept();
                            sockets.add(socket);
                            if (current.isClosed()) {
                                socket.close();
                                return;
                            }
                            int number = connections.incrementAndGet();
                            Thread.ofVirtual().start(() -> serve(socket, number));
                        }
                    } catch (IOException _) {
                        // It was stopped.
                    }
                });
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int turn = 1; ; turn++) {
                String[] line = readRequest(in).split(" ");
                received.add(number + " " + line[0] + " " + line[1]);
                Answer answer = script.apply(new Request(number, turn, line[0], line[1]));
                socket.getOutputStream()
                        .write(answer.bytes().getBytes(StandardCharsets.ISO_8859_1));
                switch (answer.after()) {
                    case STAYS -> {}
                    case CLOSES -> {
                        return;
                    }
                    case STOPS -> {
                        stop();
                        return;
                    }
                }
            }
        } catch (IOException _) {
            // The other side has gone.
        } finally {
            sockets.remove(socket);
        }
    }

    /** Reads a request with its body; returns its first line. */
    private static String readRequest(InputStream in) throws IOException {
        String first = line(in);
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring("content-length:".length()).strip());
            }
        }
        in.skipNBytes(length);
        return first;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("closed");
            }
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    /** Returns the requests so far, each with the number of its connection. */
    List<String> received() {
        return received;
    }

    String url(String path) {
        return "http://127.0.0.1:" + listener.getLocalPort() + path;
    }

    /** Breaks all connections and takes no more. */
    void stop() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes connections again. */
    void restart() {
        listener = listen(listener.getLocalPort());
        accept();
    }

    @Override
    public void close() {
        stop();
    }
}
