package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.LoopForest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leads edges past blocks without instructions. A block whose parameters other blocks use is not
 * passed, since it has to dominate them.
 */
final class JumpThreading {
    /** How many empty blocks one edge may pass; more are left to the next round. */
    private static final int STEPS_MAX = 32;

    private final Routine routine;
    private final Definitions definitions;
    private final boolean[] isUsedElsewhere;
    private final Set<Integer> headers = new HashSet<>();

    private JumpThreading(Routine routine) {
        this.routine = routine;
        this.definitions = Definitions.of(routine);
        this.isUsedElsewhere = new boolean[routine.blocks().size()];
        for (LoopForest.Loop loop : LoopForest.of(routine).loops()) {
            headers.add(loop.header());
        }
        for (int b = 0; b < routine.blocks().size(); b++) {
            noteUses(b, routine.blocks().get(b));
        }
    }

    static Routine run(Routine routine) {
        JumpThreading threading = new JumpThreading(routine);
        List<Block> blocks = new ArrayList<>(routine.blocks().size());
        for (Block block : routine.blocks()) {
            blocks.add(threading.rewrite(block));
        }
        return new Routine(routine.name(), blocks, routine.valueCount());
    }

    private void noteUses(int b, Block block) {
        for (Instruction instruction : block.instructions()) {
            noteUses(b, instruction.operands());
        }
        switch (block.terminator()) {
            case Terminator.Branch(var condition, _, _) -> noteUses(b, condition);
            case Terminator.Return(var value) -> noteUses(b, value);
            case Terminator.Raise(var error) -> noteUses(b, error);
            case Terminator.Jump _ -> {}
        }
        block.terminator().edges().forEach(edge -> noteUses(b, edge.arguments()));
        block.onError().ifPresent(edge -> noteUses(b, edge.arguments()));
    }

    private void noteUses(int user, int... values) {
        for (int value : values) {
            int definer = definitions.block(value);
            if (definer != user) {
                isUsedElsewhere[definer] = true;
            }
        }
    }

    private Block rewrite(Block block) {
        Optional<Edge> onError = block.onError().filter(edge -> !isRaisedAgain(edge));
        Terminator threaded =
                ReachableBlocks.withEdges(withoutNegation(block.terminator()), this::thread);
        return new Block(block.parameters(), block.instructions(), joined(threaded), onError);
    }

    /** Turns a branch whose edges have become the same into a jump. */
    private static Terminator joined(Terminator terminator) {
        return terminator instanceof Terminator.Branch(_, var whenTrue, var whenFalse)
                        && whenTrue.equals(whenFalse)
                ? new Terminator.Jump(whenTrue)
                : terminator;
    }

    private Terminator withoutNegation(Terminator terminator) {
        if (terminator instanceof Terminator.Branch(var condition, var whenTrue, var whenFalse)) {
            Instruction test = definitions.instruction(condition);
            if (test != null
                    && test.opcode() instanceof Opcode.Unary(var operator)
                    && operator == UnaryOperator.NOT
                    && definitions.type(test.operand(0)).equals(ValueType.BOOLEAN)) {
                return new Terminator.Branch(
                        test.operand(0), /* whenTrue= */ whenFalse, /* whenFalse= */ whenTrue);
            }
        }
        return terminator;
    }

    private boolean isRaisedAgain(Edge onError) {
        Block handler = routine.blocks().get(onError.target());
        return handler.instructions().isEmpty()
                && handler.onError().isEmpty()
                && handler.terminator() instanceof Terminator.Raise(var error)
                && error == handler.parameters().getFirst().value();
    }

    private Edge thread(Edge edge) {
        Edge current = edge;
        for (int step = 0; step < STEPS_MAX; step++) {
            Edge next = next(current);
            if (next == null) {
                return current;
            }
            current = next;
        }
        return current;
    }

    private @Nullable Edge next(Edge edge) {
        Block target = routine.blocks().get(edge.target());
        if (!target.instructions().isEmpty() || isUsedElsewhere[edge.target()]) {
            return null;
        }
        Edge taken =
                switch (target.terminator()) {
                    case Terminator.Jump(var jump) -> jump;
                    case Terminator.Branch branch -> decided(edge, target, branch);
                    case Terminator.Return _, Terminator.Raise _ -> null;
                };
        return taken == null || taken.target() == edge.target()
                ? null
                : withArguments(edge, target, taken);
    }

    // An edge into a loop that skips the header would give the loop a second entrance.
    private @Nullable Edge decided(Edge edge, Block target, Terminator.Branch branch) {
        int position = positionOf(branch.condition(), target);
        if (position < 0 || headers.contains(edge.target())) {
            return null;
        }
        Opcode.Constant constant = definitions.constant(edge.argument(position));
        if (constant == null) {
            return null;
        }
        return Boolean.TRUE.equals(constant.value()) ? branch.whenTrue() : branch.whenFalse();
    }

    private static Edge withArguments(Edge edge, Block target, Edge taken) {
        int[] arguments = taken.arguments();
        for (int i = 0; i < arguments.length; i++) {
            int position = positionOf(arguments[i], target);
            arguments[i] = position < 0 ? arguments[i] : edge.argument(position);
        }
        return new Edge(taken.target(), arguments);
    }

    private static int positionOf(int value, Block block) {
        List<BlockParameter> parameters = block.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).value() == value) {
                return i;
            }
        }
        return -1;
    }
}
