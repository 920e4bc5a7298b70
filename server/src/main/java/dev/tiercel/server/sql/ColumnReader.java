package dev.tiercel.server.sql;

import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.runtime.effect.JsonColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a column is read (OP-27). */
enum ColumnReader {
    INTEGER {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            long value = rows.getLong(index);
            return value == 0 && rows.wasNull() ? null : (Object) value;
        }
    },
    NUMBER {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            double value = rows.getDouble(index);
            return rows.wasNull() || !Double.isFinite(value) ? null : (Object) value;
        }
    },
    /** Four octets, of which the shortest decimal is meant and not what a double makes of them. */
    SINGLE {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            float value = rows.getFloat(index);
            return rows.wasNull() || !Float.isFinite(value)
                    ? null
                    : (Object) Double.valueOf(Float.toString(value));
        }
    },
    DECIMAL {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            String text = rows.getString(index);
            return text == null ? null : decimal(text);
        }
    },
    BOOLEAN {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            boolean value = rows.getBoolean(index);
            return rows.wasNull() ? null : (Object) value;
        }
    },
    /** Bits of MariaDB, which are a number without sign there. */
    BITS {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            byte[] octets = rows.getBytes(index);
            return octets == null ? null : decimal(new BigInteger(1, octets).toString());
        }
    },
    TEXT {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            return rows.getString(index);
        }
    },
    /** A time of day or a duration of MariaDB, whose driver writes zeros after the seconds. */
    TIME {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            String text = rows.getString(index);
            return text == null ? null : DateTimeTexts.withoutZeros(text);
        }
    },
    DATE_TIME {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            LocalDateTime value = rows.getObject(index, LocalDateTime.class);
            return value == null ? null : DateTimeTexts.of(value);
        }
    },
    INSTANT {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            OffsetDateTime value = rows.getObject(index, OffsetDateTime.class);
            return value == null ? null : DateTimeTexts.of(value);
        }
    },
    JSON {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            String text = rows.getString(index);
            return text == null ? null : new JsonColumn(text);
        }
    },
    BINARY {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            return rows.getBytes(index);
        }
    },
    /** SQLite: each value has a type of its own. */
    DYNAMIC {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            Object value = rows.getObject(index);
            return switch (value) {
                case Integer number -> (long) number;
                case Double number -> Double.isFinite(number) ? number : null;
                case null -> null;
                default -> value;
            };
        }
    },
    DYNAMIC_BOOLEAN {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            Object value = DYNAMIC.read(rows, index);
            boolean isTruth = value instanceof Long number && (number == 0 || number == 1);
            return isTruth ? (Object) Long.valueOf(1).equals(value) : value;
        }
    },
    DYNAMIC_DATE_TIME {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            Object value = DYNAMIC.read(rows, index);
            return value instanceof String text ? DateTimeTexts.ofText(text) : value;
        }
    },
    DYNAMIC_JSON {
        @Override
        @Nullable Object read(ResultSet rows, int index) throws SQLException {
            Object value = DYNAMIC.read(rows, index);
            return value instanceof String text ? new JsonColumn(text) : value;
        }
    };

    /**
     * Returns null, Boolean, Long, finite Double, String, byte[] or {@link JsonColumn}. Numbers
     * that are infinite or none at all have no value in the language; they are null.
     */
    abstract @Nullable Object read(ResultSet rows, int index) throws SQLException;

    static ColumnReader of(ResultSetMetaData meta, int index, SqlDialect dialect)
            throws SQLException {
        if (dialect == SqlDialect.SQLITE) {
            return ofSqlite(meta.getColumnTypeName(index).toUpperCase(Locale.ROOT));
        }
        return switch (meta.getColumnType(index)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                    dialect == SqlDialect.POSTGRESQL || meta.isSigned(index) ? INTEGER : DECIMAL;
            case Types.REAL -> SINGLE;
            case Types.FLOAT, Types.DOUBLE -> NUMBER;
            case Types.NUMERIC, Types.DECIMAL -> DECIMAL;
            case Types.BOOLEAN -> BOOLEAN;
            case Types.BIT ->
                    isBoolean(meta, index) ? BOOLEAN : dialect == SqlDialect.MARIADB ? BITS : TEXT;
            case Types.TIMESTAMP ->
                    meta.getColumnTypeName(index).equals("timestamptz") ? INSTANT : DATE_TIME;
            case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BINARY;
            case Types.TIME -> dialect == SqlDialect.MARIADB ? TIME : TEXT;
            case Types.CHAR, Types.VARCHAR, Types.DATE ->
                    // The driver of PostgreSQL asks the server for the names of types.
                    dialect != SqlDialect.POSTGRESQL && isJson(meta, index) ? JSON : TEXT;
            default -> isJson(meta, index) ? JSON : TEXT;
        };
    }

    private static boolean isBoolean(ResultSetMetaData meta, int index) throws SQLException {
        return meta.getColumnTypeName(index).equals("bool") || meta.getPrecision(index) == 1;
    }

    private static boolean isJson(ResultSetMetaData meta, int index) throws SQLException {
        String type = meta.getColumnTypeName(index);
        return type.equalsIgnoreCase("json") || type.equalsIgnoreCase("jsonb");
    }

    private static ColumnReader ofSqlite(String declared) {
        return switch (declared) {
            case "BOOLEAN", "BOOL" -> DYNAMIC_BOOLEAN;
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ", "DATETIME" ->
                    DYNAMIC_DATE_TIME;
            case "JSON", "JSONB" -> DYNAMIC_JSON;
            default -> DYNAMIC;
        };
    }

    /** Returns an integer if the scale is 0 and it fits, otherwise a double; text that is none. */
    private static @Nullable Object decimal(String text) {
        try {
            BigDecimal value = new BigDecimal(text);
            boolean isInteger = value.scale() == 0 && value.unscaledValue().bitLength() <= 63;
            double number = value.doubleValue();
            Object finite = Double.isFinite(number) ? (Object) number : null;
            return isInteger ? (Object) value.longValueExact() : finite;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
