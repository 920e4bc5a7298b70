package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Projection;
import dev.tiercel.ir.Routine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds which parts of the request body a program reads, and tells the instructions in which slots
 * to expect them.
 *
 * <p>A part is read in parts itself as long as its members are taken by name, its elements by
 * iteration, and nothing else is asked than whether it is null. Every other use needs it whole,
 * also where it flows into a parameter, a call, or a value that is built.
 */
public final class ProjectRequest implements Pass {
    /** Makes the pass. */
    public ProjectRequest() {}

    @Override
    public Program run(Program program) {
        BodyUses uses = BodyUses.of(program);
        Projection found = uses.projection();
        Optional<Projection> projection = found.whole() ? Optional.empty() : Optional.of(found);
        List<Routine> routines = new ArrayList<>();
        for (int r = 0; r < program.routines().size(); r++) {
            routines.add(withHints(r, program.routines().get(r), uses));
        }
        if (projection.equals(program.projection()) && routines.equals(program.routines())) {
            return program;
        }
        return new Program(program.name(), routines, program.locations(), projection);
    }

    private static Routine withHints(int index, Routine routine, BodyUses uses) {
        List<Block> blocks = new ArrayList<>(routine.blocks().size());
        for (Block block : routine.blocks()) {
            List<Instruction> instructions = new ArrayList<>(block.instructions().size());
            for (Instruction instruction : block.instructions()) {
                int slot = uses.slotOf(index, instruction.result());
                instructions.add(instruction.withOpcode(withHint(instruction.opcode(), slot)));
            }
            blocks.add(
                    new Block(
                            block.parameters(), instructions, block.terminator(), block.onError()));
        }
        return new Routine(routine.name(), blocks, routine.valueCount());
    }

    private static Opcode withHint(Opcode opcode, int slot) {
        if (slot < 0) {
            return opcode;
        }
        return switch (opcode) {
            case Opcode.GetMember(var name, _) -> new Opcode.GetMember(name, slot);
            case Opcode.GetOwnMember(var name, _) -> new Opcode.GetOwnMember(name, slot);
            case Opcode.LoadRequestField(var name, _) -> new Opcode.LoadRequestField(name, slot);
            default -> opcode;
        };
    }
}
