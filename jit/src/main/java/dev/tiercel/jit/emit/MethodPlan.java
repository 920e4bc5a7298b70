package dev.tiercel.jit.emit;

import dev.tiercel.ir.Representation;

/**
 * What one method computes and where it keeps values.
 *
 * @param result how the routine returns its result
 */
record MethodPlan(
        LoweredRoutine routine,
        BlockGraph graph,
        Part part,
        Liveness liveness,
        LocalAllocation locals,
        Representation result) {}
