package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.EffectsByType;
import dev.tiercel.ir.analysis.UsingBlocks;
import java.util.ArrayList;
import java.util.List;

/**
 * Charges once for several operations in a row: a charge is added to the next one of its block if
 * nothing between them can tell the difference, because it neither raises nor builds nor reads
 * state nor interacts.
 */
public final class MergeCharges implements RoutinePass {
    /** Makes the pass. */
    public MergeCharges() {}

    @Override
    public Routine run(Routine routine) {
        Definitions definitions = Definitions.of(routine);
        UsingBlocks uses = UsingBlocks.of(routine);
        List<Block> blocks = new ArrayList<>(routine.blocks().size());
        boolean isChanged = false;
        for (Block block : routine.blocks()) {
            List<Instruction> merged = merge(block.instructions(), definitions, uses);
            isChanged |= merged.size() != block.instructions().size();
            blocks.add(new Block(block.parameters(), merged, block.terminator(), block.onError()));
        }
        return isChanged ? new Routine(routine.name(), blocks, routine.valueCount()) : routine;
    }

    private static List<Instruction> merge(
            List<Instruction> instructions, Definitions definitions, UsingBlocks uses) {
        List<Instruction> merged = new ArrayList<>(instructions.size());
        int pending = -1;
        for (Instruction instruction : instructions) {
            Instruction kept = instruction;
            if (instruction.opcode() instanceof Opcode.Charge(var steps)) {
                if (pending >= 0) {
                    int earlier = steps(merged.remove(pending));
                    kept = instruction.withOpcode(new Opcode.Charge(earlier + steps));
                }
                // A charge whose result someone uses cannot move.
                pending = uses.count(instruction.result()) == 0 ? merged.size() : -1;
            } else if (!EffectsByType.of(instruction, definitions).isEmpty()) {
                pending = -1;
            }
            merged.add(kept);
        }
        return merged;
    }

    private static int steps(Instruction charge) {
        return ((Opcode.Charge) charge.opcode()).steps();
    }
}
