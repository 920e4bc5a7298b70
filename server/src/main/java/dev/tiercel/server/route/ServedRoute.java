package dev.tiercel.server.route;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.server.input.BodySchema;
import dev.tiercel.server.input.RouteInput;
import java.util.List;
import java.util.Optional;

/**
 * A revision of a route, ready for requests. Immutable but for the code behind its units.
 *
 * @param units the logic of an HTTP route, or the hooks of a WebSocket route
 * @param bodyBytesMax limit of HTTP-17
 * @param channels what connections of a WebSocket route join (WS-24)
 * @param answerSchema what successful answers are checked against, if they are (DOC-31)
 */
public record ServedRoute(
        String id,
        RouteDocument document,
        RouteKey key,
        PathParameters pathParameters,
        List<LiveUnit> units,
        RouteInput input,
        BudgetLimits limits,
        long bodyBytesMax,
        List<String> channels,
        Optional<RouteLimit> rateLimit,
        Optional<BodySchema> answerSchema) {
    public ServedRoute {
        units = List.copyOf(units);
        channels = List.copyOf(channels);
    }

    /** Returns the logic of an HTTP route. */
    public LiveUnit logic() {
        return units.getFirst();
    }

    public RouteMethod method() {
        return key.method();
    }

    /** Returns the path pattern. */
    public String pattern() {
        return document.path().pattern();
    }
}
