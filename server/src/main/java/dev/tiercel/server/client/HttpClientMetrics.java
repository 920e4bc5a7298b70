package dev.tiercel.server.client;

/** What is counted about outgoing requests (ADM-35). Thread-safe. */
@FunctionalInterface
public interface HttpClientMetrics {
    /** Counts nothing. */
    HttpClientMetrics NONE = (_, _, _) -> {};

    /**
     * A request has ended.
     *
     * @param host a bounded number of names, {@code other} for those beyond
     * @param status 0 if there was no response
     */
    void exchange(String host, int status, long nanos);
}
