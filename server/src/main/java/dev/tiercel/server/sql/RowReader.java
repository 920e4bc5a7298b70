package dev.tiercel.server.sql;

import dev.tiercel.frontend.document.SqlDialect;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one result. Not thread-safe. */
final class RowReader {
    private final List<String> labels;
    private final ColumnReader[] readers;
    private final @Nullable Object[] row;

    private RowReader(List<String> labels, ColumnReader[] readers) {
        this.labels = labels;
        this.readers = readers;
        this.row = new Object[readers.length];
    }

    static RowReader of(ResultSetMetaData meta, SqlDialect dialect) throws SQLException {
        int count = meta.getColumnCount();
        String[] labels = new String[count];
        ColumnReader[] readers = new ColumnReader[count];
        for (int i = 0; i < count; i++) {
            labels[i] = meta.getColumnLabel(i + 1);
            readers[i] = ColumnReader.of(meta, i + 1, dialect);
        }
        return new RowReader(List.of(labels), readers);
    }

    List<String> labels() {
        return labels;
    }

    /** Returns the values of the current row, in an array that is used again for the next one. */
    @Nullable Object[] read(ResultSet rows) throws SQLException {
        for (int i = 0; i < readers.length; i++) {
            row[i] = readers[i].read(rows, i + 1);
        }
        return row;
    }
}
