package dev.tiercel.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Makes Helidon's connections with a {@link ClientConnection} around their context. */
abstract sealed class OwnConnections implements ServerConnectionSelector {
    private final ServerConnectionSelector helidon;
    private final FixedRouter router;
    private final Set<ClientConnection> open;

    /**
     * @param open receives every connection
     */
    private OwnConnections(
            ServerConnectionSelector helidon, FixedRouter router, Set<ClientConnection> open) {
        this.helidon = helidon;
        this.router = router;
        this.open = open;
    }

    @Override
    public final Set<String> supportedApplicationProtocols() {
        return helidon.supportedApplicationProtocols();
    }

    ServerConnectionSelector helidon() {
        return helidon;
    }

    ServerConnection connection(ConnectionContext context, DataReader reader, boolean isHttp1) {
        ClientConnection connection = new ClientConnection(context, reader, router, isHttp1);
        open.add(connection);
        return helidon.connection(connection);
    }

    /** HTTP/2 by prior knowledge or ALPN. */
    static final class Http2 extends OwnConnections {
        Http2(ServerConnectionSelector helidon, FixedRouter router, Set<ClientConnection> open) {
            super(helidon, router, open);
        }

        @Override
        public int bytesToIdentifyConnection() {
            return helidon().bytesToIdentifyConnection();
        }

        @Override
        public Support supports(BufferData data) {
            return helidon().supports(data);
        }

        @Override
        public ServerConnection connection(ConnectionContext context) {
            return new Http2Frames(connection(context, context.dataReader(), false));
        }
    }

    /** Everything else is taken for HTTP/1.1, so that what is no HTTP is answered with an error. */
    static final class Http1 extends OwnConnections {
        private static final byte[] PREFACE_OF_HTTP_2 =
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        private final int headBytesMax;

        Http1(
                ServerConnectionSelector helidon,
                FixedRouter router,
                Set<ClientConnection> open,
                int headBytesMax) {
            super(helidon, router, open);
            this.headBytesMax = headBytesMax;
        }

        @Override
        public int bytesToIdentifyConnection() {
            return 0;
        }

        @Override
        public Support supports(BufferData data) {
            byte[] bytes = new byte[Math.min(data.available(), PREFACE_OF_HTTP_2.length)];
            data.read(bytes);
            boolean mayBeHttp2 =
                    Arrays.equals(bytes, 0, bytes.length, PREFACE_OF_HTTP_2, 0, bytes.length);
            return mayBeHttp2 ? Support.UNKNOWN : Support.SUPPORTED;
        }

        @Override
        public ServerConnection connection(ConnectionContext context) {
            return connection(context, StrictReader.of(context, headBytesMax), true);
        }
    }
}
