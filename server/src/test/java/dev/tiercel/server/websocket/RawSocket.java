package dev.tiercel.server.websocket;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A connection whose bytes a test writes and reads itself, after a handshake that is right. */
final class RawSocket implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int CLOSE = 0x8;
    private static final int PONG = 0xA;

    private final Socket socket;
    private final DataInputStream in;
    private final String head;

    private RawSocket(Socket socket, DataInputStream in, String head) {
        this.socket = socket;
        this.in = in;
        this.head = head;
    }

    static RawSocket connect(int port, String target) {
        return connect(port, target, 0);
    }

    /**
     * Connects.
     *
     * @param receiveBytes size of the buffer of the operating system, 0 for its own choice
     */
    static RawSocket connect(int port, String target, int receiveBytes) {
        return connect(port, target, receiveBytes, new byte[0]);
    }

    /** Connects, and sends bytes together with the handshake. */
    static RawSocket connectSending(int port, String target, byte[] bytes) {
        return connect(port, target, 0, bytes);
    }

    private static RawSocket connect(int port, String target, int receiveBytes, byte[] early) {
        try {
            Socket socket = new Socket();
            if (receiveBytes > 0) {
                socket.setReceiveBufferSize(receiveBytes);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            String request =
                    "GET "
                            + target
                            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            byte[] head = request.getBytes(StandardCharsets.US_ASCII);
            byte[] all = Arrays.copyOf(head, head.length + early.length);
            System.arraycopy(early, 0, all, head.length, early.length);
            socket.getOutputStream().write(all);
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                answer.append((char) in.readUnsignedByte());
            }
            return new RawSocket(socket, in, answer.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the head of the answer to the handshake. */
    String head() {
        return head;
    }

    RawSocket send(ClientFrames frames) {
        return send(frames.toBytes());
    }

    RawSocket send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    RawSocket send(String text) {
        return send(new ClientFrames().text(text));
    }

    /**
     * Reads a frame: text as it is, {@code pong: } and the content, {@code close: } with code and
     * reason, {@code frame } and the first byte for others, {@code end} when there is no more.
     */
    String next() {
        try {
            int first = in.read();
            if (first < 0) {
                return "end";
            }
            byte[] payload = in.readNBytes(length(in.readUnsignedByte()));
            String text = new String(payload, StandardCharsets.UTF_8);
            return switch (first & 0xF) {
                case 1 -> text;
                case PONG -> "pong: " + text;
                case CLOSE -> "close: " + close(payload);
                default -> "frame %02x".formatted(first);
            };
        } catch (SocketException e) {
            return "end";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a frame and describes it as {@link ProtocolCases} do. */
    String nextFrame() {
        try {
            int first = in.readUnsignedByte();
            byte[] payload = in.readNBytes(length(in.readUnsignedByte()));
            return switch (first) {
                case 0x81 -> "text: " + new String(payload, StandardCharsets.UTF_8);
                case 0x82 -> "binary: " + ProtocolCases.shown(payload);
                case 0x88 ->
                        "close: " + (payload.length == 0 ? "1005" : close(payload).split(" ")[0]);
                case 0x8A -> "pong: " + HexFormat.of().formatHex(payload);
                default -> "frame %02x".formatted(first);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that nothing more is sent; what comes is still received. */
    void finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection as a machine does that loses its power. */
    void vanish() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int length(int code) throws IOException {
        return switch (code) {
            case 126 -> in.readUnsignedShort();
            case 127 -> (int) in.readLong();
            default -> code;
        };
    }

    private static String close(byte[] payload) {
        if (payload.length < 2) {
            return "none";
        }
        int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        return (code + " " + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8))
                .strip();
    }
}
