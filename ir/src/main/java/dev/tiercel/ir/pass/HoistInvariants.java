package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.analysis.ControlFlow;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.DominatorTree;
import dev.tiercel.ir.analysis.EffectsByType;
import dev.tiercel.ir.analysis.LoopForest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves instructions out of loops in which their operands do not change, in front of the outermost
 * such loop.
 *
 * <p>Only instructions without any effect move: one that may raise could do so earlier than the
 * document says, or where the loop is not entered at all, and one that builds a value would be
 * charged without need. Constants move only for others that need them.
 */
public final class HoistInvariants implements RoutinePass {
    /** Makes the pass. */
    public HoistInvariants() {}

    @Override
    public Routine run(Routine routine) {
        LoopForest loops = LoopForest.of(routine);
        if (loops.loops().isEmpty()) {
            return routine;
        }
        Routine prepared = LoopEntrances.prepare(routine, loops);
        Routine hoisted = new Hoisting(prepared).run();
        return hoisted.equals(prepared) ? routine : hoisted;
    }

    /** Finds the place of each instruction and moves it there. */
    private static final class Hoisting {
        private static final int NOWHERE = -1;

        private final Routine routine;
        private final ControlFlow flow;
        private final LoopForest loops;
        private final Definitions definitions;
        // The innermost loop that contains the definition after the move, -1 if none does.
        private final int[] loopOfValue;
        private final boolean[] isMovable;
        private final int[] entrances;
        private final List<List<Instruction>> movedTo = new ArrayList<>();
        private final boolean[] isMoved;

        Hoisting(Routine routine) {
            this.routine = routine;
            this.flow = ControlFlow.of(routine);
            this.loops = LoopForest.of(flow, DominatorTree.of(routine, flow));
            this.definitions = Definitions.of(routine);
            this.loopOfValue = new int[routine.valueCount()];
            this.isMovable = new boolean[routine.valueCount()];
            this.isMoved = new boolean[routine.valueCount()];
            this.entrances = LoopEntrances.find(routine, flow, loops);
            for (Block _ : routine.blocks()) {
                movedTo.add(new ArrayList<>());
            }
        }

        Routine run() {
            for (int block : flow.reversePostorder()) {
                place(block);
            }
            boolean isChanged = false;
            for (int block : flow.reversePostorder()) {
                for (Instruction instruction : routine.blocks().get(block).instructions()) {
                    boolean isConstant = instruction.opcode() instanceof Opcode.Constant;
                    if (!isConstant && isMovable[instruction.result()]) {
                        move(instruction);
                        isChanged = true;
                    }
                }
            }
            return isChanged ? rewrite() : routine;
        }

        private void place(int block) {
            int loop = loops.loopOf(block);
            for (BlockParameter parameter : routine.blocks().get(block).parameters()) {
                loopOfValue[parameter.value()] = loop;
            }
            for (Instruction instruction : routine.blocks().get(block).instructions()) {
                loopOfValue[instruction.result()] = loop;
                if (loop != NOWHERE && EffectsByType.of(instruction, definitions).isEmpty()) {
                    int place = outermost(loop, instruction);
                    isMovable[instruction.result()] = place != loop;
                    loopOfValue[instruction.result()] = place;
                }
            }
        }

        /** Returns the innermost loop that the instruction has to stay in, -1 if there is none. */
        private int outermost(int loop, Instruction instruction) {
            int place = loop;
            while (place != NOWHERE
                    && entrances[place] != NOWHERE
                    && isInvariant(place, instruction)) {
                place = loops.loops().get(place).parent();
            }
            return place;
        }

        private boolean isInvariant(int loop, Instruction instruction) {
            for (int i = 0; i < instruction.operandCount(); i++) {
                int operandLoop = loopOfValue[instruction.operand(i)];
                if (operandLoop != NOWHERE && loops.isWithin(operandLoop, loop)) {
                    return false;
                }
            }
            return true;
        }

