package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.UseCounts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets a statement whose value is only a hole of a response write its rows as JSON text at once:
 * the objects of the rows are never built.
 */
public final class WriteRowsAsText implements RoutinePass {
    private static final Map<String, String> FORMS =
            Map.of("rows", "rows text", "table", "table text");

    /** Makes the pass. */
    public WriteRowsAsText() {}

    @Override
    public Routine run(Routine routine) {
        BitSet written = holesUsedOnce(routine);
        if (written.isEmpty()) {
            return routine;
        }
        List<Block> blocks = new ArrayList<>(routine.blocks().size());
        for (Block block : routine.blocks()) {
            List<Instruction> instructions = new ArrayList<>(block.instructions().size());
            for (Instruction instruction : block.instructions()) {
                instructions.add(
                        written.get(instruction.result()) ? asText(instruction) : instruction);
            }
            blocks.add(
                    new Block(
                            block.parameters(), instructions, block.terminator(), block.onError()));
        }
        return new Routine(routine.name(), blocks, routine.valueCount());
    }

    /** Returns the results of statements that one hole uses and nothing else. */
    private static BitSet holesUsedOnce(Routine routine) {
        BitSet holes = new BitSet();
        Definitions definitions = Definitions.of(routine);
        int[] useCounts = UseCounts.of(routine);
        for (Block block : routine.blocks()) {
            for (Instruction instruction : block.instructions()) {
                if (instruction.opcode() instanceof Opcode.RespondTemplate) {
                    for (int hole : instruction.operands()) {
                        if (useCounts[hole] == 1 && isStatement(definitions.instruction(hole))) {
                            holes.set(hole);
                        }
                    }
                }
            }
        }
        return holes;
    }

    private static boolean isStatement(@Nullable Instruction instruction) {
        return instruction != null
                && instruction.opcode() instanceof Opcode.CallEffect(EffectKind kind, var plan)
                && kind == EffectKind.SQL
                && FORMS.containsKey(plan.getFirst());
    }

    private static Instruction asText(Instruction statement) {
        Opcode.CallEffect effect = (Opcode.CallEffect) statement.opcode();
        List<String> plan = new ArrayList<>(effect.plan());
        plan.set(0, Objects.requireNonNull(FORMS.get(plan.getFirst())));
        return statement.withOpcode(new Opcode.CallEffect(EffectKind.SQL, plan));
    }
}
