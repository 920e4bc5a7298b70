package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.analysis.ControlFlow;
import java.util.Arrays;
import java.util.List;

/**
 * The greatest call depth that a routine reaches, counted from its own entry as 0, with the depths
 * of the routines it calls. One use.
 */
final class DepthBound {
    private static final int NOT_REACHED = -1;

    private final Routine routine;
    private final int[] calleeDepths;
    private final int limit;
    private final int[] depthAtEntry;
    // Of values that hold a depth: the greatest that they may hold.
    private final int[] depthOfValue;
    private int greatest;
    private boolean isChanged;

    DepthBound(Routine routine, int[] calleeDepths, int limit) {
        this.routine = routine;
        this.calleeDepths = calleeDepths;
        this.limit = limit;
        this.depthAtEntry = new int[routine.blocks().size()];
        this.depthOfValue = new int[routine.valueCount()];
        Arrays.fill(depthAtEntry, NOT_REACHED);
        depthAtEntry[0] = 0;
    }

    /** Returns the greatest depth, or some depth above the limit if there is no bound within it. */
    int greatest() {
        int[] order = ControlFlow.of(routine).reversePostorder();
        do {
            isChanged = false;
            for (int block : order) {
                pass(routine.blocks().get(block), depthAtEntry[block]);
            }
        } while (isChanged && greatest <= limit);
        return greatest;
    }

    private void pass(Block block, int depthBefore) {
        int depth = depthBefore;
        int greatestHere = depth;
        for (Instruction instruction : block.instructions()) {
            depth = after(instruction, depth);
            greatestHere = Math.max(greatestHere, depth);
            for (CallSite site : CallSite.of(instruction)) {
                greatestHere = Math.max(greatestHere, depth + calleeDepths[site.routine()]);
            }
        }
        greatest = Math.max(greatest, greatestHere);
        for (Edge edge : block.terminator().edges()) {
            flow(edge, 0, depth);
        }
        // An error may leave from anywhere in the block and from within a callee.
        if (block.onError().isPresent()) {
            flow(block.onError().get(), 1, greatestHere);
        }
    }

    private int after(Instruction instruction, int depth) {
        return switch (instruction.opcode()) {
            case Opcode.EnterCall _ -> depth + 1;
            case Opcode.LeaveCall _ -> depth - 1;
            case Opcode.LoadDepth _ -> {
                grow(instruction.result(), depth);
                yield depth;
            }
            case Opcode.StoreDepth _ -> depthOfValue[instruction.operand(0)];
            default -> depth;
        };
    }

    private void flow(Edge edge, int first, int depth) {
        if (depth > depthAtEntry[edge.target()]) {
            depthAtEntry[edge.target()] = depth;
            isChanged = true;
        }
        List<BlockParameter> parameters = routine.blocks().get(edge.target()).parameters();
        for (int i = 0; i < edge.argumentCount(); i++) {
            grow(parameters.get(first + i).value(), depthOfValue[edge.argument(i)]);
        }
    }

    private void grow(int value, int depth) {
        if (depth > depthOfValue[value]) {
            depthOfValue[value] = depth;
            isChanged = true;
        }
    }
}
