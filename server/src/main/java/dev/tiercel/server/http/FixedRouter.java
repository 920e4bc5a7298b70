package dev.tiercel.server.http;

import io.helidon.webserver.Router;
import io.helidon.webserver.Routing;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;

/**
 * A router that leads every request to one routing, without Helidon's filters and routes in
 * between.
 */
final class FixedRouter implements Router {
    private final HttpRouting routing;

    FixedRouter(HttpRouting routing) {
        this.routing = routing;
    }

    @Override
    public <T extends Routing> T routing(Class<T> type, T defaultValue) {
        return type == HttpRouting.class ? type.cast(routing) : defaultValue;
    }

    @Override
    public void beforeStart() {}

    @Override
    public void afterStop() {}

    @Override
    public List<? extends Routing> routings() {
        return List.of(routing);
    }
}
