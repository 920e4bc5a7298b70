package dev.tiercel.server.client;

import dev.tiercel.runtime.effect.HttpTarget;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * What sends requests over pooled connections, without TLS and with it. Thread-safe.
 *
 * @param used connections that have carried a request
 */
record ClientAgents(
        Vertx vertx, HttpClientAgent plain, HttpClientAgent secure, Set<HttpConnection> used)
        implements AutoCloseable {
    private static final int CONNECTIONS_PER_HOST_MAX = 64;
    private static final int WAITING_MAX = 10_000;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int HEADER_BYTES_MAX = 65_536;

    static ClientAgents open(Duration connectTimeout) {
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(2)
                                // Otherwise a directory for files that nobody asks for is made.
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        PoolOptions pool =
                new PoolOptions()
                        .setHttp1MaxSize(CONNECTIONS_PER_HOST_MAX)
                        .setHttp2MaxSize(2)
                        .setMaxWaitQueueSize(WAITING_MAX);
        return new ClientAgents(
                vertx,
                vertx.createHttpClient(options(connectTimeout), pool),
                vertx.createHttpClient(
                        options(connectTimeout)
                                .setProtocolVersion(HttpVersion.HTTP_2)
                                .setUseAlpn(true)
                                .setSsl(true),
                        pool),
                Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>())));
    }

    private static HttpClientOptions options(Duration connectTimeout) {
        return new HttpClientOptions()
                .setConnectTimeout((int) Math.max(1, connectTimeout.toMillis()))
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setTcpNoDelay(true);
    }

    HttpClientAgent of(HttpTarget target) {
        return target.isSecure() ? secure : plain;
    }

    /** Whether a connection has carried a request before; it is about to carry one. */
    boolean isUsedAgain(HttpConnection connection) {
        return !used.add(connection);
    }

    @Override
    public void close() {
        plain.close();
        secure.close();
        vertx.close();
    }
}
