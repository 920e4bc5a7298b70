package dev.tiercel.server.http;

import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.server.engine.RunningLogic;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A connection as Helidon gives it, with what we keep for its requests: the reader that refuses
 * ambiguous requests, our routing, and for HTTP/1.1, whose requests come one after another, a
 * response buffer that is used again.
 */
final class ClientConnection implements ConnectionContext {
    private final ConnectionContext helidon;
    private final DataReader reader;
    private final Router router;
    private final boolean isHttp1;
    private final RunningLogic running;
    private @Nullable ResponseBuffer responseBuffer;
    private @Nullable String address;

    ClientConnection(ConnectionContext helidon, DataReader reader, Router router, boolean isHttp1) {
        this.helidon = helidon;
        this.reader = reader;
        this.router = router;
        this.isHttp1 = isHttp1;
        this.running = new RunningLogic(!isHttp1);
    }

    /** Returns this connection as one whose requests come at the same time. */
    ClientConnection shared() {
        return new ClientConnection(helidon, reader, router, false);
    }

    RunningLogic running() {
        return running;
    }

    /** Returns a buffer for the response of one request. */
    ResponseBuffer responseBuffer() {
        if (!isHttp1) {
            return new ResponseBuffer();
        }
        ResponseBuffer buffer = responseBuffer;
        if (buffer == null) {
            buffer = new ResponseBuffer();
            responseBuffer = buffer;
        }
        return buffer;
    }

    /**
     * Returns the gate of an HTTP/1 connection.
     *
     * @throws IllegalStateException if this is none
     */
    RequestGate gate() {
        if (reader instanceof StrictReader strict) {
            return strict.gate();
        }
        throw new IllegalStateException("only connections of HTTP/1 have a gate");
    }

    /** Takes the bytes that were received after a request of HTTP/1. */
    byte[] takeReceived() {
        int available = reader.available();
        byte[] parsed = available == 0 ? new byte[0] : reader.readBytes(available);
        byte[] kept = gate().takePending();
        byte[] all = Arrays.copyOf(parsed, parsed.length + kept.length);
        System.arraycopy(kept, 0, all, parsed.length, kept.length);
        return all;
    }

    /** Closes the connection at once; may be called more than once, and by any thread. */
    void disconnect() {
        try {
            helidon.serverSocket().close();
        } catch (UncheckedIOException e) {
            // It is closed already.
        }
    }

    boolean isHttp1() {
        return isHttp1;
    }

    /** Returns the address of the peer as text. */
    String address() {
        String text = address;
        if (text == null) {
            text = ClientAddress.of(helidon.remotePeer());
            address = text;
        }
        return text;
    }

    @Override
    public ListenerContext listenerContext() {
        return helidon.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return helidon.executor();
    }

    @Override
    public DataWriter dataWriter() {
        return helidon.dataWriter();
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public Router router() {
        return router;
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return helidon.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return helidon.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return helidon.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return helidon.localPeer();
    }

    @Override
    public boolean isSecure() {
        return helidon.isSecure();
    }

    @Override
    public String socketId() {
        return helidon.socketId();
    }

    @Override
    public String childSocketId() {
        return helidon.childSocketId();
    }
}
