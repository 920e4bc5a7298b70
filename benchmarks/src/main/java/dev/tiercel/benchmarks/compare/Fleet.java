package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.http.ClientConnection;
import dev.tiercel.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Servers with the same number of routes that run beside each other. */
final class Fleet implements AutoCloseable {
    private static final int OK = 200;
    private static final long READY_SECONDS_MAX = 120;
    private static final long POLL_MILLIS = 50;

    private final Map<Contender, ServerProcess> servers = new LinkedHashMap<>();

    private Fleet() {}

    /** Starts servers, and waits until each answers. */
    static Fleet start(List<Contender> contenders, Site site, int routes) throws IOException {
        Fleet fleet = new Fleet();
        try {
            for (Contender contender : contenders) {
                ServerProcess server = contender.launch().start(site, routes);
                fleet.servers.put(contender, server);
                awaitLastRoute(server, routes);
            }
            return fleet;
        } catch (IOException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    /** Returns the servers in the order of results. */
    Map<Contender, ServerProcess> servers() {
        return servers;
    }

    @Override
    public void close() {
        servers.values().forEach(ServerProcess::close);
    }

    /** Some servers listen before all of their routes are registered. */
    private static void awaitLastRoute(ServerProcess server, int routes) throws IOException {
        byte[] request = Request.get("/n" + (routes - 1) + "/items/1").bytes(server.port());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
        int status = 0;
        while (System.nanoTime() - end < 0) {
            try (ClientConnection connection = new ClientConnection(server.port())) {
                status = connection.exchange(request).status();
                if (status == OK) {
                    return;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
        throw new IOException("the last route is answered with status " + status);
    }
}
