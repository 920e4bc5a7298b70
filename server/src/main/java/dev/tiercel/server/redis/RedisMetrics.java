package dev.tiercel.server.redis;

/** What is counted about commands (ADM-35). Thread-safe. */
@FunctionalInterface
public interface RedisMetrics {
    /** Counts nothing. */
    RedisMetrics NONE = (_, _) -> {};

    /** A command has ended, well or not. */
    void command(String name, long nanos);
}
