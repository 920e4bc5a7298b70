package dev.tiercel.server.logic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A way to a server on the loopback address that can be cut or go silent at a chosen moment.
 * Thread-safe.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 16_384;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // All below under the lock.
    private boolean isSilent;
    private String fatal = "";
    private String muting = "";
    private String awaited = "";
    private int seen;

    private FaultyProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Starts a proxy in front of a port. */
    public static FaultyProxy to(int target) {
        try {
            ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
            FaultyProxy proxy = new FaultyProxy(listener, target);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Returns how many connections there have been. */
    public int connections() {
        return connections.get();
    }

    /** Breaks all connections; new ones are taken. */
    public void cut() {
        sockets.forEach(FaultyProxy::close);
    }

    /** From now on answers of the server are kept back. */
    public void silence() {
        change(() -> isSilent = true);
    }

    /** Answers that were kept back, and all others, are passed on again. */
    public void speak() {
        change(() -> isSilent = false);
    }

    /** Breaks the connection over which a text passes, after the server has received it. */
    public void cutAfter(String text) {
        change(() -> fatal = text);
    }

    /** Keeps answers back from the moment in which a text passes to the server. */
    public void silenceAfter(String text) {
        change(() -> muting = text);
    }

    /** Keeps answers back until a text has passed to the server so many times. */
    public void silenceUntil(String text, int count) {
        change(() -> {
            isSilent = true;
            awaited = text;
            seen = -count;
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                connections.incrementAndGet();
                Socket server = new Socket();
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> serve(client, server));
            }
        } catch (IOException _) {
            cut();
        }
    }

    private void serve(Socket client, Socket server) {
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> answers(client, server));
            requests(client, server);
        } catch (IOException _) {
            close(client);
            close(server);
        }
    }

    private void requests(Socket client, Socket server) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
            if (isFatal(text)) {
                // The answer finds no way back; the server still does what it was asked.
                close(client);
                out.write(buffer, 0, count);
                server.shutdownOutput();
                return;
            }
            mute(text);
            out.write(buffer, 0, count);
            count(text);
        }
        server.shutdownOutput();
    }

    private boolean isFatal(String text) {
        lock.lock();
        try {
            boolean isFatal = !fatal.isEmpty() && text.contains(fatal);
            if (isFatal) {
                fatal = "";
            }
            return isFatal;
        } finally {
            lock.unlock();
        }
    }

    private void mute(String text) {
        change(() -> {
            if (!muting.isEmpty() && text.contains(muting)) {
                muting = "";
                isSilent = true;
            }
        });
    }

    private void count(String text) {
        lock.lock();
        try {
            if (awaited.isEmpty()) {
                return;
            }
            for (int at = text.indexOf(awaited); at >= 0; at = text.indexOf(awaited, at + 1)) {
                seen++;
            }
            if (seen >= 0) {
                awaited = "";
                isSilent = false;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void answers(Socket client, Socket server) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitVoice();
                out.write(buffer, 0, count);
            }
            awaitVoice();
        } catch (IOException _) {
            // Either side has gone.
        }
        close(client);
    }

    private void awaitVoice() throws IOException {
        lock.lock();
        try {
            while (isSilent) {
                changed.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            lock.unlock();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use in any case.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        speak();
        cut();
    }
}
