package dev.tiercel.jit.emit;

import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Representation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the moves that an edge means: all arguments are read before any parameter is written.
 * Moves are ordered so that no local is overwritten while it is still to be read; cycles go over
 * the operand stack.
 */
final class EdgeMoves {
    /** From a local to another. */
    private record Move(Representation from, int source, Representation to, int target) {}

    private final Evaluator evaluator;
    private final Code code;
    private final LoweredRoutine routine;
    private final LocalAllocation locals;

    EdgeMoves(Evaluator evaluator, LoweredRoutine routine, LocalAllocation locals) {
        this.evaluator = evaluator;
        this.code = evaluator.code();
        this.routine = routine;
        this.locals = locals;
    }

    /** Whether an edge within the part needs code. */
    boolean isNeeded(Edge edge) {
        List<BlockParameter> parameters = routine.blocks().get(edge.target()).parameters();
        for (int i = 0; i < edge.argumentCount(); i++) {
            int parameter = parameters.get(i).value();
            int argument = edge.argument(i);
            if (locals.slot(parameter) != LocalAllocation.NONE
                    && (routine.values().isRepeated(argument)
                            || locals.slot(argument) != locals.slot(parameter))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Writes the moves of an edge within the part.
     *
     * @param firstParameter the parameter that receives the first argument: 1 on error edges
     */
    void emit(Edge edge, int firstParameter) {
        List<BlockParameter> parameters = routine.blocks().get(edge.target()).parameters();
        List<Move> moves = new ArrayList<>();
        List<Runnable> constants = new ArrayList<>();
        for (int i = 0; i < edge.argumentCount(); i++) {
            int parameter = parameters.get(firstParameter + i).value();
            int target = locals.slot(parameter);
            int argument = edge.argument(i);
            if (target == LocalAllocation.NONE) {
                continue;
            }
            Representation to = routine.values().representation(parameter);
            if (routine.values().isRepeated(argument)) {
                constants.add(() -> {
                    evaluator.push(argument, to);
                    code.store(LocalKind.of(to), target);
                });
            } else if (locals.slot(argument) != target) {
                Representation from = routine.values().representation(argument);
                moves.add(new Move(from, locals.slot(argument), to, target));
            }
        }
        emit(moves);
        constants.forEach(Runnable::run);
    }

    private void emit(List<Move> moves) {
        Map<Integer, Integer> readsBySlot = new HashMap<>();
        for (Move move : moves) {
            readsBySlot.merge(move.source(), 1, Integer::sum);
        }
        List<Move> pending = moves;
        while (!pending.isEmpty()) {
            List<Move> blocked = new ArrayList<>();
            for (Move move : pending) {
                if (readsBySlot.getOrDefault(move.target(), 0) > 0) {
                    blocked.add(move);
                } else {
                    load(move);
                    code.store(LocalKind.of(move.to()), move.target());
                    readsBySlot.merge(move.source(), -1, Integer::sum);
                }
            }
            if (blocked.size() == pending.size()) {
                emitTogether(blocked);
                return;
            }
            pending = blocked;
        }
    }

    private void emitTogether(List<Move> moves) {
        moves.forEach(this::load);
        for (Move move : moves.reversed()) {
            code.store(LocalKind.of(move.to()), move.target());
        }
    }

    private void load(Move move) {
        code.load(LocalKind.of(move.from()), move.source());
        code.convert(move.from(), move.to());
    }

    /** Writes the moves of an edge to another part: its parameters are passed in the frame. */
    void emit(Edge edge, int firstParameter, SpillAccess frame) {
        List<BlockParameter> parameters = routine.blocks().get(edge.target()).parameters();
        for (int i = 0; i < edge.argumentCount(); i++) {
            int parameter = parameters.get(firstParameter + i).value();
            int argument = edge.argument(i);
            if (frame.holds(parameter)) {
                Representation to = routine.values().representation(parameter);
                frame.store(parameter, () -> evaluator.push(argument, to));
            }
        }
    }
}
