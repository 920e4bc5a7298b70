package dev.tiercel.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The commands of {@code redis_op}, with the fields that each takes (operations.md). */
public enum RedisCommand {
    GET(Form.KEY),
    SET(Form.KEY_VALUE_EXPIRY),
    SETNX(Form.KEY_VALUE),
    GETDEL(Form.KEY),
    MGET(Form.KEYS),
    DEL(Form.KEY_OR_KEYS),
    EXISTS(Form.KEY_OR_KEYS),
    EXPIRE(Form.KEY_EXPIRY),
    TTL(Form.KEY),
    PERSIST(Form.KEY),
    INCR(Form.KEY),
    DECR(Form.KEY),
    INCRBY(Form.KEY_VALUE),
    HGET(Form.KEY_ONE),
    HDEL(Form.KEY_ARGS),
    HSET(Form.KEY_MEMBERS_OR_PAIRS),
    HGETALL(Form.KEY),
    HINCRBY(Form.KEY_TWO),
    LPUSH(Form.KEY_VALUE_OR_ARGS),
    RPUSH(Form.KEY_VALUE_OR_ARGS),
    LPOP(Form.KEY),
    RPOP(Form.KEY),
    LRANGE(Form.KEY_TWO),
    LLEN(Form.KEY),
    SADD(Form.KEY_VALUE_OR_ARGS),
    SREM(Form.KEY_VALUE_OR_ARGS),
    SMEMBERS(Form.KEY),
    SISMEMBER(Form.KEY_VALUE),
    ZADD(Form.KEY_PAIRS),
    ZRANGE(Form.KEY_RANGE),
    ZREM(Form.KEY_VALUE_OR_ARGS),
    ZSCORE(Form.KEY_VALUE_OR_ARGS_ONE),
    ZINCRBY(Form.KEY_TWO),
    PUBLISH(Form.KEY_VALUE);

    private static final int MANY = Integer.MAX_VALUE;
    private static final Map<String, RedisCommand> BY_NAME = new HashMap<>();

    static {
        for (RedisCommand command : values()) {
            BY_NAME.put(command.name(), command);
        }
    }

    private final Form form;

    RedisCommand(Form form) {
        this.form = form;
    }

    /** Returns the command of a name in any case. */
    public static Optional<RedisCommand> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toUpperCase(Locale.ROOT)));
    }

    /** Returns the names of all commands. */
    public static List<String> names() {
        return List.of(values()).stream().map(RedisCommand::name).toList();
    }

    public Form form() {
        return form;
    }

    /** Which fields a command takes. */
    public enum Form {
        KEY(Need.REQUIRED, Need.NONE, Need.NONE, 0, 0, 1),
        KEY_VALUE(Need.REQUIRED, Need.REQUIRED, Need.NONE, 0, 0, 1),
        KEY_VALUE_EXPIRY(Need.REQUIRED, Need.REQUIRED, Need.OPTIONAL, 0, 0, 1),
        KEY_EXPIRY(Need.REQUIRED, Need.NONE, Need.REQUIRED, 0, 0, 1),
        KEYS(Need.NONE, Need.NONE, Need.NONE, 1, MANY, 1),
        /** The key, or keys as arguments. */
        KEY_OR_KEYS(Need.OR_ARGS, Need.NONE, Need.NONE, 1, MANY, 1),
        KEY_ONE(Need.REQUIRED, Need.NONE, Need.NONE, 1, 1, 1),
        KEY_TWO(Need.REQUIRED, Need.NONE, Need.NONE, 2, 2, 1),
        KEY_ARGS(Need.REQUIRED, Need.NONE, Need.NONE, 1, MANY, 1),
        KEY_PAIRS(Need.REQUIRED, Need.NONE, Need.NONE, 2, MANY, 2),
        KEY_RANGE(Need.REQUIRED, Need.NONE, Need.NONE, 2, 3, 1),
        /** The key, then a value, or arguments. */
        KEY_VALUE_OR_ARGS(Need.REQUIRED, Need.OR_ARGS, Need.NONE, 1, MANY, 1),
        KEY_VALUE_OR_ARGS_ONE(Need.REQUIRED, Need.OR_ARGS, Need.NONE, 1, 1, 1),
        /** The key, then an object as the value, or pairs as arguments. */
        KEY_MEMBERS_OR_PAIRS(Need.REQUIRED, Need.OR_ARGS, Need.NONE, 2, MANY, 2);

        private final Need key;
        private final Need value;
        private final Need expiry;
        private final int argumentsMin;
        private final int argumentsMax;
        private final int argumentsStep;

        Form(
                Need key,
                Need value,
                Need expiry,
                int argumentsMin,
                int argumentsMax,
                int argumentsStep) {
            this.key = key;
            this.value = value;
            this.expiry = expiry;
            this.argumentsMin = argumentsMin;
            this.argumentsMax = argumentsMax;
            this.argumentsStep = argumentsStep;
        }

        public Need key() {
            return key;
        }

        public Need value() {
            return value;
        }

        public Need expiry() {
            return expiry;
        }

        /** Whether arguments can be given. */
        public boolean takesArguments() {
            return argumentsMax > 0;
        }

        /** Whether nothing stands for the arguments. */
        public boolean needsArguments() {
            return takesArguments() && key != Need.OR_ARGS && value != Need.OR_ARGS;
        }

        /** Whether a command can have that number of arguments, if it has any. */
        public boolean allowsArguments(int count) {
            return count >= argumentsMin && count <= argumentsMax && count % argumentsStep == 0;
        }

        /** Returns how many arguments there must be, for messages. */
        public String argumentsText() {
            if (argumentsStep == 2) {
                return "pairs";
            }
            if (argumentsMin == argumentsMax) {
                return argumentsMin == 1 ? "1 element" : argumentsMin + " elements";
            }
            return argumentsMax == MANY
                    ? "at least 1 element"
                    : argumentsMin + " or " + argumentsMax + " elements";
        }
    }

    /** Whether a field must be there. */
    public enum Need {
        NONE,
        OPTIONAL,
        REQUIRED,
        /** Either this field or the arguments. */
        OR_ARGS
    }
}
