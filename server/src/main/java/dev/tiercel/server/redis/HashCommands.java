package dev.tiercel.server.redis;

import dev.tiercel.ir.RedisCommand;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands on hashes of the embedded store. Not thread-safe. */
final class HashCommands {
    private final Keyspace keys;

    /** The fields of one hash. */
    private record Hash(Map<ByteBuffer, byte[]> valueByField) {}

    HashCommands(Keyspace keys) {
        this.keys = keys;
    }

    @Nullable Object execute(RedisCommand command, byte[] key, List<byte[]> rest) {
        Hash hash = keys.find(key, Hash.class);
        return switch (command) {
            case HGET ->
                    hash == null ? null : hash.valueByField().get(ByteBuffer.wrap(rest.getFirst()));
            case HGETALL -> hash == null ? List.of() : all(hash);
            case HSET -> set(hash == null ? create(key) : hash, rest);
            case HDEL -> hash == null ? 0L : delete(key, hash, rest);
            case HINCRBY -> add(key, hash, rest);
            default -> throw new IllegalArgumentException("no command on hashes: " + command);
        };
    }

    private Hash create(byte[] key) {
        Hash hash = new Hash(new LinkedHashMap<>());
        keys.put(key, hash);
        return hash;
    }

    private static List<byte[]> all(Hash hash) {
        List<byte[]> all = new ArrayList<>();
        hash.valueByField()
                .forEach((field, value) -> {
                    byte[] name = new byte[field.remaining()];
                    field.duplicate().get(name);
                    all.add(name);
                    all.add(value);
                });
        return all;
    }

    private static long set(Hash hash, List<byte[]> pairs) {
        long added = 0;
        for (int i = 0; i < pairs.size(); i += 2) {
            boolean isNew =
                    hash.valueByField().put(ByteBuffer.wrap(pairs.get(i)), pairs.get(i + 1))
                            == null;
            added += EmbeddedRedis.truth(isNew);
        }
        return added;
    }

    private long delete(byte[] key, Hash hash, List<byte[]> fields) {
        long removed =
                fields.stream()
                        .filter(f -> hash.valueByField().remove(ByteBuffer.wrap(f)) != null)
                        .count();
        if (hash.valueByField().isEmpty()) {
            keys.remove(key);
        }
        return removed;
    }

    private long add(byte[] key, @Nullable Hash hash, List<byte[]> rest) {
        long increment = RedisNumbers.integer(rest.get(1));
        ByteBuffer field = ByteBuffer.wrap(rest.getFirst());
        byte[] old = hash == null ? null : hash.valueByField().get(field);
        long base = old == null ? 0 : RedisNumbers.integer(old, "ERR hash value is not an integer");
        long value = RedisNumbers.add(base, increment);
        Hash target = hash == null ? create(key) : hash;
        target.valueByField().put(field, RedisNumbers.bytes(value));
        return value;
    }
}
