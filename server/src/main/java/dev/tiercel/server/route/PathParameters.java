package dev.tiercel.server.route;

import dev.tiercel.frontend.document.RoutePath;
import dev.tiercel.frontend.document.RoutePath.Segment;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which segments of a path are the parameters of a route (HTTP-7). Immutable. */
public final class PathParameters {
    private final Shape shape;
    private final int[] segments;
    private final boolean hasWildcard;

    private PathParameters(Shape shape, int[] segments, boolean hasWildcard) {
        this.shape = shape;
        this.segments = segments;
        this.hasWildcard = hasWildcard;
    }

    /** Returns the parameters of a path pattern. */
    public static PathParameters of(RoutePath path) {
        List<String> names = new ArrayList<>();
        List<Integer> segments = new ArrayList<>();
        boolean hasWildcard = false;
        for (int i = 0; i < path.segments().size(); i++) {
            switch (path.segments().get(i)) {
                case Segment.Literal _ -> {}
                case Segment.Parameter(var name) -> {
                    names.add(name);
                    segments.add(i);
                }
                case Segment.Wildcard(var name) -> {
                    names.add(name);
                    segments.add(i);
                    hasWildcard = true;
                }
            }
        }
        int[] indexes = segments.stream().mapToInt(Integer::intValue).toArray();
        return new PathParameters(Shape.of(names), indexes, hasWildcard);
    }

    /**
     * Returns the value of a parameter in a path that the pattern matches, null if there is no such
     * parameter.
     */
    public @Nullable String value(String name, RequestPath path) {
        int index = shape.slotOf(name);
        return index < 0 ? null : value(index, path);
    }

    /** Returns all parameters. */
    public ObjectValue values(RequestPath path) {
        if (segments.length == 0) {
            return ObjectValue.EMPTY;
        }
        @Nullable Object[] values = new @Nullable Object[segments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i, path);
        }
        return ObjectValue.wrap(shape, values);
    }

    private String value(int index, RequestPath path) {
        boolean isWildcard = hasWildcard && index == segments.length - 1;
        return isWildcard ? path.rest(segments[index]) : path.segment(segments[index]);
    }
}
