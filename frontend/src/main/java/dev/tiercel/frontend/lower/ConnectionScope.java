package dev.tiercel.frontend.lower;

import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.Opcode;
import java.util.List;

/**
 * The variables that survive between the hooks of a connection (WS-14). Each hook reads them at its
 * start and keeps them at each of its ends. A variable that was never assigned is kept as what it
 * reads as: that does not change while the connection lives.
 */
final class ConnectionScope {
    private final Frame frame;
    private final List<String> names;

    ConnectionScope(Frame frame, List<String> names) {
        this.frame = frame;
        this.names = names;
    }

    /** Keeps the variables as they are now. */
    void save() {
        if (names.isEmpty()) {
            return;
        }
        RoutineBuilder builder = frame.builder();
        int[] values = names.stream().mapToInt(frame::readRouteVariable).toArray();
        builder.emit(new Opcode.CallEffect(EffectKind.SAVE_SCOPE, names), values);
    }
}
