package dev.tiercel.server.redis;

import dev.tiercel.ir.RedisCommand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands on lists of the embedded store. Not thread-safe. */
final class ListCommands {
    private final Keyspace keys;

    /** The elements of one list. */
    private record Elements(Deque<byte[]> all) {}

    ListCommands(Keyspace keys) {
        this.keys = keys;
    }

    @Nullable Object execute(RedisCommand command, byte[] key, List<byte[]> rest) {
        Elements list = keys.find(key, Elements.class);
        return switch (command) {
            case LPUSH, RPUSH -> push(list == null ? create(key) : list, command, rest);
            case LPOP, RPOP -> list == null ? null : pop(key, list, command);
            case LRANGE -> range(list, rest);
            case LLEN -> list == null ? 0L : (long) list.all().size();
            default -> throw new IllegalArgumentException("no command on lists: " + command);
        };
    }

    private Elements create(byte[] key) {
        Elements list = new Elements(new ArrayDeque<>());
        keys.put(key, list);
        return list;
    }

    private static long push(Elements list, RedisCommand command, List<byte[]> values) {
        for (byte[] value : values) {
            if (command == RedisCommand.LPUSH) {
                list.all().addFirst(value);
            } else {
                list.all().addLast(value);
            }
        }
        return list.all().size();
    }

    private byte[] pop(byte[] key, Elements list, RedisCommand command) {
        byte[] value =
                command == RedisCommand.LPOP ? list.all().removeFirst() : list.all().removeLast();
        if (list.all().isEmpty()) {
            keys.remove(key);
        }
        return value;
    }

    private static List<byte[]> range(@Nullable Elements list, List<byte[]> rest) {
        IndexRange range = IndexRange.of(rest.get(0), rest.get(1), size(list));
        return list == null ? List.of() : range.of(new ArrayList<>(list.all()));
    }

    private static int size(@Nullable Elements list) {
        return list == null ? 0 : list.all().size();
    }
}
