package dev.tiercel.server.http;

import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.effect.FieldSchemas;
import dev.tiercel.runtime.effect.HttpConnector;
import dev.tiercel.runtime.effect.RedisConnector;
import dev.tiercel.runtime.effect.SqlConnector;
import java.util.Collections;
import java.util.List;

/** Connectors whose outgoing requests are sent and written down as steps (ADM-27). */
final class TrialConnectors implements Connectors {
    private final Connectors real;
    private final List<String> steps;

    /**
     * @param steps where steps are added, by several threads
     */
    TrialConnectors(Connectors real, List<String> steps) {
        this.real = real;
        this.steps = Collections.synchronizedList(steps);
    }

    @Override
    public SqlConnector sql() {
        return real.sql();
    }

    @Override
    public RedisConnector redis() {
        return real.redis();
    }

    @Override
    public HttpConnector http() {
        return (call, limit) -> {
            steps.add("HTTP " + call.method() + " request to: " + call.url());
            return real.http().send(call, limit);
        };
    }

    @Override
    public FieldSchemas schemas() {
        return real.schemas();
    }
}
