package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code sql_op}, or {@code query_db} if {@code isTable} (OP-22 to OP-28).
 *
 * @param statement SQL with {@code ?} for each parameter
 */
public record SqlOperation(
        SourceLocation location,
        boolean isTable,
        String database,
        String statement,
        Arguments arguments,
        Optional<Expression> timeoutMillis,
        Optional<String> output)
        implements Operation.Connector {

    /** Where the parameters of the statement come from. */
    public sealed interface Arguments {
        /** Returns the number of parameters. */
        default int count() {
            return switch (this) {
                case Given(_, var order) -> order.size();
                case FromList(_, var order) -> order.size();
                case FromMembers(_, var names) -> names.size();
            };
        }

        /**
         * A list or mapping as written.
         *
         * @param values its values in order
         * @param order for each parameter the index of its value
         */
        record Given(List<Expression> values, List<Integer> order) implements Arguments {
            public Given {
                values = List.copyOf(values);
                order = List.copyOf(order);
            }
        }

        /**
         * An expression that gives an array.
         *
         * @param order for each parameter the index of its element
         */
        record FromList(Expression list, List<Integer> order) implements Arguments {
            public FromList {
                order = List.copyOf(order);
            }
        }

        /**
         * An expression that gives an object.
         *
         * @param names for each parameter the name of its member
         */
        record FromMembers(Expression members, List<String> names) implements Arguments {
            public FromMembers {
                names = List.copyOf(names);
            }
        }
    }

    @Override
    public List<Operation.Part> parts() {
        List<Operation.Part> parts = new ArrayList<>();
        switch (arguments) {
            case Arguments.Given given ->
                    given.values().forEach(value -> parts.add(new Operation.Part(value, true)));
            case Arguments.FromList(var list, _) -> parts.add(new Operation.Part(list, true));
            case Arguments.FromMembers(var members, _) ->
                    parts.add(new Operation.Part(members, true));
        }
        timeoutMillis.ifPresent(timeout -> parts.add(new Operation.Part(timeout, false)));
        return parts;
    }

    @Override
    public String resultVariable() {
        return isTable ? "db_result" : "sql_result";
    }
}
