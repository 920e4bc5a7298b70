package dev.tiercel.ir;

import java.util.List;
import java.util.Optional;

/**
 * What a unit does: its main routine and every routine that it may call. Immutable.
 *
 * @param name name of the document
 * @param routines the main routine first
 * @param locations sources of errors, referred to by {@link Instruction#location()}
 * @param projection the parts of the request body that the program reads; empty if the whole body
 *     is needed
 */
public record Program(
        String name,
        List<Routine> routines,
        List<SourceLocation> locations,
        Optional<Projection> projection) {
    public Program {
        routines = List.copyOf(routines);
        locations = List.copyOf(locations);
    }

    /** Returns the routine that runs the unit. */
    public Routine main() {
        return routines.getFirst();
    }

    public Program withRoutines(List<Routine> newRoutines) {
        return new Program(name, newRoutines, locations, projection);
    }

    public Program withProjection(Projection newProjection) {
        return new Program(name, routines, locations, Optional.of(newProjection));
    }
}
