package dev.tiercel.server.http;

import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens the gate of a connection for HTTP/2, if its upgrade is accepted. Thread-safe. */
final class GatedUpgrader implements Http1Upgrader {
    private final Http1Upgrader upgrader;
    private final String requiredHeader;
    private final Set<ClientConnection> open;

    /**
     * @param requiredHeader header without which a request asks for no upgrade
     * @param open receives the upgraded connections
     */
    GatedUpgrader(Http1Upgrader upgrader, String requiredHeader, Set<ClientConnection> open) {
        this.upgrader = upgrader;
        this.requiredHeader = requiredHeader;
        this.open = open;
    }

    @Override
    public String supportedProtocol() {
        return upgrader.supportedProtocol();
    }

    @Override
    public @Nullable ServerConnection upgrade(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        if (RequestHeaders.value(headers, requiredHeader) == null) {
            return null;
        }
        ClientConnection client = (ClientConnection) context;
        RequestGate gate = client.gate();
        gate.open();
        ClientConnection shared = client.shared();
        open.add(shared);
        ServerConnection connection = upgrader.upgrade(shared, prologue, headers);
        if (connection == null) {
            gate.close();
            return null;
        }
        return new Http2Frames(connection);
    }
}
