package dev.tiercel.server.redis;

import dev.tiercel.ir.RedisCommand;
import dev.tiercel.runtime.effect.RedisConnector;
import dev.tiercel.runtime.effect.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The store that serves {@code redis_op} where no server is configured: in memory, gone after a
 * restart. Answers as Redis does. Thread-safe.
 */
public final class EmbeddedRedis implements RedisConnector {
    private static final byte[] OK = {'O', 'K'};

    private final ReentrantLock lock = new ReentrantLock();
    private final RedisMetrics metrics;
    // All below under the lock.
    private final Keyspace keys;
    private final HashCommands hashes;
    private final ListCommands lists;
    private final SetCommands sets;
    private final SortedSetCommands sortedSets;

    /** Returns an empty store. */
    public static EmbeddedRedis create(RedisMetrics metrics) {
        return new EmbeddedRedis(metrics, () -> System.nanoTime() / 1_000_000);
    }

    /**
     * @param millis a clock that never goes back
     */
    EmbeddedRedis(RedisMetrics metrics, LongSupplier millis) {
        this.metrics = metrics;
        this.keys = new Keyspace(millis);
        this.hashes = new HashCommands(keys);
        this.lists = new ListCommands(keys);
        this.sets = new SetCommands(keys);
        this.sortedSets = new SortedSetCommands(keys);
    }

    @Override
    public @Nullable Object execute(List<byte[]> command, TimeLimit limit) {
        String name = RedisNumbers.text(command.getFirst());
        RedisCommand known =
                RedisCommand.find(name)
                        .orElseThrow(
                                () -> RedisNumbers.error("ERR unknown command '" + name + "'"));
        long begin = System.nanoTime();
        lock.lock();
        try {
            return execute(known, command.subList(1, command.size()));
        } finally {
            lock.unlock();
            metrics.command(known.name(), System.nanoTime() - begin);
        }
    }

    private @Nullable Object execute(RedisCommand command, List<byte[]> arguments) {
        byte[] key = arguments.getFirst();
        List<byte[]> rest = arguments.subList(1, arguments.size());
        return switch (command) {
            case GET -> keys.find(key, byte[].class);
            case SET -> set(key, rest);
            case SETNX -> setIfAbsent(key, rest.getFirst());
            case GETDEL -> {
                byte[] value = keys.find(key, byte[].class);
                keys.remove(key);
                yield value;
            }
            case MGET -> values(arguments);
            case DEL -> arguments.stream().filter(keys::remove).count();
            case EXISTS -> arguments.stream().filter(k -> keys.find(k) != null).count();
            case EXPIRE -> truth(keys.expire(key, keys.seconds(rest.getFirst(), "expire")));
            case TTL -> keys.secondsLeft(key);
            case PERSIST -> truth(keys.persist(key));
            case INCR -> add(key, 1);
            case DECR -> add(key, -1);
            case INCRBY -> add(key, RedisNumbers.integer(rest.getFirst()));
            case HGET, HSET, HDEL, HGETALL, HINCRBY -> hashes.execute(command, key, rest);
            case LPUSH, RPUSH, LPOP, RPOP, LRANGE, LLEN -> lists.execute(command, key, rest);
            case SADD, SREM, SMEMBERS, SISMEMBER -> sets.execute(command, key, rest);
            case ZADD, ZRANGE, ZREM, ZSCORE, ZINCRBY -> sortedSets.execute(command, key, rest);
            case PUBLISH -> 0L;
        };
    }

    private byte[] set(byte[] key, List<byte[]> rest) {
        if (rest.size() > 2) {
            long seconds = keys.seconds(rest.get(2), "set");
            keys.put(key, rest.getFirst());
            keys.expire(key, seconds);
        } else {
            keys.put(key, rest.getFirst());
        }
        return OK;
    }

    private long setIfAbsent(byte[] key, byte[] value) {
        if (keys.find(key) != null) {
            return 0;
        }
        keys.put(key, value);
        return 1;
    }

    private List<@Nullable Object> values(List<byte[]> arguments) {
        List<@Nullable Object> values = new ArrayList<>();
        for (byte[] key : arguments) {
            values.add(keys.find(key) instanceof byte[] text ? text : null);
        }
        return values;
    }

    private long add(byte[] key, long increment) {
        byte[] old = keys.find(key, byte[].class);
        long value = RedisNumbers.add(old == null ? 0 : RedisNumbers.integer(old), increment);
        keys.replace(key, RedisNumbers.bytes(value));
        return value;
    }

    static long truth(boolean value) {
        return value ? 1 : 0;
    }
}
