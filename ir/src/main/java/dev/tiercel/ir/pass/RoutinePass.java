package dev.tiercel.ir.pass;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import java.util.ArrayList;
import java.util.List;

/** A pass that looks at one routine at a time. */
interface RoutinePass extends Pass {
    /** Returns the better routine; the same object if there is nothing to do. */
    Routine run(Routine routine);

    @Override
    default Program run(Program program) {
        List<Routine> routines = new ArrayList<>(program.routines().size());
        boolean isChanged = false;
        for (Routine routine : program.routines()) {
            Routine better = run(routine);
            isChanged |= !better.equals(routine);
            routines.add(better);
        }
        return isChanged ? program.withRoutines(routines) : program;
    }
}
