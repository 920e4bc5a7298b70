package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops routines that the main routine does not get to, and renumbers the others in their order.
 */
final class UnusedRoutines {
    private UnusedRoutines() {}

    static Program remove(Program program) {
        boolean[] isReachable = CallGraph.of(program).reachable();
        int[] numbers = new int[isReachable.length];
        int count = 0;
        for (int r = 0; r < numbers.length; r++) {
            numbers[r] = isReachable[r] ? count++ : -1;
        }
        if (count == numbers.length) {
            return program;
        }
        List<Routine> routines = new ArrayList<>(count);
        for (int r = 0; r < numbers.length; r++) {
            if (isReachable[r]) {
                routines.add(renumber(program.routines().get(r), numbers));
            }
        }
        return program.withRoutines(routines);
    }

    private static Routine renumber(Routine routine, int[] numbers) {
        List<Block> blocks = new ArrayList<>(routine.blocks().size());
        for (Block block : routine.blocks()) {
            List<Instruction> instructions = new ArrayList<>(block.instructions().size());
            for (Instruction instruction : block.instructions()) {
                instructions.add(CallSite.renumber(instruction, r -> numbers[r]));
            }
            blocks.add(
                    new Block(
                            block.parameters(), instructions, block.terminator(), block.onError()));
        }
        return new Routine(routine.name(), blocks, routine.valueCount());
    }
}
