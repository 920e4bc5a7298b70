package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Effect;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.EffectsByType;
import dev.tiercel.ir.analysis.IntList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Removes blocks that are not reached, instructions whose result nobody uses and which do nothing
 * else, and parameters that nobody uses or that always have one value; then numbers the remaining
 * values without gaps.
 *
 * <p>An instruction that may raise, interacts with the outside or changes state stays. One that
 * only builds a value goes: a budget may be charged less where a value need not be built (OP-39).
 */
public final class RemoveDeadInstructions implements RoutinePass {
    private static final Set<Effect> REMOVABLE = Set.of(Effect.READS_STATE, Effect.ALLOCATES);

    /** Makes the pass. */
    public RemoveDeadInstructions() {}

    @Override
    public Routine run(Routine routine) {
        Routine reachable = ReachableBlocks.keep(routine);
        Routine direct = RedundantParameters.replace(reachable);
        BitSet live = new Marking(direct).live();
        Routine swept = sweep(direct, live);
        return swept.equals(routine) ? routine : swept;
    }

    private static Routine sweep(Routine routine, BitSet live) {
        int[] numbers = new int[routine.valueCount()];
        int count = 0;
        List<Block> blocks = new ArrayList<>(routine.blocks().size());
        for (int b = 0; b < routine.blocks().size(); b++) {
            Block block = routine.blocks().get(b);
            for (BlockParameter parameter : block.parameters()) {
                if (live.get(parameter.value())) {
                    numbers[parameter.value()] = count++;
                }
            }
            for (Instruction instruction : block.instructions()) {
                if (live.get(instruction.result())) {
                    numbers[instruction.result()] = count++;
                }
            }
        }
        for (Block block : routine.blocks()) {
            blocks.add(sweep(routine, block, live, numbers));
        }
        return new Routine(routine.name(), blocks, count);
    }

    private static Block sweep(Routine routine, Block block, BitSet live, int[] numbers) {
        List<BlockParameter> parameters = new ArrayList<>(block.parameters().size());
        for (BlockParameter parameter : block.parameters()) {
            if (live.get(parameter.value())) {
                parameters.add(new BlockParameter(numbers[parameter.value()], parameter.type()));
            }
        }
        List<Instruction> instructions = new ArrayList<>(block.instructions().size());
        for (Instruction instruction : block.instructions()) {
            if (live.get(instruction.result())) {
                int[] operands = instruction.operands();
                renumber(operands, numbers);
                instructions.add(
                        new Instruction(
                                numbers[instruction.result()],
                                instruction.opcode(),
                                operands,
                                instruction.type(),
                                instruction.location()));
            }
        }
        return new Block(
                parameters,
                instructions,
                sweep(routine, block.terminator(), live, numbers),
                block.onError().map(edge -> sweep(routine, edge, 1, live, numbers)));
    }

    private static Terminator sweep(
            Routine routine, Terminator terminator, BitSet live, int[] numbers) {
        return switch (terminator) {
            case Terminator.Jump(var edge) ->
                    new Terminator.Jump(sweep(routine, edge, 0, live, numbers));
            case Terminator.Branch(var condition, var whenTrue, var whenFalse) ->
                    new Terminator.Branch(
                            numbers[condition],
                            sweep(routine, whenTrue, 0, live, numbers),
                            sweep(routine, whenFalse, 0, live, numbers));
            case Terminator.Return(var value) -> new Terminator.Return(numbers[value]);
            case Terminator.Raise(var error) -> new Terminator.Raise(numbers[error]);
        };
    }

    private static Edge sweep(Routine routine, Edge edge, int first, BitSet live, int[] numbers) {
        List<BlockParameter> parameters = routine.blocks().get(edge.target()).parameters();
        IntList arguments = new IntList();
        for (int i = 0; i < edge.argumentCount(); i++) {
            if (live.get(parameters.get(first + i).value())) {
                arguments.add(numbers[edge.argument(i)]);
            }
        }
        return new Edge(edge.target(), arguments.toArray());
    }

    private static void renumber(int[] values, int[] numbers) {
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers[values[i]];
        }
    }

    /** Finds what is used, starting from what has to stay. */
    private static final class Marking {
        private final Routine routine;
        private final Definitions definitions;
        private final IntList[] argumentsOf;
        private final BitSet live = new BitSet();
        private final IntList work = new IntList();

        Marking(Routine routine) {
            this.routine = routine;
            this.definitions = Definitions.of(routine);
            this.argumentsOf = new IntList[routine.valueCount()];
            Arrays.setAll(argumentsOf, _ -> new IntList());
        }

        BitSet live() {
            for (BlockParameter parameter : routine.parameters()) {
                mark(parameter.value());
            }
            routine.blocks().forEach(this::markRoots);
            while (work.size() > 0) {
                int value = work.removeLast();
                Instruction instruction = definitions.instruction(value);
                for (int i = 0; instruction != null && i < instruction.operandCount(); i++) {
                    mark(instruction.operand(i));
                }
                for (int i = 0; i < argumentsOf[value].size(); i++) {
                    mark(argumentsOf[value].get(i));
                }
            }
            return live;
        }

        private void markRoots(Block block) {
            for (Instruction instruction : block.instructions()) {
                if (!REMOVABLE.containsAll(EffectsByType.of(instruction, definitions))) {
                    mark(instruction.result());
                }
            }
            switch (block.terminator()) {
                case Terminator.Branch(var condition, _, _) -> mark(condition);
                case Terminator.Return(var value) -> mark(value);
                case Terminator.Raise(var error) -> mark(error);
                case Terminator.Jump _ -> {}
            }
            for (Edge edge : block.terminator().edges()) {
                connect(edge, 0);
            }
            if (block.onError().isPresent()) {
                Edge edge = block.onError().get();
                mark(routine.blocks().get(edge.target()).parameters().getFirst().value());
                connect(edge, 1);
            }
        }

        private void connect(Edge edge, int first) {
            List<BlockParameter> parameters = routine.blocks().get(edge.target()).parameters();
            for (int i = 0; i < edge.argumentCount(); i++) {
                argumentsOf[parameters.get(first + i).value()].add(edge.argument(i));
            }
        }

        private void mark(int value) {
            if (!live.get(value)) {
                live.set(value);
                work.add(value);
            }
        }
    }
}
