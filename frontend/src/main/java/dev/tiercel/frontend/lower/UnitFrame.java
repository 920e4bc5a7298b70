package dev.tiercel.frontend.lower;

/**
 * The frame of the logic of an HTTP route, or of a hook: its variables are those of the route
 * scope.
 */
class UnitFrame extends Frame {
    UnitFrame(UnitLowering unit, RoutineBuilder builder) {
        super(unit, builder);
    }

    @Override
    boolean seesLocalFunctions() {
        return true;
    }

    @Override
    boolean owns(String name) {
        return unit().routeVariables().contains(name);
    }

    @Override
    int initialValue(String name) {
        return emitRequestNameAtEntry(name);
    }

    @Override
    int readOutside(String name) {
        return emitRequestName(name);
    }

    @Override
    boolean mustCapture(String name) {
        return owns(name);
    }

    @Override
    int readRouteVariable(String name) {
        return builder().read(ownVariable(name));
    }

    @Override
    boolean isRouteVariable(String name) {
        return owns(name) && !isDeclaredByScope(name);
    }
}
