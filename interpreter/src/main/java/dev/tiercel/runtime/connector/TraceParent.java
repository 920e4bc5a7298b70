package dev.tiercel.runtime.connector;

import java.util.Optional;

/** The header {@code traceparent} of W3C Trace Context. */
public final class TraceParent {
    private static final int LENGTH = 55;
    private static final int TRACE_START = 3;
    private static final int TRACE_END = 35;
    private static final int SPAN_END = 52;
    private static final String NO_TRACE = "0".repeat(TRACE_END - TRACE_START);
    private static final String NO_SPAN = "0".repeat(SPAN_END - TRACE_END - 1);

    private TraceParent() {}

    /** Returns the id of the trace; nothing if the header is not well formed. */
    public static Optional<String> traceId(String header) {
        if (header.length() < LENGTH
                || (header.length() > LENGTH && header.charAt(LENGTH) != '-')
                || header.startsWith("ff")) {
            return Optional.empty();
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = header.charAt(i);
            boolean isDash = i == TRACE_START - 1 || i == TRACE_END || i == SPAN_END;
            boolean isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (isDash ? c != '-' : !isDigit) {
                return Optional.empty();
            }
        }
        String trace = header.substring(TRACE_START, TRACE_END);
        boolean isNone = trace.equals(NO_TRACE) || header.startsWith(NO_SPAN, TRACE_END + 1);
        return isNone ? Optional.empty() : Optional.of(trace);
    }
}
