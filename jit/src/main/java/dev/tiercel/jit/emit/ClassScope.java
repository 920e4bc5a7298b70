package dev.tiercel.jit.emit;

import dev.tiercel.ir.SourceLocation;
import java.util.List;

/**
 * What the methods of one generated class share.
 *
 * @param className internal name of the class
 * @param signatures one per routine of the program
 */
record ClassScope(
        String className,
        ClassConstants constants,
        List<RoutineSignature> signatures,
        List<SourceLocation> locations,
        BuiltinTarget.Table builtins,
        EmitLimits limits) {
    ClassScope {
        signatures = List.copyOf(signatures);
        locations = List.copyOf(locations);
    }

    /** The field with the only instance of the class, which predicates are called through. */
    static final String INSTANCE = "INSTANCE";
}
