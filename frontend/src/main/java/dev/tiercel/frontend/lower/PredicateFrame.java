package dev.tiercel.frontend.lower;

import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.ValueType;

/**
 * The frame of a predicate (LANG-56): the element, its members, its position, then the names
 * outside.
 */
final class PredicateFrame extends Frame {
    private static final int UNKNOWN_SLOT = -1;

    private final Frame outer;
    private final String itemName;
    private final CaptureList captures;
    private final int element;
    private final int index;

    PredicateFrame(Frame outer, RoutineBuilder builder, String itemName) {
        super(outer.unit(), builder);
        this.outer = outer;
        this.itemName = itemName;
        this.captures = new CaptureList(builder);
        this.element = builder.addParameter(ValueType.ANY);
        this.index = builder.addParameter(ValueType.INTEGER);
    }

    CaptureList captures() {
        return captures;
    }

    @Override
    boolean seesLocalFunctions() {
        return outer.seesLocalFunctions();
    }

    @Override
    boolean owns(String name) {
        return false;
    }

    @Override
    int initialValue(String name) {
        throw new IllegalStateException("a predicate assigns nothing");
    }

    @Override
    int readOutside(String name) {
        if (name.equals(itemName)) {
            return element;
        }
        int member = builder().emit(new Opcode.GetOwnMember(name, UNKNOWN_SLOT), element);
        return builder().emit(new Opcode.FirstPresent(), member, withoutMember(name));
    }

    @Override
    boolean mustCapture(String name) {
        return true;
    }

    @Override
    boolean mayBeRoot(String name, Root root) {
        return !name.equals(itemName) && outer.mayBeRoot(name, root);
    }

    @Override
    int readRouteVariable(String name) {
        return captures.routeVariable(name);
    }

    private int withoutMember(String name) {
        return switch (name) {
            case "x" -> element;
            case "index" -> index;
            default -> outer.capturesName(name) ? captures.name(name) : emitRequestName(name);
        };
    }
}
