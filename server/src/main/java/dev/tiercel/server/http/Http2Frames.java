package dev.tiercel.server.http;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the frames of a connection of HTTP/2 by Helidon, which says that the connection goes away
 * when it cannot decode them, and takes that for a defect of its own. Requests run elsewhere.
 *
 * @param connection of Helidon
 */
record Http2Frames(ServerConnection connection)
        implements ServerConnection, InterruptableTask<Void> {
    private static final Logger LOG = LoggerFactory.getLogger(Http2Frames.class);

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try {
            connection.handle(limit);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.debug("Frames of HTTP/2 are malformed: {}", e.getMessage());
            throw new CloseConnectionException("Frames of HTTP/2 are malformed", e);
        }
    }

    @Override
    public boolean canInterrupt() {
        return connection instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    @Override
    public Duration idleTime() {
        return connection.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        connection.close(interrupt);
    }
}
