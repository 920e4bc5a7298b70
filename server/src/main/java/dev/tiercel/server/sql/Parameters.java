package dev.tiercel.server.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Binding of parameters (OP-25). */
final class Parameters {
    private Parameters() {}

    static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            int index = i + 1;
            switch (values[i]) {
                case null -> statement.setNull(index, Types.NULL);
                case Boolean bool -> statement.setBoolean(index, bool);
                case Long number -> statement.setLong(index, number);
                case Double number -> statement.setDouble(index, number);
                case String text -> statement.setString(index, text);
                case byte[] octets -> statement.setBytes(index, octets);
                case Object other ->
                        throw new IllegalArgumentException("no parameter: " + other.getClass());
            }
        }
    }
}
