package dev.tiercel.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.LazyString;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a connection, as far as its gate lets them through, for Helidon's parser of
 * HTTP/1.1. Used by the thread of the connection.
 */
final class StrictReader extends DataReader {
    private final RequestGate gate;

    @SuppressWarnings(
            "removal") // The factory that replaces this constructor cannot make a subclass.
    private StrictReader(RequestGate gate) {
        super(gate);
        this.gate = gate;
    }

    static StrictReader of(ConnectionContext context, int headBytesMax) {
        return new StrictReader(
                new RequestGate(
                        new PoliteReads(source(context), Thread::yield, System::nanoTime),
                        headBytesMax,
                        System::nanoTime));
    }

    RequestGate gate() {
        return gate;
    }

    /** Returns what was read while the protocol was found out, then what the socket gives. */
    private static Supplier<byte @Nullable []> source(ConnectionContext context) {
        DataReader first = context.dataReader();
        return () -> {
            int available = first.available();
            if (available > 0) {
                return first.readBytes(available);
            }
            try {
                return context.serverSocket().get();
            } catch (UncheckedIOException e) {
                throw new ServerConnectionException("Failed to get data from socket", e);
            }
        };
    }

    @Override
    public LazyString readLazyString(Charset charset, int length) {
        // HTTP-12: the octets of header values are read as ISO-8859-1, where the parser says ASCII.
        return super.readLazyString(StandardCharsets.ISO_8859_1, length);
    }
}
