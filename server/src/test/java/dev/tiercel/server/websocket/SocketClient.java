package dev.tiercel.server.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client of the JDK, with what it received in a queue. */
final class SocketClient implements AutoCloseable {
    private static final long WAIT_SECONDS_MAX = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private SocketClient(int port, String target, List<String> protocols, String... headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (!protocols.isEmpty()) {
            String[] others = protocols.subList(1, protocols.size()).toArray(String[]::new);
            builder.subprotocols(protocols.getFirst(), others);
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket =
                builder.buildAsync(URI.create("ws://127.0.0.1:" + port + target), new Listener())
                        .join();
    }

    static SocketClient connect(int port, String target, String... headers) {
        return new SocketClient(port, target, List.of(), headers);
    }

    /** Connects with an offer of subprotocols. */
    static SocketClient offering(int port, String target, String... protocols) {
        return new SocketClient(port, target, List.of(protocols));
    }

    /** Returns the subprotocol that the server has chosen, empty text if it has chosen none. */
    String protocol() {
        return socket.getSubprotocol();
    }

    /** Returns the status with which a handshake is refused. */
    static int refusal(int port, String target, String... headers) {
        try {
            connect(port, target, headers).close();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void send(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    void ping(String content) {
        socket.sendPing(ByteBuffer.wrap(ClientFrames.utf8(content))).join();
    }

    void sendClose(int code, String reason) {
        socket.sendClose(code, reason).join();
    }

    /** Breaks the connection without a close frame. */
    void abort() {
        socket.abort();
    }

    /**
     * Waits for the next event: text as it is, {@code bytes: } and hexadecimal digits, {@code pong:
     * } and the content, {@code closed: } with code and reason.
     */
    String next() {
        try {
            String event = events.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
            return event == null ? "nothing" : event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                events.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket from, ByteBuffer data, boolean isLast) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            events.add("bytes: " + HexFormat.of().formatHex(bytes));
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer content) {
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            events.add("pong: " + new String(bytes, StandardCharsets.UTF_8));
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            events.add("closed: " + code + " " + reason);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            events.add("broken");
        }
    }
}
