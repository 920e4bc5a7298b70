package dev.tiercel.jit.emit;

import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Predecessors of the blocks of a routine, error edges included, and where each value is defined.
 */
final class BlockGraph {
    private final int[][] predecessors;
    private final int[] definingBlock;

    private BlockGraph(int[][] predecessors, int[] definingBlock) {
        this.predecessors = predecessors;
        this.definingBlock = definingBlock;
    }

    static BlockGraph of(LoweredRoutine routine) {
        List<CodeBlock> blocks = routine.blocks();
        List<List<Integer>> predecessors = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            predecessors.add(new ArrayList<>());
        }
        int[] definingBlock = new int[routine.values().size()];
        Arrays.fill(definingBlock, -1);
        for (int i = 0; i < blocks.size(); i++) {
            CodeBlock block = blocks.get(i);
            for (BlockParameter parameter : block.parameters()) {
                definingBlock[parameter.value()] = i;
            }
            for (Step step : block.steps()) {
                int defined = routine.definedBy(step);
                if (defined >= 0) {
                    definingBlock[defined] = i;
                }
            }
            for (Edge edge : block.terminator().edges()) {
                predecessors.get(edge.target()).add(i);
            }
            int index = i;
            block.onError().ifPresent(edge -> predecessors.get(edge.target()).add(index));
        }
        return new BlockGraph(
                predecessors.stream()
                        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new),
                definingBlock);
    }

    int[] predecessors(int block) {
        return predecessors[block];
    }

    /** Returns the block that defines a value, -1 if none does outside the operand stack. */
    int definingBlock(int value) {
        return definingBlock[value];
    }
}
