package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.analysis.Definitions;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one path parameter, query parameter or header without making the object that holds them
 * all.
 */
public final class FuseRootMembers implements RoutinePass {
    /** Makes the pass. */
    public FuseRootMembers() {}

    @Override
    public Routine run(Routine routine) {
        Definitions definitions = Definitions.of(routine);
        List<Block> blocks = new ArrayList<>(routine.blocks().size());
        for (Block block : routine.blocks()) {
            List<Instruction> instructions = new ArrayList<>(block.instructions());
            instructions.replaceAll(instruction -> fuse(instruction, definitions));
            blocks.add(
                    new Block(
                            block.parameters(), instructions, block.terminator(), block.onError()));
        }
        Routine fused = new Routine(routine.name(), blocks, routine.valueCount());
        return fused.equals(routine) ? routine : fused;
    }

    private static Instruction fuse(Instruction instruction, Definitions definitions) {
        if (instruction.opcode() instanceof Opcode.GetMember(var name, _)
                && definitions.opcode(instruction.operand(0)) instanceof Opcode.LoadRoot(var root)
                && isReadByMember(root)) {
            return instruction.withOpcode(new Opcode.LoadRootMember(root, name)).withOperands();
        }
        return instruction;
    }

    private static boolean isReadByMember(Root root) {
        return root == Root.PARAMS || root == Root.QUERY || root == Root.HEADERS;
    }
}
