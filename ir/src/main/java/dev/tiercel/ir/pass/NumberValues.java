package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Effect;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.DominatorTree;
import dev.tiercel.ir.analysis.EffectsByType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes the same thing once: an instruction goes if an equal one with equal operands dominates
 * it. Briggs, Cooper, Simpson, "Value Numbering", 1997, the dominator-based form.
 *
 * <p>An instruction that may raise goes as well, because the first one would have raised.
 * Instructions that read or write state stay, and so do those that make errors: each error is told
 * where it was raised.
 */
public final class NumberValues implements RoutinePass {
    private static final Set<Effect> REPEATABLE = Set.of(Effect.ALLOCATES, Effect.THROWS);

    /** Makes the pass. */
    public NumberValues() {}

    @Override
    public Routine run(Routine routine) {
        Walk walk = new Walk(routine);
        DominatorTree.of(routine).walk(walk);
        if (walk.substitution.isEmpty()) {
            return routine;
        }
        List<Block> blocks = new ArrayList<>();
        for (Block block : routine.blocks()) {
            List<Instruction> kept = new ArrayList<>();
            for (Instruction instruction : block.instructions()) {
                if (!walk.substitution.isReplaced(instruction.result())) {
                    kept.add(instruction);
                }
            }
            Block shorter =
                    new Block(block.parameters(), kept, block.terminator(), block.onError());
            blocks.add(walk.substitution.apply(shorter));
        }
        return new Routine(routine.name(), blocks, routine.valueCount());
    }

    /** What an instruction computes, regardless of its result and place. */
    private record Computation(Object opcode, List<Integer> operands) {}

    /** Keeps the computations that are available at the place of the walk. */
    private static final class Walk implements DominatorTree.Visitor {
        private final Routine routine;
        private final Definitions definitions;
        private final Substitution substitution;
        private final Map<Computation, Integer> available = new HashMap<>();
        private final Deque<List<Computation>> scopes = new ArrayDeque<>();

        Walk(Routine routine) {
            this.routine = routine;
            this.definitions = Definitions.of(routine);
            this.substitution = new Substitution(routine.valueCount());
        }

        @Override
        public void enterParameters(int block) {}

        @Override
        public void enterInstructions(int block) {
            List<Computation> scope = new ArrayList<>();
            for (Instruction instruction : routine.blocks().get(block).instructions()) {
                if (isRepeatable(instruction)) {
                    enter(instruction, scope);
                }
            }
            scopes.push(scope);
        }

        @Override
        public void leaveInstructions(int block) {
            scopes.pop().forEach(available::remove);
        }

        @Override
        public void leaveParameters(int block) {}

        private void enter(Instruction instruction, List<Computation> scope) {
            Computation computation = computation(instruction);
            Integer earlier = available.get(computation);
            if (earlier == null) {
                available.put(computation, instruction.result());
                scope.add(computation);
            } else if (definitions.type(earlier).isWithin(instruction.type())) {
                substitution.replace(instruction.result(), earlier);
            }
        }

        private Computation computation(Instruction instruction) {
            int[] operands = instruction.operands();
            Arrays.setAll(operands, i -> substitution.of(operands[i]));
            Object opcode =
                    instruction.opcode() instanceof Opcode.Constant constant
                            ? ConstantKey.of(constant)
                            : instruction.opcode();
            return new Computation(opcode, Arrays.stream(operands).boxed().toList());
        }

        private boolean isRepeatable(Instruction instruction) {
            boolean makesError =
                    instruction.opcode() instanceof Opcode.MakeError
                            || instruction.opcode() instanceof Opcode.SetCause;
            return !makesError
                    && REPEATABLE.containsAll(EffectsByType.of(instruction, definitions));
        }
    }
}
