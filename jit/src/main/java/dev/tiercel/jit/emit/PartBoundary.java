package dev.tiercel.jit.emit;

/**
 * How a method that is one part of a split routine is connected to the others.
 *
 * @param access the values that the parts share
 */
record PartBoundary(SplitPlan plan, SpillAccess access) {
    /** State that says that the routine has returned. */
    static final int RETURNED = -1;

    int state(int block) {
        return plan.stateByBlock()[block];
    }
}
