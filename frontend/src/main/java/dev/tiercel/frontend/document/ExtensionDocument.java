package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import java.util.Optional;

/**
 * A declared operation (DOC-18).
 *
 * @param operation canonical name of the operation
 * @param schema JSON Schema of the operation's fields, kept as syntax; absent if everything is
 *     allowed
 */
public record ExtensionDocument(
        String name,
        String operation,
        String description,
        Optional<Node> schema,
        Target target,
        Node.Mapping syntax)
        implements Document {
    /** What executes the operation. */
    public sealed interface Target {
        /** A global function with one parameter. */
        record Function(String name) implements Target {}

        /** A request, with the meaning of the fields of {@code http_request}. */
        record Webhook(
                Expression url,
                String method,
                Optional<Expression> headers,
                Optional<Expression> timeoutMillis,
                Optional<Operation.Retry> retry,
                boolean continuesOnError)
                implements Target {}
    }
}
