package dev.tiercel.benchmarks.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;

/** A connection that sends one request after the other. Used by one thread. */
public final class ClientConnection implements AutoCloseable {
    private static final int BUFFER_BYTES = 16_384;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[BUFFER_BYTES];

    /** Connects to a port of this machine. */
    public ClientConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
    }

    /**
     * Sends a request and reads the answer.
     *
     * @throws IOException if the connection is lost
     */
    public AnswerFrame exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int length = 0;
        while (true) {
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * length);
            }
            int count = in.read(buffer, length, buffer.length - length);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            length += count;
            Optional<AnswerFrame> answer = AnswerFrame.read(buffer, length);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
