package dev.tiercel.server.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Tells the row that a statement of SQLite has inserted from one that an earlier statement has:
 * SQLite gives the last one of the connection, also after an upsert that updated, and after inserts
 * into tables without row ids. A row with an unlikely number is inserted before the statement.
 */
final class InsertMark {
    /** Makes the table for the marks of one connection. */
    static final String PREPARATION =
            "CREATE TEMP TABLE tiercel_insert_mark(id INTEGER PRIMARY KEY)";

    private static final String MARK =
            "REPLACE INTO temp.tiercel_insert_mark(id) VALUES (" + Long.MIN_VALUE + ")";

    private InsertMark() {}

    static void set(Connection connection) throws SQLException {
        try (Statement mark = connection.createStatement()) {
            mark.executeUpdate(MARK);
        }
    }

    /** Returns the row id of the last row that was inserted since the mark was set. */
    static @Nullable Long lastRow(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT last_insert_rowid()")) {
            row.next();
            long last = row.getLong(1);
            return last == Long.MIN_VALUE ? null : (Long) last;
        }
    }
}
