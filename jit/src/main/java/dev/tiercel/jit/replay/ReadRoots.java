package dev.tiercel.jit.replay;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.Routine;
import java.util.EnumSet;
import java.util.Set;

/** The roots of a request that a program reads. */
final class ReadRoots {
    /** What {@code request} is made of. */
    private static final Set<Root> OF_REQUEST =
            EnumSet.of(
                    Root.METHOD,
                    Root.PATH,
                    Root.QUERY,
                    Root.PARAMS,
                    Root.HEADERS,
                    Root.COOKIES,
                    Root.BODY,
                    Root.RAW_BODY,
                    Root.IP,
                    Root.ID,
                    Root.AUTH);

    private ReadRoots() {}

    static Set<Root> of(Program program) {
        Set<Root> roots = EnumSet.noneOf(Root.class);
        for (Routine routine : program.routines()) {
            for (Block block : routine.blocks()) {
                for (Instruction instruction : block.instructions()) {
                    add(instruction.opcode(), roots);
                }
            }
        }
        if (roots.remove(Root.REQUEST)) {
            roots.addAll(OF_REQUEST);
        }
        roots.remove(Root.ENV);
        return roots;
    }

    private static void add(Opcode opcode, Set<Root> roots) {
        if (opcode instanceof Opcode.LoadRoot(Root root)) {
            roots.add(root);
        } else if (opcode instanceof Opcode.LoadRootMember(Root root, _)) {
            roots.add(root);
        } else if (opcode instanceof Opcode.LoadRequestField) {
            roots.add(Root.PARAMS);
            roots.add(Root.QUERY);
        }
    }
}
