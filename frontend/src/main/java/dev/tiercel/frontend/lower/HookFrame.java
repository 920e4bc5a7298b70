package dev.tiercel.frontend.lower;

import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.Opcode;
import java.util.List;

/** The frame of a hook: its variables begin with what earlier hooks of the connection left. */
final class HookFrame extends UnitFrame {
    HookFrame(UnitLowering unit, RoutineBuilder builder) {
        super(unit, builder);
    }

    @Override
    int initialValue(String name) {
        return builder()
                .emitAtEntry(
                        new Opcode.CallEffect(EffectKind.SCOPE_VALUE, List.of(name)),
                        super.initialValue(name));
    }
}
