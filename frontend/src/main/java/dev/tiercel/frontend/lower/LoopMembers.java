package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.lower.Scope.LoopInfo;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import java.util.List;

/** The members of {@code loop} (LANG-15), computed from the counter where they are read. */
final class LoopMembers {
    static final List<String> NAMES =
            List.of("index", "counter", "total", "is_first", "is_last", "depth");

    private final RoutineBuilder builder;
    private final LoopInfo info;

    LoopMembers(RoutineBuilder builder, LoopInfo info) {
        this.builder = builder;
        this.info = info;
    }

    /** Returns the value of a member, null for a name that {@code loop} does not have. */
    int value(String name) {
        return switch (name) {
            case "index" -> info.counter();
            case "counter" -> next();
            case "total" -> isTotalKnown() ? info.total() : builder.constant(null);
            case "is_first" -> equal(info.counter(), builder.constant(0L));
            case "is_last" ->
                    isTotalKnown() ? equal(next(), info.total()) : builder.constant(false);
            case "depth" -> builder.constant((long) info.depth());
            default -> builder.constant(null);
        };
    }

    private boolean isTotalKnown() {
        return info.total() != LoopInfo.UNKNOWN_TOTAL;
    }

    private int next() {
        return builder.emit(new Opcode.Increment(), info.counter());
    }

    private int equal(int left, int right) {
        return builder.emit(new Opcode.Binary(BinaryOperator.STRICT_EQUAL), left, right);
    }
}
