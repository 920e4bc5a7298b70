package dev.tiercel.benchmarks.websocket;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An upgraded connection of Helidon that sends texts back, by hand: no checks, no limits. */
public final class EchoTwin implements Http1Upgrader {
    /** The answer to the key that {@link Peer} sends. */
    private static final byte[] SWITCH =
            String.join(
                            "\r\n",
                            "HTTP/1.1 101 Switching Protocols",
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                            "",
                            "")
                    .getBytes(StandardCharsets.US_ASCII);

    private EchoTwin() {}

    /**
     * Serves until the process ends.
     *
     * @param arguments the port
     */
    @SuppressWarnings("removal") // as in the server that it is compared with
    public static void main(String[] arguments) {
        Http1Config http = Http1Config.builder().receiveLog(false).sendLog(false).buildPrototype();
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .addConnectionSelector(
                        Http1ConnectionSelector.builder()
                                .config(http)
                                .addUpgrader(new EchoTwin())
                                .build())
                .build()
                .start();
    }

    @Override
    public String supportedProtocol() {
        return "websocket";
    }

    @Override
    public ServerConnection upgrade(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        context.dataWriter().writeNow(BufferData.create(SWITCH));
        return new Echo(context);
    }

    /** A connection that answers each message with itself. */
    private record Echo(ConnectionContext context) implements ServerConnection {
        private static final int LENGTH = 0x7F;
        private static final int LENGTH_IN_2_BYTES = 126;
        private static final int BYTE = 0xFF;
        private static final int MASK_BYTES = 4;

        @Override
        public void handle(Limit limit) {
            DataReader reader = context.dataReader();
            while (true) {
                int first = reader.read() & BYTE;
                int length = reader.read() & LENGTH;
                boolean isLong = length == LENGTH_IN_2_BYTES;
                if (isLong) {
                    length = (reader.read() & BYTE) << Byte.SIZE | (reader.read() & BYTE);
                }
                byte[] mask = reader.readBytes(MASK_BYTES);
                byte[] payload = reader.readBytes(length);
                for (int i = 0; i < length; i++) {
                    payload[i] ^= mask[i % MASK_BYTES];
                }
                BufferData frame = BufferData.create(length + 2 * Short.BYTES);
                frame.write(first);
                frame.write(isLong ? LENGTH_IN_2_BYTES : length);
                if (isLong) {
                    frame.writeInt16(length);
                }
                frame.write(payload);
                context.dataWriter().writeNow(frame);
            }
        }

        @Override
        public Duration idleTime() {
            return Duration.ZERO;
        }

        @Override
        public void close(boolean interrupt) {
            context.serverSocket().close();
        }
    }
}
