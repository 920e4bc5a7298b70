package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.Register;
import dev.tiercel.interpreter.RoutineCode.Register.Kind;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The moves that pass the arguments of an edge to the parameters of its target, as if all at once.
 */
final class EdgeMoves {
    private final CodeBuffer buffer;
    private final RegisterAllocation registers;

    private record Move(Register from, Register to) {
        boolean isNeeded() {
            return !from.equals(to);
        }
    }

    EdgeMoves(CodeBuffer buffer, RegisterAllocation registers) {
        this.buffer = buffer;
        this.registers = registers;
    }

    void pass(Edge edge, List<BlockParameter> parameters) {
        Pending pending = new Pending();
        for (int i = 0; i < edge.argumentCount(); i++) {
            Move move =
                    new Move(
                            registers.of(edge.argument(i)),
                            registers.of(parameters.get(i).value()));
            if (move.isNeeded()) {
                pending.add(move);
            }
        }
        pending.findFree();
        while (!pending.isEmpty()) {
            while (pending.hasFree()) {
                emit(pending.takeFree());
            }
            if (!pending.isEmpty()) {
                breakCycle(pending);
            }
        }
    }

    private void breakCycle(Pending pending) {
        Move move = pending.takeFirst();
        Register temporary = registers.take(move.from().kind());
        emit(new Move(move.from(), temporary));
        pending.add(new Move(temporary, move.to()));
        registers.release(temporary);
    }

    /** Moves that are not emitted yet; a move is free if no other one still reads its target. */
    private static final class Pending {
        private final Map<Integer, Move> moveByTarget = new LinkedHashMap<>();
        private final Map<Integer, Integer> readsByRegister = new HashMap<>();
        private final Deque<Move> free = new ArrayDeque<>();

        boolean isEmpty() {
            return moveByTarget.isEmpty();
        }

        boolean hasFree() {
            return !free.isEmpty();
        }

        void add(Move move) {
            moveByTarget.put(number(move.to()), move);
            readsByRegister.merge(number(move.from()), 1, Integer::sum);
        }

        void findFree() {
            moveByTarget.values().stream().filter(this::isFree).forEach(free::add);
        }

        Move takeFree() {
            Move move = free.remove();
            remove(move);
            return move;
        }

        /** Returns a move of a cycle. */
        Move takeFirst() {
            Move move = moveByTarget.values().iterator().next();
            remove(move);
            return move;
        }

        private void remove(Move move) {
            moveByTarget.remove(number(move.to()));
            readsByRegister.merge(number(move.from()), -1, Integer::sum);
            Move waiting = moveByTarget.get(number(move.from()));
            if (waiting != null && isFree(waiting)) {
                free.add(waiting);
            }
        }

        private boolean isFree(Move move) {
            int target = number(move.to());
            int ownReads = number(move.from()) == target ? 1 : 0;
            return readsByRegister.getOrDefault(target, 0) == ownReads;
        }

        /** Returns a number for each place; what a register of numbers holds does not matter. */
        private static int number(Register register) {
            return 2 * register.index() + (register.isReference() ? 1 : 0);
        }
    }

    private void emit(Move move) {
        Register from = move.from();
        Register to = move.to();
        if (from.isReference() == to.isReference()) {
            int opcode =
                    from.isReference() ? RegisterOpcode.MOVE_REFERENCE : RegisterOpcode.MOVE_NUMBER;
            buffer.emit(opcode, to.index(), from.index());
        } else if (to.isReference()) {
            buffer.emit(box(from.kind()), to.index(), from.index());
        } else {
            // The value of an operation that always raises: the move is never reached.
            buffer.emit(unbox(to.kind()), to.index(), from.index());
        }
    }

    /** Returns the operation code that unboxes a number of a kind. */
    static int unbox(Kind kind) {
        return switch (kind) {
            case LONG -> RegisterOpcode.UNBOX_LONG;
            case DOUBLE -> RegisterOpcode.UNBOX_DOUBLE;
            case BOOLEAN -> RegisterOpcode.UNBOX_BOOLEAN;
            case REFERENCE -> throw new IllegalArgumentException("a reference is not unboxed");
        };
    }

    /** Returns the operation code that boxes a number of a kind. */
    static int box(Kind kind) {
        return switch (kind) {
            case LONG -> RegisterOpcode.BOX_LONG;
            case DOUBLE -> RegisterOpcode.BOX_DOUBLE;
            case BOOLEAN -> RegisterOpcode.BOX_BOOLEAN;
            case REFERENCE -> throw new IllegalArgumentException("a reference is not boxed");
        };
    }
}
