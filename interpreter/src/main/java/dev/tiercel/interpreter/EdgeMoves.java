package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.Register;
import dev.tiercel.interpreter.RoutineCode.Register.Kind;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

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

        boolean overwrites(Register register) {
            return to.index() == register.index() && to.isReference() == register.isReference();
        }
    }

    EdgeMoves(CodeBuffer buffer, RegisterAllocation registers) {
        this.buffer = buffer;
        this.registers = registers;
    }

    void pass(Edge edge, List<BlockParameter> parameters) {
        List<Move> pending = new ArrayList<>();
        for (int i = 0; i < edge.argumentCount(); i++) {
            Move move =
                    new Move(
                            registers.of(edge.argument(i)),
                            registers.of(parameters.get(i).value()));
            if (move.isNeeded()) {
                pending.add(move);
            }
        }
        while (!pending.isEmpty()) {
            if (!emitFreeMoves(pending)) {
                breakCycle(pending);
            }
        }
    }

    /** Emits the moves whose target no other pending move still reads. */
    private boolean emitFreeMoves(List<Move> pending) {
        boolean isProgress = false;
        for (Iterator<Move> i = pending.iterator(); i.hasNext(); ) {
            Move move = i.next();
            boolean isRead =
                    pending.stream()
                            .anyMatch(
                                    other -> !other.equals(move) && move.overwrites(other.from()));
            if (!isRead) {
                emit(move);
                i.remove();
                isProgress = true;
            }
        }
        return isProgress;
    }

    private void breakCycle(List<Move> pending) {
        Move move = pending.removeFirst();
        Register temporary = registers.take(move.from().kind());
        emit(new Move(move.from(), temporary));
        pending.add(new Move(temporary, move.to()));
        registers.release(temporary);
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
