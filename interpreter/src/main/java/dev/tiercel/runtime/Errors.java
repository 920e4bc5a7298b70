package dev.tiercel.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Making and matching error values (errors.md, section 3). */
public final class Errors {
    private static final int CODE_LENGTH_MAX = 64;
    private static final int STATUS_MIN = 400;
    private static final int STATUS_MAX = 599;
    private static final String ALL_LIMITS = "LIMIT_*";

    private Errors() {}

    /** Returns the error that {@code throw} raises: the message itself if it is an error. */
    public static ErrorValue make(
            ExecutionContext context,
            @Nullable Object message,
            @Nullable Object code,
            @Nullable Object status,
            @Nullable Object data) {
        if (message instanceof ErrorValue error) {
            return error;
        }
        String text = TextForm.of(context, message);
        String codeText =
                code == null
                        ? ErrorCode.UNKNOWN_ERROR.name()
                        : checkedCode(TextForm.of(context, code));
        long number =
                status == null
                        ? ErrorCode.UNKNOWN_ERROR.status()
                        : Conversions.toInteger(context, status, "status", STATUS_MIN, STATUS_MAX);
        return ErrorValue.thrown(codeText, text, (int) number, data);
    }

    /**
     * Whether a clause catches an error (ERR-12, ERR-14).
     *
     * @param patterns codes, a trailing {@code *} matches any rest; none for every error that needs
     *     no naming
     */
    public static boolean matches(ErrorValue error, List<String> patterns) {
        String code = error.code();
        if (ErrorCode.isReserved(code)) {
            return patterns.contains(code)
                    || (code.startsWith("LIMIT_") && patterns.contains(ALL_LIMITS));
        }
        if (patterns.isEmpty()) {
            return true;
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (matches(code, patterns.get(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns an error with the error that was being handled as its cause, unless it has one or is
     * the same.
     */
    @SuppressWarnings("ReferenceEquality") // the same error, not one with the same members
    public static ErrorValue withCause(ErrorValue error, @Nullable ErrorValue handled) {
        return handled == null || error == handled || error.cause().isPresent()
                ? error
                : error.withCause(handled);
    }

    private static boolean matches(String code, String pattern) {
        return pattern.endsWith("*")
                ? code.startsWith(pattern.substring(0, pattern.length() - 1))
                : code.equals(pattern);
    }

    private static String checkedCode(String code) {
        int length = Members.length(code);
        if (length < 1 || length > CODE_LENGTH_MAX) {
            throw LogicError.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "`code` must have from 1 to 64 characters, not " + length);
        }
        if (ErrorCode.isReserved(code)) {
            throw LogicError.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "`code` must not be " + code + ", which is reserved");
        }
        return code;
    }
}
