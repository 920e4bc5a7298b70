package dev.tiercel.runtime.connector;

import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.JsonFragment;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.effect.SqlConnector;
import dev.tiercel.runtime.effect.SqlResult;
import dev.tiercel.runtime.effect.SqlStatement;
import dev.tiercel.runtime.effect.SqlTransaction;
import dev.tiercel.runtime.effect.TimeLimit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code sql_op} and {@code query_db} (OP-22 to OP-29). */
final class SqlAction implements EffectAction {
    private static final double EXACT_BOUND = 0x1p53;

    private final SqlPlan plan;
    // Statements give the same columns nearly always; racing threads store equal tables.
    private volatile ColumnTable columns = ColumnTable.NONE;

    SqlAction(SqlPlan plan) {
        this.plan = plan;
    }

    @Override
    public @Nullable Object run(ExecutionContext context, @Nullable Object[] operands) {
        @Nullable Object[] parameters = parameters(context, operands);
        TimeLimit limit = TimeLimits.of(context, operands[operands.length - 1]);
        SqlStatement statement = new SqlStatement(plan.database(), plan.text(), parameters);
        return plan.isText() ? text(context, statement, limit) : value(context, statement, limit);
    }

    private @Nullable Object value(
            ExecutionContext context, SqlStatement statement, TimeLimit limit) {
        RowCollector collector = new RowCollector(context, columns);
        run(context, statement, limit, collector);
        columns = collector.table();
        return plan.isTable() ? collector.asTable() : collector.asRows();
    }

    private JsonFragment text(ExecutionContext context, SqlStatement statement, TimeLimit limit) {
        RowWriter writer = new RowWriter(context, columns, plan.isTable());
        run(context, statement, limit, writer);
        columns = writer.table();
        return writer.end();
    }

    private void run(
            ExecutionContext context, SqlStatement statement, TimeLimit limit, SqlResult result) {
        Optional<SqlTransaction> transaction =
                context.hasOpenTransaction()
                        ? context.transactions().find(plan.database())
                        : Optional.empty();
        if (transaction.isPresent()) {
            transaction.get().run(statement, limit, result);
        } else {
            SqlConnector connector = context.environment().connectors().sql();
            connector.run(statement, limit, result);
        }
    }

    private @Nullable Object[] parameters(ExecutionContext context, @Nullable Object[] operands) {
        return switch (plan.parameters()) {
            case SqlPlan.Parameters.Given(var indexes) -> {
                @Nullable Object[] values = new Object[indexes.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = bound(context, operands[indexes[i]]);
                }
                yield values;
            }
            case SqlPlan.Parameters.OfList(var indexes, var count) -> {
                ArrayValue array = list(operands[0], count);
                @Nullable Object[] values = new Object[indexes.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = bound(context, array.get(indexes[i]));
                }
                yield values;
            }
            case SqlPlan.Parameters.OfMembers(var names) ->
                    members(context, object(operands[0], names), names);
        };
    }

    private static ArrayValue list(@Nullable Object value, int count) {
        if (value instanceof ArrayValue array && array.size() == count) {
            return array;
        }
        String found =
                value instanceof ArrayValue array
                        ? "an array of " + array.size() + " elements"
                        : "no array";
        throw LogicError.of(
                ErrorCode.INVALID_ARGUMENT,
                "`args` must be an array of " + count + " elements, not " + found);
    }

    private static ObjectValue object(@Nullable Object value, List<String> names) {
        if (!(value instanceof ObjectValue object)) {
            throw LogicError.of(
                    ErrorCode.INVALID_ARGUMENT, "`args` must be an object with a value per name");
        }
        for (int i = 0; i < object.slotCount(); i++) {
            if (object.slot(i) != Absent.ABSENT && !names.contains(object.key(i))) {
                throw LogicError.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "`args` has `" + object.key(i) + "`, which the query does not use");
            }
        }
        return object;
    }

    private static @Nullable Object[] members(
            ExecutionContext context, ObjectValue object, List<String> names) {
        @Nullable Object[] values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = object.find(names.get(i));
            if (value == Absent.ABSENT) {
                throw LogicError.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "`args` has no value for `:" + names.get(i) + "`");
            }
            values[i] = bound(context, value);
        }
        return values;
    }

    /** Returns what a value is as a parameter (OP-25). */
    private static @Nullable Object bound(ExecutionContext context, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean bool -> bool;
            case Long number -> number;
            case Double number -> {
                double amount = number;
                boolean isExact = amount == Math.rint(amount) && Math.abs(amount) < EXACT_BOUND;
                yield isExact ? (Object) (long) amount : number;
            }
            case String text -> text;
            case BytesValue bytes -> bytes.octets();
            default -> TextForm.json(context, value);
        };
    }
}
