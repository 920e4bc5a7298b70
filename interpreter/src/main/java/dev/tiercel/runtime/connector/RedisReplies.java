package dev.tiercel.runtime.connector;

import dev.tiercel.ir.RedisCommand;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.Building;
import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.Shape;
import dev.tiercel.runtime.effect.EffectFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that replies of Redis stand for, by command. */
final class RedisReplies {
    private static final Shape SCORED = Shape.of("member", "score");
    private static final String OK = "OK";

    /** What stands for octets that are no text. */
    private static final char REPLACEMENT = '\ufffd';

    private RedisReplies() {}

    static @Nullable Object value(
            ExecutionContext context,
            RedisCommand command,
            boolean hasScores,
            @Nullable Object reply) {
        return switch (command) {
            case SET -> OK;
            case SETNX, EXPIRE, PERSIST, SISMEMBER -> reply instanceof Long number && number == 1;
            case ZSCORE, ZINCRBY -> reply == null ? null : score(reply);
            case HGETALL -> members(context, list(reply));
            case ZRANGE -> hasScores ? scored(context, list(reply)) : texts(context, list(reply));
            case MGET, LRANGE, SMEMBERS -> texts(context, list(reply));
            case GET,
                    GETDEL,
                    DEL,
                    EXISTS,
                    TTL,
                    INCR,
                    DECR,
                    INCRBY,
                    HGET,
                    HDEL,
                    HSET,
                    HINCRBY,
                    LPUSH,
                    RPUSH,
                    LPOP,
                    RPOP,
                    LLEN,
                    SADD,
                    SREM,
                    ZADD,
                    ZREM,
                    PUBLISH ->
                    scalar(context, reply);
        };
    }

    private static @Nullable Object scalar(ExecutionContext context, @Nullable Object reply) {
        return switch (reply) {
            case null -> null;
            case Long number -> number;
            case byte[] octets -> text(context, octets);
            default -> throw unexpected();
        };
    }

    /** Octets that are no text in UTF-8 are given as they are. */
    private static Object text(ExecutionContext context, byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        boolean isText = text.indexOf(REPLACEMENT) < 0 || isUtf8(octets);
        if (!isText) {
            context.chargeMemory(MemoryCost.bytes(octets.length));
            return BytesValue.wrap(octets);
        }
        context.chargeMemory(MemoryCost.string(text.length()));
        return text;
    }

    private static boolean isUtf8(byte[] octets) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).hasArray();
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static ArrayValue texts(ExecutionContext context, List<?> replies) {
        @Nullable Object[] elements = new Object[replies.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = scalar(context, replies.get(i));
        }
        return Building.array(context, elements);
    }

    private static Object members(ExecutionContext context, List<?> replies) {
        ObjectBuilder builder = new ObjectBuilder(replies.size() / 2);
        for (int i = 0; i + 1 < replies.size(); i += 2) {
            Object name = scalar(context, replies.get(i));
            String key = name instanceof BytesValue bytes ? bytes.base64() : String.valueOf(name);
            builder.put(key, scalar(context, replies.get(i + 1)));
        }
        return builder.build(context);
    }

    private static ArrayValue scored(ExecutionContext context, List<?> replies) {
        @Nullable Object[] elements = new Object[replies.size() / 2];
        for (int i = 0; i < elements.length; i++) {
            elements[i] =
                    Building.object(
                            context,
                            SCORED,
                            new @Nullable Object[] {
                                scalar(context, replies.get(2 * i)), score(replies.get(2 * i + 1))
                            });
        }
        return Building.array(context, elements);
    }

    private static Double score(@Nullable Object reply) {
        double score =
                switch (reply) {
                    case byte[] octets -> parse(new String(octets, StandardCharsets.US_ASCII));
                    case Long number -> number;
                    case null, default -> throw unexpected();
                };
        if (!Double.isFinite(score)) {
            throw new EffectFailure(
                    EffectFailure.Kind.REDIS_ERROR, "The score is infinite, which is no number");
        }
        return score;
    }

    private static double parse(String text) {
        return switch (text) {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static List<?> list(@Nullable Object reply) {
        if (reply instanceof List<?> list) {
            return list;
        }
        throw unexpected();
    }

    private static EffectFailure unexpected() {
        return new EffectFailure(
                EffectFailure.Kind.REDIS_ERROR, "Redis answered in an unexpected form");
    }
}
