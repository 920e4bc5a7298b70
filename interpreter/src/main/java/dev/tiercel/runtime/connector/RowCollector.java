package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.Shape;
import dev.tiercel.runtime.effect.JsonColumn;
import dev.tiercel.runtime.effect.SqlResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the value of a statement from what the database answers. Not thread-safe. */
final class RowCollector implements SqlResult {
    private static final Shape COUNTS = Shape.of("rows_affected", "last_insert_id");
    private static final Shape TABLE = Shape.of("rows", "count", "rows_affected", "last_insert_id");

    private final ExecutionContext context;
    private final List<@Nullable Object> rows = new ArrayList<>();
    private ColumnTable table;
    private boolean hasRows;
    private long rowsAffected;
    private @Nullable Long lastInsertId;

    /**
     * @param table the columns of an earlier execution
     */
    RowCollector(ExecutionContext context, ColumnTable table) {
        this.context = context;
        this.table = table;
    }

    ColumnTable table() {
        return table;
    }

    @Override
    public long memoryLeft() {
        return context.memoryLeft();
    }

    @Override
    public void columns(List<String> labels) {
        hasRows = true;
        rows.clear();
        table = table.with(labels);
    }

    @Override
    public void row(@Nullable Object[] values) {
        Shape shape = table.shape();
        context.chargeMemory(MemoryCost.object(shape.size()));
        @Nullable Object[] members = new Object[shape.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = value(values[table.column(i)]);
        }
        rows.add(ObjectValue.wrap(shape, members));
    }

    @Override
    public void updated(long affected, @Nullable Long insertId) {
        rowsAffected = affected;
        lastInsertId = insertId;
    }

    /** Returns the value of {@code sql_op}. */
    Object asRows() {
        return hasRows ? array() : object(COUNTS, rowsAffected, lastInsertId);
    }

    /** Returns the value of {@code query_db}. */
    Object asTable() {
        return object(TABLE, array(), (long) rows.size(), rowsAffected, lastInsertId);
    }

    private ArrayValue array() {
        context.chargeMemory(MemoryCost.array(rows.size()));
        return ArrayValue.copyOf(rows);
    }

    private ObjectValue object(Shape shape, @Nullable Object... members) {
        context.chargeMemory(MemoryCost.object(members.length));
        return ObjectValue.wrap(shape, members);
    }

    private @Nullable Object value(@Nullable Object column) {
        return switch (column) {
            case String text -> {
                context.chargeMemory(MemoryCost.string(text.length()));
                yield text;
            }
            case byte[] octets -> {
                context.chargeMemory(MemoryCost.bytes(octets.length));
                yield BytesValue.wrap(octets);
            }
            case JsonColumn(String text) -> ColumnTexts.json(context, text);
            case null -> null;
            default -> column;
        };
    }
}
