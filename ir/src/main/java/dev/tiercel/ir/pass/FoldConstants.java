package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.analysis.ResultTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes what does not depend on the request, drops branches that are never taken, blocks that
 * are never reached, and error edges of blocks that never raise.
 *
 * <p>A parameter that is always the same constant stays a parameter, for it may be an argument of
 * an error edge; every block that uses it gets a constant of its own instead.
 */
public final class FoldConstants implements RoutinePass {
    private final ConstantEvaluator evaluator;

    public FoldConstants(ConstantEvaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public Routine run(Routine routine) {
        ConstantPropagation propagation = ConstantPropagation.of(routine, evaluator);
        Routine folded = new Rewrite(routine, propagation).run();
        Routine reachable = ReachableBlocks.keep(folded);
        return reachable.equals(routine) ? routine : reachable;
    }

    /** Rewrites one routine with the constants found. */
    private static final class Rewrite {
        private final Routine routine;
        private final ConstantPropagation propagation;
        private final Map<Integer, Integer> localConstants = new HashMap<>();
        private List<Instruction> constants = new ArrayList<>();
        private int valueCount;

        Rewrite(Routine routine, ConstantPropagation propagation) {
            this.routine = routine;
            this.propagation = propagation;
            this.valueCount = routine.valueCount();
        }

        Routine run() {
            List<Block> blocks = new ArrayList<>();
            for (int b = 0; b < routine.blocks().size(); b++) {
                Block block = routine.blocks().get(b);
                blocks.add(propagation.isReached(b) ? rewrite(b, block) : block);
            }
            return new Routine(routine.name(), blocks, valueCount);
        }

        private Block rewrite(int index, Block block) {
            localConstants.clear();
            constants = new ArrayList<>();
            List<Instruction> instructions = new ArrayList<>();
            for (Instruction instruction : block.instructions()) {
                instructions.add(rewrite(instruction));
            }
            Terminator terminator = rewrite(index, block.terminator());
            Optional<Edge> onError =
                    propagation.isErrorTaken(index) ? block.onError() : Optional.empty();
            constants.addAll(instructions);
            return new Block(block.parameters(), constants, terminator, onError);
        }

        private Instruction rewrite(Instruction instruction) {
            Opcode.Constant constant = propagation.constant(instruction.result());
            if (constant == null) {
                return instruction.withOperands(local(instruction.operands()));
            }
            return instruction.opcode() instanceof Opcode.Constant
                    ? instruction
                    : constant(instruction.result(), constant, instruction.location());
        }

        private Terminator rewrite(int block, Terminator terminator) {
            return switch (terminator) {
                case Terminator.Jump(var edge) -> new Terminator.Jump(local(edge));
                case Terminator.Branch(var condition, var whenTrue, var whenFalse) -> {
                    boolean isEither =
                            propagation.isTrueTaken(block) && propagation.isFalseTaken(block);
                    if (isEither && !whenTrue.equals(whenFalse)) {
                        yield new Terminator.Branch(condition, local(whenTrue), local(whenFalse));
                    }
                    boolean isFalse = !isEither && propagation.isFalseTaken(block);
                    yield new Terminator.Jump(local(isFalse ? whenFalse : whenTrue));
                }
                case Terminator.Return(var value) -> new Terminator.Return(local(value));
                case Terminator.Raise _ -> terminator;
            };
        }

        private Edge local(Edge edge) {
            return new Edge(edge.target(), local(edge.arguments()));
        }

        private int[] local(int[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = local(values[i]);
            }
            return values;
        }

        private int local(int value) {
            Opcode.Constant constant = propagation.constant(value);
            if (constant == null || !propagation.isParameter(value)) {
                return value;
            }
            return localConstants.computeIfAbsent(value, _ -> newConstant(constant));
        }

        private int newConstant(Opcode.Constant constant) {
            constants.add(constant(valueCount, constant, Instruction.NO_LOCATION));
            return valueCount++;
        }

        private static Instruction constant(int result, Opcode.Constant constant, int location) {
            return new Instruction(
                    result,
                    constant,
                    new int[0],
                    ResultTypes.ofConstant(constant.value()),
                    location);
        }
    }
}
