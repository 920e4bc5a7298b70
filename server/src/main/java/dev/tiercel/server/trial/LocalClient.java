package dev.tiercel.server.trial;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Sends requests to a server of this process. */
public final class LocalClient {
    private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E\\xA0-\\xFF]*");

    /** Headers that belong to the connection. */
    private static final Set<String> OWN =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "transfer-encoding",
                    "upgrade");

    private static final int STATUS_START = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_START + 3;

    private final int port;

    public LocalClient(int port) {
        this.port = port;
    }

    /**
     * A request.
     *
     * @param target path and query, escaped
     */
    public record Request(
            String method, String target, Map<String, String> headers, Optional<String> body) {}

    /**
     * An answer.
     *
     * @param headers names in lower case, repeated values joined
     */
    public record Answer(int status, Map<String, String> headers, String body) {
        /** Returns whether the body is JSON. */
        public boolean isJson() {
            String type = headers.getOrDefault("content-type", "");
            return type.startsWith("application/json")
                    || type.startsWith("application/problem+json");
        }
    }

    /**
     * Sends a request over a connection of its own, and waits for its answer.
     *
     * @throws IllegalArgumentException if the target is no URI, or a header cannot be sent
     */
    public Answer send(Request request) {
        byte[] bytes = bytes(request);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(bytes);
            return answer(
                    new BufferedInputStream(socket.getInputStream()),
                    request.method().equals("HEAD"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(Request request) {
        URI target = URI.create("http://127.0.0.1:" + port + request.target());
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        byte[] body = request.body().orElse("").getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(target.getRawPath()).append(query);
        head.append(" HTTP/1.1\r\nHost: ").append(target.getRawAuthority()).append("\r\n");
        request.headers().forEach((name, value) -> append(name, value, head));
        if (request.body().isPresent()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static void append(String name, String value, StringBuilder head) {
        if (!TOKEN.matcher(name).matches() || OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The header `" + name + "` cannot be sent");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("The value of `" + name + "` cannot be sent");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static Answer answer(InputStream in, boolean isHead) throws IOException {
        String statusLine = line(in);
        int status = Integer.parseInt(statusLine.substring(STATUS_START, STATUS_END));
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (before, next) -> before + ", " + next);
        }
        int length = isHead ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The answer has ended too early");
        }
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The server closed the connection");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
