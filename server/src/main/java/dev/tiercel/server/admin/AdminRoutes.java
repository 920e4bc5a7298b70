package dev.tiercel.server.admin;

import dev.tiercel.frontend.document.RoutePath;
import dev.tiercel.frontend.document.RoutePath.Segment;
import dev.tiercel.server.route.PathParameters;
import dev.tiercel.server.route.RequestPath;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.route.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which handler answers a method and path of the admin API. Immutable. */
final class AdminRoutes {
    private final RouteTable<Target> table;

    private AdminRoutes(RouteTable<Target> table) {
        this.table = table;
    }

    /** A handler with the parameters of its pattern. */
    record Target(AdminHandler handler, PathParameters parameters) {}

    static Builder builder() {
        return new Builder();
    }

    /** Returns the target of a request; GET answers HEAD. */
    Optional<Target> find(String method, RequestPath path) {
        String effective = method.equals("HEAD") ? "GET" : method;
        return RouteMethod.ofReceived(effective).flatMap(m -> find(m, path));
    }

    Set<RouteMethod> methods(RequestPath path) {
        return table.methods(path);
    }

    private Optional<Target> find(RouteMethod method, RequestPath path) {
        @Nullable Target target = table.find(method, path);
        return Optional.ofNullable(target);
    }

    /** Collects handlers. Not thread-safe. */
    static final class Builder {
        private final RouteTable.Change<Target> change = RouteTable.<Target>empty().change();

        /**
         * Adds a handler.
         *
         * @param pattern a path; segments that begin with a colon are parameters
         */
        Builder on(RouteMethod method, String pattern, AdminHandler handler) {
            RoutePath path = path(pattern);
            change.put(path, method, new Target(handler, PathParameters.of(path)));
            return this;
        }

        AdminRoutes build() {
            return new AdminRoutes(change.table());
        }

        private static RoutePath path(String pattern) {
            List<Segment> segments = new ArrayList<>();
            for (String text : pattern.substring(1).split("/", -1)) {
                segments.add(
                        text.startsWith(":")
                                ? new Segment.Parameter(text.substring(1))
                                : new Segment.Literal(text));
            }
            return new RoutePath(pattern, segments);
        }
    }
}
