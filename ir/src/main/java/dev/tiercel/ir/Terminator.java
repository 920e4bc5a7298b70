package dev.tiercel.ir;

import java.util.List;

/** The last instruction of a block, which alone may transfer control within the routine. */
public sealed interface Terminator {
    /** Continues at one block. */
    record Jump(Edge edge) implements Terminator {}

    /**
     * Continues at one of two blocks.
     *
     * @param condition value of type {@link ValueType#BOOLEAN}
     */
    record Branch(int condition, Edge whenTrue, Edge whenFalse) implements Terminator {}

    /**
     * Ends the routine with a result.
     *
     * @param value the result; the main routine of an HTTP route has already written its response
     */
    record Return(int value) implements Terminator {}

    /**
     * Raises an error value again; within a block with an error edge control continues there.
     *
     * @param error value of an error, as received by a handler block or built by {@link
     *     Opcode.MakeError}
     */
    record Raise(int error) implements Terminator {}

    /** Returns the edges to successors, in order; the error edge of the block is not among them. */
    default List<Edge> edges() {
        return switch (this) {
            case Jump(var edge) -> List.of(edge);
            case Branch(_, var whenTrue, var whenFalse) -> List.of(whenTrue, whenFalse);
            case Return _, Raise _ -> List.of();
        };
    }
}
