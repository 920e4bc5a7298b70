package dev.tiercel.server.http;

import dev.tiercel.server.route.ServedRoute;
import java.util.Optional;

/** Is told of every request that has been answered. Thread-safe. */
@FunctionalInterface
public interface RequestObserver {
    /** Lets nothing be counted. */
    RequestObserver NONE = _ -> {};

    /** Takes note of a request. */
    void answered(Answered request);

    /**
     * A request that has been answered.
     *
     * @param route that it matched
     * @param method as received
     * @param nanos from the head of the request to the answer
     * @param logicNanos time in the logic, negative if none was run
     * @param tier in which the logic was run
     * @param errorCode code of the problem document, if the answer was one
     */
    record Answered(
            Optional<ServedRoute> route,
            String method,
            int status,
            long nanos,
            long logicNanos,
            int tier,
            Optional<String> errorCode) {}
}
