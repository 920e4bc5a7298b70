package dev.tiercel.server.websocket;

import java.time.Duration;

/**
 * Limits of a session (WS-31).
 *
 * @param messageBytesMax greatest message, in either direction
 * @param queueMessages greatest number of messages that wait to be written
 * @param queueBytes greatest number of bytes that wait to be written
 * @param closesWhenFull whether a full queue closes the connection instead of dropping messages
 * @param writeTimeout time that one write may take
 * @param pingInterval time between pings, zero for none
 * @param idleTimeout time without any frame, zero for no limit
 */
public record SessionLimits(
        int messageBytesMax,
        int queueMessages,
        long queueBytes,
        boolean closesWhenFull,
        Duration writeTimeout,
        Duration pingInterval,
        Duration idleTimeout) {
    /** The limits of a server without configuration. */
    public static final SessionLimits DEFAULTS =
            new SessionLimits(
                    65_536,
                    256,
                    1_048_576,
                    false,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90));
}
