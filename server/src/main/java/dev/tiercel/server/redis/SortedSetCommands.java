package dev.tiercel.server.redis;

import dev.tiercel.ir.RedisCommand;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Commands on sorted sets of the embedded store. Not thread-safe. */
final class SortedSetCommands {
    private static final Comparator<Scored> ORDER =
            Comparator.comparingDouble(Scored::score)
                    .thenComparing((left, right) ->
                            Arrays.compareUnsigned(left.member().array(), right.member().array()));

    private final Keyspace keys;

    private record Scored(double score, ByteBuffer member) {}

    /** The members of one sorted set, by member and in order. */
    private record SortedSet(Map<ByteBuffer, Scored> byMember, TreeSet<Scored> inOrder) {
        boolean put(ByteBuffer member, double score) {
            Scored added = new Scored(score == 0 ? 0.0 : score, member);
            Scored old = byMember.put(member, added);
            if (old != null) {
                inOrder.remove(old);
            }
            inOrder.add(added);
            return old == null;
        }

        boolean remove(ByteBuffer member) {
            Scored old = byMember.remove(member);
            return old != null && inOrder.remove(old);
        }
    }

    SortedSetCommands(Keyspace keys) {
        this.keys = keys;
    }

    @Nullable Object execute(RedisCommand command, byte[] key, List<byte[]> rest) {
        SortedSet set = keys.find(key, SortedSet.class);
        return switch (command) {
            case ZADD -> add(key, set, rest);
            case ZRANGE -> range(set, rest);
            case ZREM -> set == null ? 0L : remove(key, set, rest);
            case ZSCORE -> set == null ? null : score(set, rest.getFirst());
            case ZINCRBY -> increase(key, set, rest);
            default -> throw new IllegalArgumentException("no command on sorted sets: " + command);
        };
    }

    private SortedSet create(byte[] key) {
        SortedSet set = new SortedSet(new HashMap<>(), new TreeSet<>(ORDER));
        keys.put(key, set);
        return set;
    }

    private long add(byte[] key, @Nullable SortedSet set, List<byte[]> pairs) {
        double[] scores = new double[pairs.size() / 2];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = RedisNumbers.number(pairs.get(2 * i));
        }
        SortedSet target = set == null ? create(key) : set;
        long added = 0;
        for (int i = 0; i < scores.length; i++) {
            ByteBuffer member = ByteBuffer.wrap(pairs.get(2 * i + 1));
            added += EmbeddedRedis.truth(target.put(member, scores[i]));
        }
        return added;
    }

    private static List<byte[]> range(@Nullable SortedSet set, List<byte[]> rest) {
        boolean hasScores = rest.size() > 2;
        if (hasScores && !RedisNumbers.text(rest.get(2)).equalsIgnoreCase("WITHSCORES")) {
            throw RedisNumbers.error("ERR syntax error");
        }
        int size = set == null ? 0 : set.inOrder().size();
        IndexRange range = IndexRange.of(rest.get(0), rest.get(1), size);
        List<byte[]> found = new ArrayList<>();
        if (set != null) {
            for (Scored scored : range.of(new ArrayList<>(set.inOrder()))) {
                found.add(scored.member().array());
                if (hasScores) {
                    found.add(RedisNumbers.bytes(scored.score()));
                }
            }
        }
        return found;
    }

    private long remove(byte[] key, SortedSet set, List<byte[]> members) {
        long removed = members.stream().filter(m -> set.remove(ByteBuffer.wrap(m))).count();
        if (set.byMember().isEmpty()) {
            keys.remove(key);
        }
        return removed;
    }

    private static byte @Nullable [] score(SortedSet set, byte[] member) {
        Scored scored = set.byMember().get(ByteBuffer.wrap(member));
        return scored == null ? null : RedisNumbers.bytes(scored.score());
    }

    private byte[] increase(byte[] key, @Nullable SortedSet set, List<byte[]> rest) {
        double increment = RedisNumbers.number(rest.get(0));
        ByteBuffer member = ByteBuffer.wrap(rest.get(1));
        Scored old = set == null ? null : set.byMember().get(member);
        double score = old == null ? increment : old.score() + increment;
        if (Double.isNaN(score)) {
            throw RedisNumbers.error("ERR resulting score is not a number (NaN)");
        }
        SortedSet target = set == null ? create(key) : set;
        target.put(member, score);
        return RedisNumbers.bytes(score);
    }
}
