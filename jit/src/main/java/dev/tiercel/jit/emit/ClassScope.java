package dev.tiercel.jit.emit;

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
        LineTable lines,
        BuiltinTarget.Table builtins,
        EmitLimits limits) {
    ClassScope {
        signatures = List.copyOf(signatures);
    }

    /** The field with the only instance of the class, which predicates are called through. */
    static final String INSTANCE = "INSTANCE";
}
