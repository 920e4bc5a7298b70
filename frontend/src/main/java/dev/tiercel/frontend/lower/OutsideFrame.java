package dev.tiercel.frontend.lower;

/**
 * The frame of expressions that another document has: their code stands in a routine of the unit,
 * but its variables are not theirs. Names are roots and request fields.
 */
final class OutsideFrame extends Frame {
    private final Frame around;

    OutsideFrame(Frame around) {
        super(around.unit(), around.builder());
        this.around = around;
    }

    @Override
    boolean seesLocalFunctions() {
        return false;
    }

    @Override
    boolean owns(String name) {
        return false;
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
        return false;
    }

    @Override
    int readRouteVariable(String name) {
        return around.readRouteVariable(name);
    }
}
