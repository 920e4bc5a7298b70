package dev.tiercel.ir.analysis;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.ValueType;
import java.util.List;

/** What each routine of a program returns, going by the types of its values. Immutable. */
public final class Signatures {
    private final List<ValueType> returned;

    private Signatures(List<ValueType> returned) {
        this.returned = List.copyOf(returned);
    }

    public static Signatures of(Program program) {
        return new Signatures(program.routines().stream().map(Signatures::returned).toList());
    }

    /** Returns every type that the routine may return; NONE if it never returns. */
    public ValueType returned(int routine) {
        return returned.get(routine);
    }

    private static ValueType returned(Routine routine) {
        Definitions definitions = Definitions.of(routine);
        ValueType type = ValueType.NONE;
        for (Block block : routine.blocks()) {
            if (block.terminator() instanceof Terminator.Return(var value)) {
                type = type.join(definitions.type(value));
            }
        }
        return type;
    }
}
