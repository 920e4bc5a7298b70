package dev.tiercel.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads the bytes of a request body within its limit (HTTP-17, HTTP-18). */
final class RequestBody {
    private static final byte[] EMPTY = new byte[0];
    private static final int FIRST_CHUNK = 8192;

    private RequestBody() {}

    /**
     * Returns the decoded body, empty if there is none.
     *
     * @throws Refusal if the encoding is not supported or the body is larger than the limit
     */
    static byte[] read(ServerRequest request, long bytesMax) {
        if (!request.content().hasEntity()) {
            return EMPTY;
        }
        ServerRequestHeaders headers = request.headers();
        boolean isCompressed = isCompressed(headers);
        long declared = declaredLength(headers);
        if (declared > bytesMax) {
            throw tooLarge(bytesMax);
        }
        // Not closed if it is not read to its end: closing it would read on.
        InputStream in = request.content().inputStream();
        try {
            if (isCompressed) {
                return readCompressed(in, bytesMax);
            }
            return declared < 0 ? readAll(in, bytesMax) : readExactly(in, (int) declared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCompressed(ServerRequestHeaders headers) {
        if (!headers.contains(HeaderNames.CONTENT_ENCODING)) {
            return false;
        }
        String encoding = headers.get(HeaderNames.CONTENT_ENCODING).values();
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> true;
            case "identity", "" -> false;
            default ->
                    throw Refusal.of(
                                    ProblemCode.UNSUPPORTED_ENCODING,
                                    "Content-Encoding `" + encoding + "` is not supported")
                            .closing();
        };
    }

    private static long declaredLength(ServerRequestHeaders headers) {
        return headers.contentLength().orElse(-1);
    }

    private static byte[] readCompressed(InputStream in, long bytesMax) throws IOException {
        byte[] bytes;
        try (GZIPInputStream decoded = new GZIPInputStream(in)) {
            bytes = readAll(decoded, bytesMax);
        } catch (ZipException | EOFException e) {
            throw Refusal.of(ProblemCode.INVALID_BODY, "The body is not gzip").closing();
        }
        return bytes;
    }

    private static byte[] readExactly(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        int filled = 0;
        while (filled < length) {
            int count = in.read(bytes, filled, length - filled);
            if (count < 0) {
                throw new EOFException("the body ends too early");
            }
            filled += count;
        }
        // Helidon takes a body as read when its stream has said so.
        if (in.read() >= 0) {
            throw new IOException("the body is longer than declared");
        }
        return bytes;
    }

    private static byte[] readAll(InputStream in, long bytesMax) throws IOException {
        byte[] bytes = new byte[(int) Math.min(FIRST_CHUNK, bytesMax + 1)];
        int filled = 0;
        while (true) {
            int count = in.read(bytes, filled, bytes.length - filled);
            if (count < 0) {
                return Arrays.copyOf(bytes, filled);
            }
            filled += count;
            if (filled > bytesMax) {
                throw tooLarge(bytesMax);
            }
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(bytes.length * 2L, bytesMax + 1));
            }
        }
    }

    private static Refusal tooLarge(long bytesMax) {
        return Refusal.of(
                        ProblemCode.PAYLOAD_TOO_LARGE,
                        "The body is larger than " + bytesMax + " bytes")
                .closing();
    }
}
