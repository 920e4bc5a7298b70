package dev.tiercel.server.sql;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes sockets that count what statements receive. The driver of PostgreSQL makes one of these by
 * its name. Immutable.
 */
public final class CountedSockets extends SocketFactory {
    @Override
    public Socket createSocket() {
        return new CountedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return createSocket(InetAddress.getByName(host), port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
            throws IOException {
        Socket socket = new CountedSocket();
        socket.bind(new InetSocketAddress(localHost, localPort));
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    private static Socket connected(SocketAddress address) throws IOException {
        Socket socket = new CountedSocket();
        socket.connect(address);
        return socket;
    }

    private static final class CountedSocket extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream());
        }
    }

    private static final class CountedStream extends FilterInputStream {
        CountedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = in.read();
            ReceivedBytes.count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            int count = in.read(octets, offset, length);
            ReceivedBytes.count(Math.max(0, count));
            return count;
        }
    }
}
