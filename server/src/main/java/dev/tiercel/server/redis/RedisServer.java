package dev.tiercel.server.redis;

import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.RedisConnector;
import dev.tiercel.runtime.effect.TimeLimit;
import dev.tiercel.server.watch.ReplyWait;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis server behind a few shared connections. Commands of different threads follow each other
 * on a connection without waiting for replies; a connection that breaks is replaced at the next
 * command. Thread-safe.
 */
public final class RedisServer implements RedisConnector, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisServer.class);
    private static final int CONNECTIONS = 2;

    /** What the client says as if it were a reply when a connection ends. */
    private static final String CLOSED = "CONNECTION_CLOSED";

    private static final int PIPELINED = 256;
    private static final int PENDING_MAX = 10_000;

    private final Duration timeout;
    private final RedisMetrics metrics;
    private final ReplyWait wait;
    private final Vertx vertx;
    private final Redis client;
    private final AtomicReferenceArray<@Nullable CompletableFuture<RedisConnection>> connections =
            new AtomicReferenceArray<>(CONNECTIONS);
    private final AtomicIntegerArray pending = new AtomicIntegerArray(CONNECTIONS);
    private final Map<String, Command> commandByName = new ConcurrentHashMap<>();

    /**
     * @param url {@code redis://} or {@code rediss://}
     * @param timeout for a command, the wait for a connection included
     * @throws IllegalArgumentException if the URL cannot be read
     */
    public RedisServer(String url, Duration timeout, RedisMetrics metrics) {
        if (!url.startsWith("redis://") && !url.startsWith("rediss://")) {
            throw new IllegalArgumentException("redis.url must begin with redis:// or rediss://");
        }
        this.timeout = timeout;
        this.metrics = metrics;
        this.vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                // Otherwise a directory for files that nobody asks for is made.
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        this.client = client(vertx, url, timeout);
        this.wait = ReplyWait.start("redis-watch");
        // The first command should not have to wait until the client is loaded.
        for (int slot = 0; slot < CONNECTIONS; slot++) {
            var _ = connection(slot);
        }
    }

    private static Redis client(Vertx vertx, String url, Duration timeout) {
        NetClientOptions net =
                new NetClientOptions()
                        .setConnectTimeout((int) Math.max(1, timeout.toMillis()))
                        .setTcpNoDelay(true)
                        .setTcpKeepAlive(true)
                        .setHostnameVerificationAlgorithm("HTTPS");
        try {
            return Redis.createClient(
                    vertx,
                    new RedisOptions()
                            .setConnectionString(url)
                            .setNetClientOptions(net)
                            .setProtocolNegotiation(false)
                            .setMaxPoolSize(2 * CONNECTIONS)
                            .setMaxWaitingHandlers(PENDING_MAX));
        } catch (IllegalArgumentException e) {
            vertx.close();
            throw new IllegalArgumentException("redis.url is no valid URL", e);
        }
    }

    @Override
    public @Nullable Object execute(List<byte[]> command, TimeLimit given) {
        String name = RedisNumbers.text(command.getFirst());
        TimeLimit limit = given.orElse(timeout);
        long begin = System.nanoTime();
        int slot = slot();
        CompletableFuture<RedisConnection> connecting = connection(slot);
        pending.incrementAndGet(slot);
        try {
            RedisConnection connection = connected(connecting, limit);
            CompletableFuture<@Nullable Response> reply =
                    connection
                            .send(request(name, command))
                            .toCompletionStage()
                            .toCompletableFuture();
            long left = limit.nanos() - (System.nanoTime() - begin);
            return value(wait.await(reply, left));
        } catch (TimeoutException _) {
            // A deadline that was near says nothing about the connection.
            if (limit.nanos() >= timeout.toNanos()) {
                forget(slot, connecting);
            }
            throw limit.exceeded("Redis command " + name);
        } catch (InterruptedException _) {
            throw new EffectFailure(EffectFailure.Kind.INTERRUPTED, "Interrupted");
        } catch (ExecutionException e) {
            throw failure(slot, connecting, e.getCause() == null ? e : e.getCause());
        } finally {
            pending.decrementAndGet(slot);
            metrics.command(name, System.nanoTime() - begin);
        }
    }

    /** Waits for a connection that others wait for too. */
    private RedisConnection connected(
            CompletableFuture<RedisConnection> connecting, TimeLimit limit)
            throws ExecutionException, TimeoutException, InterruptedException {
        return connecting.isDone()
                ? connecting.get()
                : wait.await(connecting.copy(), limit.nanos());
    }

    /**
     * Returns the first connection that is not busy. Few connections are cheap: commands and
     * replies that are under way together share calls of the operating system.
     */
    private int slot() {
        for (int slot = 0; slot < CONNECTIONS - 1; slot++) {
            if (pending.get(slot) < PIPELINED) {
                return slot;
            }
        }
        return CONNECTIONS - 1;
    }

    private Request request(String name, List<byte[]> command) {
        Request request = Request.cmd(commandByName.computeIfAbsent(name, Command::create));
        for (int i = 1; i < command.size(); i++) {
            request.arg(command.get(i));
        }
        return request;
    }

    private CompletableFuture<RedisConnection> connection(int slot) {
        CompletableFuture<RedisConnection> known = connections.get(slot);
        if (known != null) {
            return known;
        }
        CompletableFuture<RedisConnection> made = new CompletableFuture<>();
        CompletableFuture<RedisConnection> winner =
                connections.compareAndExchange(slot, null, made);
        if (winner != null) {
            return winner;
        }
        client.connect()
                .onComplete(result -> {
                    if (result.failed()) {
                        connections.compareAndSet(slot, made, null);
                        made.completeExceptionally(result.cause());
                        return;
                    }
                    RedisConnection connection = result.result();
                    connection.exceptionHandler(_ -> connections.compareAndSet(slot, made, null));
                    connection.endHandler(_ -> connections.compareAndSet(slot, made, null));
                    made.complete(connection);
                });
        return made;
    }

    /** Uses the connection no longer, and closes it when the replies it owes have had time. */
    private void forget(int slot, CompletableFuture<RedisConnection> connecting) {
        if (connections.compareAndSet(slot, connecting, null)) {
            vertx.setTimer(
                    Math.max(1, timeout.toMillis()),
                    _ -> {
                        var _ = connecting.thenAccept(RedisConnection::close);
                    });
        }
    }

    private EffectFailure failure(
            int slot, CompletableFuture<RedisConnection> connecting, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        boolean isReply =
                cause instanceof Response response
                        && response.type() == ResponseType.ERROR
                        && !message.equals(CLOSED);
        if (isReply) {
            boolean isTransient =
                    message.startsWith("LOADING")
                            || message.startsWith("MASTERDOWN")
                            || message.startsWith("CLUSTERDOWN")
                            || message.startsWith("TRYAGAIN")
                            || message.startsWith("NOAUTH")
                            || message.startsWith("WRONGPASS");
            return new EffectFailure(
                    isTransient
                            ? EffectFailure.Kind.REDIS_UNAVAILABLE
                            : EffectFailure.Kind.REDIS_ERROR,
                    message);
        }
        forget(slot, connecting);
        LOG.debug("Redis is not available", cause);
        return new EffectFailure(
                EffectFailure.Kind.REDIS_UNAVAILABLE,
                "Redis is not available: "
                        + (message.equals(CLOSED) ? "the connection was lost" : message));
    }

    private static @Nullable Object value(@Nullable Response response) {
        if (response == null) {
            return null;
        }
        return switch (response.type()) {
            case NUMBER -> response.toLong();
            case SIMPLE -> response.toString().getBytes(StandardCharsets.UTF_8);
            case BULK -> response.toBytes();
            case MULTI -> {
                List<@Nullable Object> values = new ArrayList<>();
                for (Response part : response) {
                    values.add(value(part));
                }
                yield values;
            }
            case PUSH, BOOLEAN, ATTRIBUTE, ERROR ->
                    throw new IllegalStateException("a reply that was not asked for");
        };
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
        wait.close();
    }
}
