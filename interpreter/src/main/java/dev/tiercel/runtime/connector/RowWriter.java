package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.runtime.JsonFragment;
import dev.tiercel.runtime.Shape;
import dev.tiercel.runtime.effect.JsonColumn;
import dev.tiercel.runtime.effect.SqlResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the database answers as the JSON text that the value of {@link RowCollector} would
 * have. Not thread-safe.
 */
final class RowWriter implements SqlResult {
    private static final int ROW_DEPTH = 2;

    private final ExecutionContext context;
    private final boolean isTable;
    private final JsonBuffer buffer;
    private ColumnTable table;
    private boolean hasRows;
    private long count;
    private long rowsAffected;
    private @Nullable Long lastInsertId;

    /**
     * @param table the columns of an earlier execution
     * @param isTable whether the text is that of {@code query_db}
     */
    RowWriter(ExecutionContext context, ColumnTable table, boolean isTable) {
        this.context = context;
        this.table = table;
        this.isTable = isTable;
        this.buffer = context.response().aside(context);
        begin();
    }

    ColumnTable table() {
        return table;
    }

    private void begin() {
        buffer.begin(context);
        if (isTable) {
            buffer.raw("{\"rows\":");
        }
    }

    @Override
    public long memoryLeft() {
        return context.memoryLeft();
    }

    @Override
    public void columns(List<String> labels) {
        hasRows = true;
        table = table.with(labels);
        count = 0;
        begin();
    }

    @Override
    public void row(@Nullable Object[] values) {
        buffer.raw(count++ == 0 ? '[' : ',');
        buffer.raw('{');
        Shape shape = table.shape();
        for (int i = 0; i < shape.size(); i++) {
            if (i > 0) {
                buffer.raw(',');
            }
            buffer.key(shape, i);
            write(values[table.column(i)]);
        }
        buffer.raw('}');
    }

    private void write(@Nullable Object column) {
        switch (column) {
            case byte[] octets -> buffer.value(BytesValue.wrap(octets));
            case JsonColumn(String text) ->
                    buffer.value(
                            ColumnTexts.json(context, text), isTable ? ROW_DEPTH + 1 : ROW_DEPTH);
            case null, default -> buffer.value(column);
        }
    }

    @Override
    public void updated(long affected, @Nullable Long insertId) {
        rowsAffected = affected;
        lastInsertId = insertId;
    }

    /** Returns the whole text. */
    JsonFragment end() {
        if (isTable) {
            endRows();
            buffer.raw(",\"count\":");
            buffer.value(count);
            buffer.raw(',');
            counts();
        } else if (hasRows) {
            endRows();
        } else {
            buffer.raw('{');
            counts();
        }
        return JsonFragment.of(buffer);
    }

    private void endRows() {
        if (count == 0) {
            buffer.raw('[');
        }
        buffer.raw(']');
    }

    private void counts() {
        buffer.raw("\"rows_affected\":");
        buffer.value(rowsAffected);
        buffer.raw(",\"last_insert_id\":");
        buffer.value((Object) lastInsertId);
        buffer.raw('}');
    }
}
