package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code redis_op}.
 *
 * @param arguments an array
 */
public record RedisOperation(
        SourceLocation location,
        Expression command,
        Optional<Expression> key,
        Optional<Expression> value,
        Optional<Expression> arguments,
        Optional<Expression> expirySeconds,
        Optional<String> output)
        implements Operation.Connector {
    @Override
    public List<Operation.Part> parts() {
        List<Operation.Part> parts = new ArrayList<>();
        parts.add(new Operation.Part(command, false));
        key.ifPresent(e -> parts.add(new Operation.Part(e, false)));
        value.ifPresent(e -> parts.add(new Operation.Part(e, true)));
        arguments.ifPresent(e -> parts.add(new Operation.Part(e, true)));
        expirySeconds.ifPresent(e -> parts.add(new Operation.Part(e, false)));
        return parts;
    }

    @Override
    public String resultVariable() {
        return "redis_result";
    }
}
