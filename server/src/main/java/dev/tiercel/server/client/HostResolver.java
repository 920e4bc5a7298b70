package dev.tiercel.server.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks names up in threads of its own: the system's resolver cannot be interrupted, and would hold
 * the carrier of a virtual thread. Thread-safe.
 */
final class HostResolver implements AutoCloseable {
    private static final int THREADS = 4;

    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS,
                    task ->
                            Thread.ofPlatform()
                                    .daemon()
                                    .name("http-resolver-" + count.incrementAndGet())
                                    .unstarted(task));

    /** Returns every address of a host. */
    List<InetAddress> resolve(String host, long nanos)
            throws UnknownHostException, TimeoutException, InterruptedException {
        if (isAddress(host)) {
            return List.of(InetAddress.getByName(host));
        }
        Future<List<InetAddress>> looking =
                threads.submit(() -> List.of(InetAddress.getAllByName(host)));
        try {
            return looking.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new UnknownHostException(host);
        } finally {
            looking.cancel(false);
        }
    }

    /** Whether a host needs no one to be asked. */
    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0
                || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
