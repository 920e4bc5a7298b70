package dev.tiercel.server.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection that sends the same HTTP/1.1 request again and again. Not thread-safe. */
final class LoadConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] request;
    private final boolean isHead;
    private boolean isClosing;

    private LoadConnection(Socket socket, LoadPlan plan) throws IOException {
        this.socket = socket;
        this.request = request(plan);
        this.isHead = plan.method().equals("HEAD");
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
        this.out = socket.getOutputStream();
    }

    static LoadConnection open(LoadPlan plan) throws IOException {
        URI target = plan.target();
        boolean isEncrypted = target.getScheme().equals("https");
        int port = target.getPort() >= 0 ? target.getPort() : isEncrypted ? 443 : 80;
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(target.getHost(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return new LoadConnection(
                    isEncrypted ? encrypted(socket, target.getHost(), port) : socket, plan);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket socket, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, host, port, true);
        encrypted.startHandshake();
        return encrypted;
    }

    private static byte[] request(LoadPlan plan) {
        URI target = plan.target();
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        StringBuilder head = new StringBuilder();
        head.append(plan.method()).append(' ').append(path).append(query).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(target.getRawAuthority()).append("\r\n");
        byte[] body = plan.body().orElse("").getBytes(StandardCharsets.UTF_8);
        if (plan.body().isPresent()) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    /** Returns whether the other side wants no further request. */
    boolean isClosing() {
        return isClosing;
    }

    /**
     * Sends the request and reads its answer to the end.
     *
     * @return the status
     */
    int send() throws IOException {
        out.write(request);
        out.flush();
        String statusLine = line();
        if (!statusLine.startsWith("HTTP/1.")) {
            throw new IOException("No HTTP/1.1 answer: " + statusLine);
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        Optional<Long> length = Optional.empty();
        boolean isChunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Optional.of(Long.parseLong(lower.substring(15).strip()));
            } else if (lower.startsWith("transfer-encoding:")) {
                isChunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:")) {
                isClosing = lower.contains("close");
            }
        }
        if (!isHead && status != NO_CONTENT && status != NOT_MODIFIED) {
            skipBody(length, isChunked);
        }
        return status;
    }

    private void skipBody(Optional<Long> length, boolean isChunked) throws IOException {
        if (isChunked) {
            for (long size = chunkSize(); size > 0; size = chunkSize()) {
                in.skipNBytes(size + 2);
            }
            String trailer = line();
            while (!trailer.isEmpty()) {
                trailer = line();
            }
        } else if (length.isPresent()) {
            in.skipNBytes(length.get());
        } else {
            in.transferTo(OutputStream.nullOutputStream());
            isClosing = true;
        }
    }

    private long chunkSize() throws IOException {
        return Long.parseLong(line().split(";", 2)[0].strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
