package dev.tiercel.runtime.effect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Redis server or a store that answers like one. Thread-safe; blocks the calling thread. */
@FunctionalInterface
public interface RedisConnector {
    /**
     * Sends one command.
     *
     * @param command name in upper case, then the arguments
     * @return the reply: null, Long, byte[] for text, or a list of replies
     * @throws EffectFailure of a kind for Redis, or if the time is over; the command is not
     *     repeated
     */
    @Nullable Object execute(List<byte[]> command, TimeLimit limit);
}
