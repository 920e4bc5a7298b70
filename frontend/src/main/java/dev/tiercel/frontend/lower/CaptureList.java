package dev.tiercel.frontend.lower;

import dev.tiercel.ir.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that a predicate or task is given from the routine around it, as parameters added on
 * demand.
 */
final class CaptureList {
    private final RoutineBuilder builder;
    private final Map<Capture, Integer> parameterByCapture = new HashMap<>();
    private final List<Capture> order = new ArrayList<>();

    /**
     * @param isRouteVariable whether the variable of the route is meant, whatever hides its name
     */
    private record Capture(String name, boolean isRouteVariable) {}

    CaptureList(RoutineBuilder builder) {
        this.builder = builder;
    }

    /** Returns the parameter with the value that a name has outside. */
    int name(String name) {
        return parameter(new Capture(name, false));
    }

    /** Returns the parameter with the value of a variable of the route. */
    int routeVariable(String name) {
        return parameter(new Capture(name, true));
    }

    /** Reads the captured values in the routine outside, in the order of the parameters. */
    List<Integer> readIn(Frame outer) {
        builder.passed().add(order.size());
        List<Integer> values = new ArrayList<>();
        for (Capture capture : order) {
            values.add(
                    capture.isRouteVariable()
                            ? outer.readRouteVariable(capture.name())
                            : outer.read(capture.name()));
        }
        return values;
    }

    private int parameter(Capture capture) {
        return parameterByCapture.computeIfAbsent(
                capture,
                c -> {
                    order.add(c);
                    return builder.addParameter(ValueType.ANY);
                });
    }
}
