package dev.tiercel.server.http;

import dev.tiercel.runtime.ErrorValue;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes errors that left logic to the log, with their causes. */
final class LogicErrors {
    private static final Logger LOG = LoggerFactory.getLogger("dev.tiercel.logic");
    private static final int SERVER_ERROR_MIN = 500;

    private LogicErrors() {}

    /**
     * @param traceId of the trace to which the request belongs
     */
    static void log(ErrorValue error, String route, String requestId, Optional<String> traceId) {
        StringBuilder chain = new StringBuilder(error.code()).append(": ").append(error.message());
        for (ErrorValue cause = error; cause.cause().isPresent(); ) {
            cause = cause.cause().get();
            chain.append(", caused by ").append(cause.code()).append(": ").append(cause.message());
        }
        LoggingEventBuilder line =
                LOG.atLevel(error.status() >= SERVER_ERROR_MIN ? Level.ERROR : Level.INFO)
                        .addKeyValue("route", route)
                        .addKeyValue("request_id", requestId)
                        .addKeyValue("line", error.location().map(place -> place.line()).orElse(0));
        traceId.map(trace -> line.addKeyValue("trace_id", trace))
                .orElse(line)
                .log(chain.toString());
    }
}
