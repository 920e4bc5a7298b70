package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops counting the depth of calls in programs that cannot exceed the limit: no routine calls
 * itself, and the greatest depth on any path is within the limit. Nothing else can tell the count.
 */
public final class RemoveDepthCounts implements Pass {
    private final int depthMax;

    /**
     * @param depthMax greatest number of nested calls that raises no error
     */
    public RemoveDepthCounts(int depthMax) {
        this.depthMax = depthMax;
    }

    @Override
    public Program run(Program program) {
        if (!countsDepth(program) || !isWithinLimit(program)) {
            return program;
        }
        List<Routine> routines = new ArrayList<>();
        for (Routine routine : program.routines()) {
            List<Block> blocks = new ArrayList<>();
            for (Block block : routine.blocks()) {
                blocks.add(withoutCounts(block));
            }
            routines.add(new Routine(routine.name(), blocks, routine.valueCount()));
        }
        return program.withRoutines(routines);
    }

    private boolean isWithinLimit(Program program) {
        CallGraph calls = CallGraph.of(program);
        int[] greatestDepths = new int[program.routines().size()];
        for (int r : calls.calleesFirst()) {
            if (calls.isRecursive(r)) {
                return false;
            }
            Routine routine = program.routines().get(r);
            greatestDepths[r] = new DepthBound(routine, greatestDepths, depthMax).greatest();
        }
        return greatestDepths[0] <= depthMax;
    }

    private static boolean countsDepth(Program program) {
        for (Routine routine : program.routines()) {
            for (Block block : routine.blocks()) {
                for (Instruction instruction : block.instructions()) {
                    if (isCount(instruction.opcode())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    // Results stay defined, for they may be arguments; what is unused goes with other dead
    // instructions.
    private static Block withoutCounts(Block block) {
        List<Instruction> instructions = new ArrayList<>(block.instructions().size());
        for (Instruction instruction : block.instructions()) {
            if (isCount(instruction.opcode())) {
                boolean isDepth = instruction.type().equals(ValueType.INTEGER);
                Opcode constant = new Opcode.Constant(isDepth ? (Object) 0L : null);
                instructions.add(instruction.withOpcode(constant).withOperands());
            } else {
                instructions.add(instruction);
            }
        }
        return new Block(block.parameters(), instructions, block.terminator(), block.onError());
    }

    private static boolean isCount(Opcode opcode) {
        return opcode instanceof Opcode.EnterCall
                || opcode instanceof Opcode.LeaveCall
                || opcode instanceof Opcode.LoadDepth
                || opcode instanceof Opcode.StoreDepth;
    }
}
