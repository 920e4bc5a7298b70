package dev.tiercel.ir.pass;

import dev.tiercel.ir.Routine;

/**
 * Leads edges past empty blocks, past branches that the edge decides, and past handlers that only
 * raise again; joins blocks that always follow each other, and puts what is left in order.
 * Instructions stay as they are.
 */
public final class MergeBlocks implements RoutinePass {
    /** Makes the pass. */
    public MergeBlocks() {}

    @Override
    public Routine run(Routine routine) {
        Routine reachable = ReachableBlocks.keep(routine);
        Routine threaded = ReachableBlocks.keep(JumpThreading.run(reachable));
        Routine merged = ReachableBlocks.arrange(BlockChains.merge(threaded));
        return merged.equals(routine) ? routine : merged;
    }
}
