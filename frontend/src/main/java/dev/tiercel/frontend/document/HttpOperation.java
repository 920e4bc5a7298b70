package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code http_request} (OP-14 to OP-21).
 *
 * @param continuesOnError whether an error is part of the value instead of being raised
 */
public record HttpOperation(
        SourceLocation location,
        String method,
        Expression url,
        Content content,
        Optional<Expression> timeoutMillis,
        Optional<Operation.Retry> retry,
        boolean continuesOnError,
        Optional<String> output)
        implements Operation.Connector {
    /** What is sent besides the URL. */
    public record Content(
            Optional<Expression> query, Optional<Expression> headers, Optional<Expression> body) {}

    @Override
    public List<Operation.Part> parts() {
        List<Operation.Part> parts = new ArrayList<>();
        parts.add(new Operation.Part(url, false));
        content.query().ifPresent(e -> parts.add(new Operation.Part(e, true)));
        content.headers().ifPresent(e -> parts.add(new Operation.Part(e, true)));
        content.body().ifPresent(e -> parts.add(new Operation.Part(e, true)));
        timeoutMillis.ifPresent(e -> parts.add(new Operation.Part(e, false)));
        return parts;
    }

    @Override
    public String resultVariable() {
        return "http_response";
    }
}
