package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.syntax.Node;
import java.util.ArrayList;
import java.util.List;
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
    /** Returns the canonical name of the operation that an extension of some name adds. */
    public static String operationOf(String name) {
        return SnakeCase.of(name);
    }

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
                implements Target {
            /** Returns the expressions of all fields but the condition of a retry. */
            public List<Expression> evaluatedOnce() {
                List<Expression> all = new ArrayList<>(List.of(url));
                headers.ifPresent(all::add);
                timeoutMillis.ifPresent(all::add);
                retry.ifPresent(r -> Field.of(r).forEach(field -> all.add(field.expression())));
                return all;
            }

            /** Returns the expressions of all fields. */
            public List<Expression> expressions() {
                List<Expression> all = evaluatedOnce();
                retry.flatMap(Operation.Retry::when).ifPresent(all::add);
                return all;
            }
        }
    }
}
