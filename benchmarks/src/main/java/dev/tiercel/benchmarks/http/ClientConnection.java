package dev.tiercel.benchmarks.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A connection that sends one request after the other. Used by one thread. */
final class ClientConnection implements AutoCloseable {
    private static final int BUFFER_BYTES = 16_384;
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final String LENGTH = "\r\ncontent-length:";

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int headBytes;
    private int responseBytes;

    ClientConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
    }

    /**
     * Sends a request and reads the answer.
     *
     * @return the status
     * @throws IOException if the connection is lost
     */
    int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int length = 0;
        headBytes = -1;
        while (headBytes < 0 || length < responseBytes) {
            int count = in.read(buffer, length, buffer.length - length);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            length += count;
            if (headBytes < 0) {
                readHead(length);
            }
        }
        return (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + buffer[11] - '0';
    }

    /** Returns the body of the last answer. */
    byte[] body() {
        return Arrays.copyOfRange(buffer, headBytes, responseBytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void readHead(int length) throws IOException {
        int end = indexOfEnd(length);
        if (end < 0) {
            return;
        }
        headBytes = end + END.length;
        String head =
                new String(buffer, 0, headBytes, StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT);
        int field = head.indexOf(LENGTH);
        if (field < 0) {
            throw new IOException("an answer without length: " + head);
        }
        int start = field + LENGTH.length();
        responseBytes =
                headBytes
                        + Integer.parseInt(
                                head.substring(start, head.indexOf('\r', start)).strip());
    }

    private int indexOfEnd(int length) {
        for (int i = 0; i + END.length <= length; i++) {
            if (Arrays.equals(buffer, i, i + END.length, END, 0, END.length)) {
                return i;
            }
        }
        return -1;
    }
}
