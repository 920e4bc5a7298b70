package dev.tiercel.server.http;

/** Answers requests to paths that no route can have (HTTP-5). */
@FunctionalInterface
public interface ReservedPaths {
    /**
     * Answers a request if its path is reserved.
     *
     * @param path decoded
     * @return false, without an answer, if it is not
     */
    boolean handle(Exchange exchange, String path);
}
