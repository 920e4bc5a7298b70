package dev.tiercel.server.redis;

import dev.tiercel.ir.RedisCommand;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Commands on sets of the embedded store. Not thread-safe. */
final class SetCommands {
    private final Keyspace keys;

    /** The members of one set. */
    private record Members(Set<ByteBuffer> all) {}

    SetCommands(Keyspace keys) {
        this.keys = keys;
    }

    Object execute(RedisCommand command, byte[] key, List<byte[]> rest) {
        Members set = keys.find(key, Members.class);
        return switch (command) {
            case SADD -> {
                Members target = set == null ? create(key) : set;
                yield rest.stream().filter(m -> target.all().add(ByteBuffer.wrap(m))).count();
            }
            case SREM -> set == null ? 0L : remove(key, set, rest);
            case SMEMBERS ->
                    set == null ? List.of() : set.all().stream().map(ByteBuffer::array).toList();
            case SISMEMBER ->
                    EmbeddedRedis.truth(
                            set != null && set.all().contains(ByteBuffer.wrap(rest.getFirst())));
            default -> throw new IllegalArgumentException("no command on sets: " + command);
        };
    }

    private Members create(byte[] key) {
        Members set = new Members(new LinkedHashSet<>());
        keys.put(key, set);
        return set;
    }

    private long remove(byte[] key, Members set, List<byte[]> members) {
        long removed = members.stream().filter(m -> set.all().remove(ByteBuffer.wrap(m))).count();
        if (set.all().isEmpty()) {
            keys.remove(key);
        }
        return removed;
    }
}
