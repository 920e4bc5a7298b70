package dev.tiercel.server.load;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How requests are sent (CFG-27).
 *
 * @param target what is requested
 * @param body of every request
 * @param connections that are open at a time
 * @param warmup whose answers do not count
 * @param rate requests per second over all connections; without it each connection sends its next
 *     request when it has the answer to the last
 */
public record LoadPlan(
        URI target,
        String method,
        Optional<String> body,
        int connections,
        Duration warmup,
        Duration duration,
        Optional<Double> rate) {
    /**
     * Checks the plan.
     *
     * @throws IllegalArgumentException if it cannot be carried out
     */
    public LoadPlan {
        if (!"http".equals(target.getScheme()) && !"https".equals(target.getScheme())) {
            throw new IllegalArgumentException("`" + target + "` is no http or https URL");
        }
        if (target.getHost() == null) {
            throw new IllegalArgumentException("`" + target + "` names no host");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("There must be at least one connection");
        }
        if (duration.isZero() || duration.isNegative() || warmup.isNegative()) {
            throw new IllegalArgumentException("The duration must be positive");
        }
        if (rate.filter(r -> r <= 0).isPresent()) {
            throw new IllegalArgumentException("The rate must be positive");
        }
    }
}
