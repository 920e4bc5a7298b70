package dev.tiercel.runtime.connector;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.RedisCommand;
import dev.tiercel.ir.RedisCommand.Need;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.effect.EffectFailure;
import dev.tiercel.runtime.effect.TimeLimit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code redis_op}. */
final class RedisAction implements EffectAction {
    private static final String WITH_SCORES = "WITHSCORES";
    private static final Pattern SCORE =
            Pattern.compile(
                    "[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?|inf(?:inity)?)",
                    Pattern.CASE_INSENSITIVE);
    private static final byte[] EXPIRY = utf8("EX");

    private final int keyAt;
    private final int valueAt;
    private final int argumentsAt;
    private final int expiryAt;

    /**
     * @param fields names of the fields that are present, in order
     */
    RedisAction(List<String> fields) {
        keyAt = fields.indexOf("key") + 1;
        valueAt = fields.indexOf("value") + 1;
        argumentsAt = fields.indexOf("args") + 1;
        expiryAt = fields.indexOf("ttl_seconds") + 1;
    }

    @Override
    public @Nullable Object run(ExecutionContext context, @Nullable Object[] operands) {
        String name = (String) Objects.requireNonNull(operands[0]);
        RedisCommand command = command(name);
        check(command, operands);
        checkRange(command, operands);
        checkScores(context, command, operands);
        List<byte[]> parts = parts(context, command, operands);
        TimeLimit limit = TimeLimits.of(context, null);
        Object reply = context.environment().connectors().redis().execute(parts, limit);
        return RedisReplies.value(context, command, hasScores(operands), reply);
    }

    private static RedisCommand command(String name) {
        return RedisCommand.find(name)
                .orElseThrow(() ->
                        LogicError.of(
                                ErrorCode.UNSUPPORTED_COMMAND,
                                "Redis command `"
                                        + name.toUpperCase(Locale.ROOT)
                                        + "` is not supported"));
    }

    private void check(RedisCommand command, @Nullable Object[] operands) {
        RedisCommand.Form form = command.form();
        check(command, "key", form.key(), keyAt > 0);
        check(command, "value", form.value(), valueAt > 0);
        check(command, "ttl_seconds", form.expiry(), expiryAt > 0);
        ArrayValue arguments = arguments(operands);
        boolean needsArguments =
                form.needsArguments()
                        || (form.key() == Need.OR_ARGS && keyAt == 0)
                        || (form.value() == Need.OR_ARGS && valueAt == 0);
        boolean isRight =
                needsArguments ? form.allowsArguments(arguments.size()) : arguments.size() == 0;
        if (!isRight) {
            throw invalid(
                    "`args` of "
                            + command
                            + " must have "
                            + (needsArguments ? form.argumentsText() : "no elements")
                            + ", not "
                            + arguments.size());
        }
    }

    private static void check(RedisCommand command, String field, Need need, boolean isPresent) {
        if (need == Need.REQUIRED && !isPresent) {
            throw invalid(command + " needs `" + field + "`");
        }
        if (need == Need.NONE && isPresent) {
            throw invalid(command + " takes no `" + field + "`");
        }
    }

    /** Servers know more words there, for which no form of the reply is laid down. */
    private void checkRange(RedisCommand command, @Nullable Object[] operands) {
        boolean isOther =
                command == RedisCommand.ZRANGE
                        && arguments(operands).size() == 3
                        && !hasScores(operands);
        if (isOther) {
            throw new EffectFailure(EffectFailure.Kind.REDIS_ERROR, "ERR syntax error");
        }
    }

    /**
     * Servers know words there too, which would change what the command does, and numbers of which
     * no two versions know the same.
     */
    private void checkScores(
            ExecutionContext context, RedisCommand command, @Nullable Object[] operands) {
        ArrayValue arguments = arguments(operands);
        int scores =
                switch (command) {
                    case ZADD -> arguments.size();
                    case ZINCRBY -> 1;
                    default -> 0;
                };
        for (int i = 0; i < scores; i += 2) {
            String score = TextForm.transientText(context, arguments.get(i));
            if (!SCORE.matcher(score).matches()) {
                throw new EffectFailure(
                        EffectFailure.Kind.REDIS_ERROR, "ERR value is not a valid float");
            }
        }
    }

    private ArrayValue arguments(@Nullable Object[] operands) {
        if (argumentsAt == 0) {
            return ArrayValue.EMPTY;
        }
        if (operands[argumentsAt] instanceof ArrayValue array) {
            return array;
        }
        throw invalid("`args` must be an array");
    }

    private List<byte[]> parts(
            ExecutionContext context, RedisCommand command, @Nullable Object[] operands) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(utf8(command.name()));
        if (keyAt > 0) {
            parts.add(octets(context, operands[keyAt]));
        }
        if (command == RedisCommand.HSET && valueAt > 0) {
            addMembers(context, parts, operands[valueAt]);
        } else if (valueAt > 0) {
            parts.add(octets(context, operands[valueAt]));
        }
        for (Object argument : arguments(operands)) {
            parts.add(octets(context, argument));
        }
        if (expiryAt > 0) {
            if (command == RedisCommand.SET) {
                parts.add(EXPIRY);
            }
            parts.add(octets(context, operands[expiryAt]));
        }
        return parts;
    }

    private static void addMembers(
            ExecutionContext context, List<byte[]> parts, @Nullable Object value) {
        if (!(value instanceof ObjectValue object) || object.isEmpty()) {
            throw invalid("`value` of HSET must be an object with members");
        }
        for (int i = 0; i < object.slotCount(); i++) {
            if (object.slot(i) != Absent.ABSENT) {
                parts.add(utf8(object.key(i)));
                parts.add(octets(context, object.slot(i)));
            }
        }
    }

    private boolean hasScores(@Nullable Object[] operands) {
        ArrayValue arguments = arguments(operands);
        return arguments.size() == 3
                && arguments.get(2) instanceof String word
                && word.equalsIgnoreCase(WITH_SCORES);
    }

    private static byte[] octets(ExecutionContext context, @Nullable Object value) {
        return value instanceof BytesValue bytes
                ? bytes.octets()
                : utf8(TextForm.transientText(context, value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static LogicError invalid(String message) {
        return LogicError.of(ErrorCode.INVALID_ARGUMENT, message);
    }
}
