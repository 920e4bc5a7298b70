package dev.tiercel.server.http;

import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.ResponseHeader;
import dev.tiercel.server.config.ServerConfig;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends answers, each with one write of known length (HTTP-24 to HTTP-29, HTTP-38, HTTP-40).
 * Thread-safe.
 */
public final class AnswerWriter {
    private static final byte[] EMPTY = new byte[0];
    private static final String JSON = "application/json";
    private static final Header JSON_TYPE =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, JSON);
    private static final Header PROBLEM_TYPE =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, ProblemDocument.CONTENT_TYPE);
    private static final Header GZIP =
            HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");
    private static final HeaderName REQUEST_ID = HeaderNames.create("x-request-id", "X-Request-Id");
    private static final Set<String> KEPT = Set.of("date", "content-length", "x-request-id");
    private static final HeaderName SERVER_TIMING =
            HeaderNames.create("server-timing", "Server-Timing");
    private static final double NANOS_PER_MILLISECOND = 1e6;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int NOT_MODIFIED = 304;

    private final Optional<Integer> compressionMinBytes;
    private final boolean isTimed;

    /** Makes a writer for the settings of a server. */
    public AnswerWriter(ServerConfig.Server settings) {
        this.compressionMinBytes = settings.compressionMinBytes();
        this.isTimed = settings.serverTiming();
    }

    /** Sends what logic wrote. */
    void send(Exchange exchange, ResponseBuffer result) {
        List<ResponseHeader> headers = result.headers();
        if (!headers.isEmpty()) {
            checkSendable(exchange, headers);
            add(headers, exchange.response().headers());
        }
        String type = result.contentType().orElse(null);
        send(exchange, result.status(), type, result.bytes(), result.length());
    }

    /** The encoder of HTTP/2 writes ASCII, and would send question marks for the rest. */
    private static void checkSendable(Exchange exchange, List<ResponseHeader> headers) {
        if (exchange.connection().isHttp1()) {
            return;
        }
        for (ResponseHeader header : headers) {
            if (!LatinHeader.isAscii(header.value())) {
                throw Refusal.of(
                        ProblemCode.RESPONSE_INVALID,
                        "Header `"
                                + header.name()
                                + "` has characters beyond ASCII, which"
                                + " cannot be sent over HTTP/2");
            }
        }
    }

    /** Sends bytes; without content type there is no body. */
    public void send(Exchange exchange, int status, @Nullable String contentType, byte[] body) {
        send(exchange, status, contentType, body, body.length);
    }

    private void send(
            Exchange exchange, int status, @Nullable String contentType, byte[] bytes, int length) {
        ServerResponse response = exchange.response();
        ServerResponseHeaders headers = response.headers();
        headers.set(HeaderValues.create(REQUEST_ID, exchange.id()));
        if (isTimed) {
            headers.setIfAbsent(HeaderValues.create(SERVER_TIMING, timing(exchange)));
        }
        exchange.finish(status);
        if (status != OK) {
            response.status(Status.create(status));
        }
        if (contentType == null || hasNoBody(status)) {
            if (status == NO_CONTENT || status == NOT_MODIFIED) {
                UnsentLength.in(exchange);
            }
            response.send(EMPTY, 0, 0);
            return;
        }
        headers.set(typeHeader(contentType));
        byte[] body = bytes;
        int bodyLength = length;
        if (isCompressed(exchange, contentType, length)) {
            body = compress(bytes, length);
            bodyLength = body.length;
            headers.set(GZIP);
        }
        if (exchange.isHead()) {
            headers.contentLength(bodyLength);
            response.send(EMPTY, 0, 0);
        } else {
            response.send(body, 0, bodyLength);
        }
    }

    private static String timing(Exchange exchange) {
        long total = System.nanoTime() - exchange.startNanos();
        return String.format(
                Locale.ROOT,
                "app;dur=%.3f, total;dur=%.3f",
                exchange.logicNanos() / NANOS_PER_MILLISECOND,
                total / NANOS_PER_MILLISECOND);
    }

    private static boolean hasNoBody(int status) {
        return status == NO_CONTENT || status == RESET_CONTENT || status == NOT_MODIFIED;
    }

    private static Header typeHeader(String contentType) {
        return switch (contentType) {
            case JSON -> JSON_TYPE;
            case ProblemDocument.CONTENT_TYPE -> PROBLEM_TYPE;
            default -> LatinHeader.of(HeaderNames.CONTENT_TYPE, contentType);
        };
    }

    /**
     * Adds the headers of a {@code return}: they replace added ones, and a name may occur several
     * times.
     */
    private static void add(List<ResponseHeader> given, ServerResponseHeaders headers) {
        Map<HeaderName, List<String>> valuesByName = new LinkedHashMap<>();
        for (ResponseHeader header : given) {
            String lowerCase = header.name().toLowerCase(Locale.ROOT);
            if (!KEPT.contains(lowerCase)) {
                valuesByName
                        .computeIfAbsent(
                                HeaderNames.create(lowerCase, header.name()),
                                _ -> new ArrayList<>(1))
                        .add(header.value());
            }
        }
        valuesByName.forEach((name, values) -> headers.set(LatinHeader.of(name, values)));
    }

    private boolean isCompressed(Exchange exchange, String contentType, int length) {
        if (compressionMinBytes.isEmpty()
                || length < compressionMinBytes.get()
                || !MediaType.parse(contentType).isTextual()) {
            return false;
        }
        ServerResponseHeaders headers = exchange.response().headers();
        if (headers.contains(HeaderNames.CONTENT_ENCODING)) {
            return false;
        }
        if (headers.contains(HeaderNames.VARY)) {
            String before = headers.get(HeaderNames.VARY).values();
            headers.set(HeaderNames.VARY, before + ", Accept-Encoding");
        } else {
            headers.set(HeaderNames.VARY, "Accept-Encoding");
        }
        return exchange.header("accept-encoding").filter(AnswerWriter::acceptsGzip).isPresent();
    }

    private static boolean acceptsGzip(String header) {
        boolean accepts = false;
        for (String item : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = item.split(";", -1);
            String coding = parts[0].strip();
            boolean isRefused = parts.length > 1 && parts[1].strip().matches("q\\s*=\\s*0(\\.0*)?");
            if (coding.equals("gzip")) {
                return !isRefused;
            }
            accepts |= coding.equals("*") && !isRefused;
        }
        return accepts;
    }

    private static byte[] compress(byte[] bytes, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