        /** Moves the instruction after the constants it needs. */
        private void move(Instruction instruction) {
            for (int i = 0; i < instruction.operandCount(); i++) {
                Instruction operand = definitions.instruction(instruction.operand(i));
                if (operand != null
                        && operand.opcode() instanceof Opcode.Constant
                        && isMovable[operand.result()]
                        && !isMoved[operand.result()]) {
                    move(operand);
                }
            }
            isMoved[instruction.result()] = true;
            movedTo.get(entranceOf(instruction.result())).add(instruction);
        }

        private int entranceOf(int value) {
            int loop = loops.loopOf(definitions.block(value));
            while (loops.loops().get(loop).parent() != loopOfValue[value]) {
                loop = loops.loops().get(loop).parent();
            }
            return entrances[loop];
        }

        private Routine rewrite() {
            List<Block> blocks = new ArrayList<>();
            for (int b = 0; b < routine.blocks().size(); b++) {
                Block block = routine.blocks().get(b);
                List<Instruction> instructions = new ArrayList<>();
                for (Instruction instruction : block.instructions()) {
                    if (!isMoved[instruction.result()]) {
                        instructions.add(instruction);
                    }
                }
                instructions.addAll(movedTo.get(b));
                blocks.add(
                        new Block(
                                block.parameters(),
                                instructions,
                                block.terminator(),
                                block.onError()));
            }
            return new Routine(routine.name(), blocks, routine.valueCount());
        }
    }

    /** Blocks that do nothing but enter a loop: where its invariants go. */
    private static final class LoopEntrances {
        private LoopEntrances() {}

        /** Gives every loop that is entered by ordinary edges an entrance. */
        static Routine prepare(Routine routine, LoopForest loops) {
            ControlFlow flow = ControlFlow.of(routine);
            List<Block> blocks = new ArrayList<>(routine.blocks());
            int valueCount = routine.valueCount();
            int[] existing = find(routine, flow, loops);
            for (int l = 0; l < existing.length; l++) {
                int header = loops.loops().get(l).header();
                int[] outside = outside(flow, loops, l);
                if (existing[l] >= 0 || isEnteredByError(routine, header, outside)) {
                    continue;
                }
                Block target = routine.blocks().get(header);
                List<BlockParameter> parameters = new ArrayList<>();
                for (BlockParameter parameter : target.parameters()) {
                    parameters.add(new BlockParameter(valueCount++, parameter.type()));
                }
                int[] arguments = parameters.stream().mapToInt(BlockParameter::value).toArray();
                int entrance = blocks.size();
                for (int source : outside) {
                    blocks.set(source, redirect(blocks.get(source), header, entrance));
                }
                Terminator enter = new Terminator.Jump(new Edge(header, arguments));
                blocks.add(new Block(parameters, List.of(), enter, Optional.empty()));
            }
            return new Routine(routine.name(), blocks, valueCount);
        }

        /** Returns for each loop the one block that always enters it, or -1. */
        static int[] find(Routine routine, ControlFlow flow, LoopForest loops) {
            int[] entrances = new int[loops.loops().size()];
            for (int l = 0; l < entrances.length; l++) {
                int[] outside = outside(flow, loops, l);
                boolean isEntrance =
                        outside.length == 1
                                && routine.blocks().get(outside[0]).terminator()
                                        instanceof Terminator.Jump(var edge)
                                && edge.target() == loops.loops().get(l).header();
                entrances[l] = isEntrance ? outside[0] : -1;
            }
            return entrances;
        }

        private static int[] outside(ControlFlow flow, LoopForest loops, int loop) {
            return Arrays.stream(flow.predecessors(loops.loops().get(loop).header()))
                    .filter(p -> flow.isReachable(p) && !loops.contains(loop, p))
                    .toArray();
        }

        private static boolean isEnteredByError(Routine routine, int header, int[] sources) {
            for (int source : sources) {
                @Nullable Edge onError = routine.blocks().get(source).onError().orElse(null);
                if (onError != null && onError.target() == header) {
                    return true;
                }
            }
            return false;
        }

        private static Block redirect(Block block, int from, int to) {
            Terminator terminator =
                    ReachableBlocks.withEdges(
                            block.terminator(),
                            edge -> edge.target() == from ? new Edge(to, edge.arguments()) : edge);
            return new Block(block.parameters(), block.instructions(), terminator, block.onError());
        }
    }
}
