package dev.tiercel.server.http;

import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.effect.Effects;
import dev.tiercel.runtime.effect.WebSocketConnector;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Effects that happen and are written down as steps. */
final class TrialEffects implements Effects {
    private final Effects real;
    private final List<String> steps;

    /**
     * @param steps where steps are added, by several threads
     */
    TrialEffects(Effects real, List<String> steps) {
        this.real = real;
        this.steps = Collections.synchronizedList(steps);
    }

    @Override
    public void log(LogLevel level, String message, Optional<SourceLocation> location) {
        steps.add("[" + level.name() + "] " + message);
        real.log(level, message, location);
    }

    @Override
    public void sleep(Duration duration) {
        steps.add("Sleep for " + duration.toMillis() + "ms");
        real.sleep(duration);
    }

    @Override
    public WebSocketConnector webSockets() {
        return real.webSockets();
    }
}
