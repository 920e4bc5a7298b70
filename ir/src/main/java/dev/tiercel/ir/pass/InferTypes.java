package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.ValueFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * Narrows the types of all values, and drops instructions that the types make superfluous (see
 * {@link SimplifyByType}).
 *
 * <p>Where an instruction certainly raises, its block ends: it returns the value, of type NONE,
 * that never comes to be. Such a {@code Return} is the only use of a value of type NONE in a block
 * that can be reached.
 */
public final class InferTypes implements Pass {
    /** Makes the pass. */
    public InferTypes() {}

    @Override
    public Program run(Program program) {
        TypeInference inference = TypeInference.of(program);
        List<Routine> routines = new ArrayList<>();
        for (int r = 0; r < program.routines().size(); r++) {
            routines.add(new Rewrite(program.routines().get(r), inference.facts(r)).run());
        }
        return routines.equals(program.routines()) ? program : program.withRoutines(routines);
    }

    /** Rewrites one routine with the types found. */
    private static final class Rewrite {
        private final Routine routine;
        private final ValueFacts facts;
        private final Substitution substitution;

        Rewrite(Routine routine, ValueFacts facts) {
            this.routine = routine;
            this.facts = facts;
            this.substitution = new Substitution(routine.valueCount());
        }

        Routine run() {
            List<Block> blocks = new ArrayList<>();
            for (Block block : routine.blocks()) {
                blocks.add(rewrite(block));
            }
            if (!substitution.isEmpty()) {
                blocks.replaceAll(substitution::apply);
            }
            // Blocks behind one that ends early may use what it no longer computes.
            return ReachableBlocks.keep(new Routine(routine.name(), blocks, routine.valueCount()));
        }

        private Block rewrite(Block block) {
            List<BlockParameter> parameters = new ArrayList<>();
            for (BlockParameter parameter : block.parameters()) {
                ValueType type = facts.type(parameter.value());
                parameters.add(new BlockParameter(parameter.value(), type));
            }
            Terminator terminator = block.terminator();
            List<Instruction> instructions = new ArrayList<>();
            for (Instruction instruction : block.instructions()) {
                Instruction simpler = rewrite(instruction);
                if (substitution.isReplaced(instruction.result())) {
                    continue;
                }
                instructions.add(simpler);
                if (simpler.type().equals(ValueType.NONE)) {
                    terminator = new Terminator.Return(simpler.result());
                    break;
                }
            }
            return new Block(parameters, instructions, terminator, block.onError());
        }

        private Instruction rewrite(Instruction instruction) {
            return switch (SimplifyByType.of(instruction, facts)) {
                case SimplifyByType.Replacement.Keep _ ->
                        instruction.withType(facts.type(instruction.result()));
                case SimplifyByType.Replacement.Operand(var operand) -> {
                    substitution.replace(instruction.result(), operand);
                    yield instruction;
                }
                case SimplifyByType.Replacement.Constant(var value) -> {
                    Opcode constant = new Opcode.Constant(value);
                    yield new Instruction(
                            instruction.result(),
                            constant,
                            new int[0],
                            facts.type(instruction.result()),
                            instruction.location());
                }
                case SimplifyByType.Replacement.NullTest(var operand) ->
                        new Instruction(
                                instruction.result(),
                                SimplifyByType.IS_NULL,
                                new int[] {operand},
                                ValueType.BOOLEAN,
                                instruction.location());
            };
        }
    }
}
