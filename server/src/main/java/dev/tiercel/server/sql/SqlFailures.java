package dev.tiercel.server.sql;

import dev.tiercel.runtime.effect.EffectFailure;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What exceptions of drivers mean (errors.md, section 2). */
final class SqlFailures {
    /** Detail of a failure: the number that the database gives it, a Long. */
    static final String VENDOR_CODE = "vendor_code";

    /** The driver of MariaDB tells the number of the connection. */
    private static final Pattern CONNECTION = Pattern.compile("^\\(conn=\\d+\\) ");

    /** PostgreSQL does not find out of which type a parameter is. */
    private static final String UNKNOWN_TYPE = "42P18";

    private static final int PRIMARY_CODE_MASK = 0xFF;
    private static final int BUSY = 5;
    private static final int OLD_SNAPSHOT = 517;

    private SqlFailures() {}

    /** Whether SQLite did nothing because another connection writes. */
    static boolean isBusy(SQLException failure) {
        int code = sqliteCode(failure);
        return code != OLD_SNAPSHOT && (code & PRIMARY_CODE_MASK) == BUSY;
    }

    static EffectFailure of(SQLException failure) {
        return new EffectFailure(kind(failure), message(failure), details(failure));
    }

    /** Returns the failure of a pool that gives no connection. */
    static EffectFailure noConnection(String database, SQLException failure) {
        SQLException cause = failure.getCause() instanceof SQLException inner ? inner : failure;
        return new EffectFailure(
                EffectFailure.Kind.SQL_UNAVAILABLE,
                "No connection to database `" + database + "`: " + message(cause),
                details(cause));
    }

    private static EffectFailure.Kind kind(SQLException failure) {
        if (isSqlite(failure)) {
            return sqliteKind(sqliteCode(failure) & PRIMARY_CODE_MASK);
        }
        return switch (failure.getErrorCode()) {
            case 1020, 1205, 1213 -> EffectFailure.Kind.SQL_CONFLICT;
            case 1969 -> EffectFailure.Kind.TIMED_OUT;
            case 1040, 1053, 1927, 2006, 2013 -> EffectFailure.Kind.SQL_UNAVAILABLE;
            default ->
                    failure instanceof SQLTimeoutException
                            ? EffectFailure.Kind.TIMED_OUT
                            : kindOfState(failure.getSQLState());
        };
    }

    private static EffectFailure.Kind kindOfState(@Nullable String state) {
        if (state == null || state.length() < 2) {
            return EffectFailure.Kind.SQL_ERROR;
        }
        return switch (state) {
            case "55P03" -> EffectFailure.Kind.SQL_CONFLICT;
            case "57014" -> EffectFailure.Kind.TIMED_OUT;
            case "57P01", "57P02", "57P03", "57P05", "53300" -> EffectFailure.Kind.SQL_UNAVAILABLE;
            default ->
                    switch (state.substring(0, 2)) {
                        case "23" -> EffectFailure.Kind.SQL_CONSTRAINT;
                        case "40" -> EffectFailure.Kind.SQL_CONFLICT;
                        case "08" -> EffectFailure.Kind.SQL_UNAVAILABLE;
                        default -> EffectFailure.Kind.SQL_ERROR;
                    };
        };
    }

    private static EffectFailure.Kind sqliteKind(int code) {
        return switch (code) {
            case 5, 6 -> EffectFailure.Kind.SQL_CONFLICT;
            case 9 -> EffectFailure.Kind.TIMED_OUT;
            case 10, 14, 26 -> EffectFailure.Kind.SQL_UNAVAILABLE;
            case 19 -> EffectFailure.Kind.SQL_CONSTRAINT;
            default -> EffectFailure.Kind.SQL_ERROR;
        };
    }

    private static boolean isSqlite(SQLException failure) {
        return failure instanceof SQLiteException;
    }

    private static int sqliteCode(SQLException failure) {
        return failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code : 0;
    }

    private static String advice(SQLException failure) {
        return UNKNOWN_TYPE.equals(failure.getSQLState())
                ? "; write its type where it occurs first, as in `?::text`"
                : "";
    }

    /** Returns one sentence; further lines may hold rows that are nobody's business. */
    private static String message(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        String sentence =
                CONNECTION.matcher(message).replaceFirst("").lines().findFirst().orElse("");
        return failure.getMessage() == null || sentence.isBlank()
                ? "The statement failed"
                : sentence + advice(failure);
    }

    private static Map<String, @Nullable Object> details(SQLException failure) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("sql_state", failure.getSQLState());
        details.put(
                VENDOR_CODE,
                isSqlite(failure) ? (long) sqliteCode(failure) : (long) failure.getErrorCode());
        return details;
    }
}
