package dev.tiercel.frontend.lower;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Terminator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A block under construction. */
final class OpenBlock {
    /** An edge whose arguments may be filled in after its block has ended. */
    static final class OpenEdge {
        private final int target;
        private int[] arguments;

        OpenEdge(int target, int... arguments) {
            this.target = target;
            this.arguments = arguments;
        }

        void pass(int... newArguments) {
            arguments = newArguments;
        }

        Edge close() {
            return new Edge(target, arguments);
        }
    }

    /** A terminator with open edges. */
    sealed interface End {
        record Jump(OpenEdge edge) implements End {}

        record Branch(int condition, OpenEdge whenTrue, OpenEdge whenFalse) implements End {}

        record Return(int value) implements End {}

        record Raise(int error) implements End {}
    }

    private final List<BlockParameter> parameters = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private @Nullable OpenEdge onError;
    private @Nullable End end;

    void addParameter(BlockParameter parameter) {
        parameters.add(parameter);
    }

    void add(Instruction instruction) {
        instructions.add(instruction);
    }

    boolean hasErrorEdge() {
        return onError != null;
    }

    void catchErrorsAt(OpenEdge edge) {
        onError = edge;
    }

    void end(End newEnd) {
        end = newEnd;
    }

    Block close() {
        Terminator terminator =
                switch (Objects.requireNonNull(end, "block without end")) {
                    case End.Jump(var edge) -> new Terminator.Jump(edge.close());
                    case End.Branch(var condition, var whenTrue, var whenFalse) ->
                            new Terminator.Branch(condition, whenTrue.close(), whenFalse.close());
                    case End.Return(var value) -> new Terminator.Return(value);
                    case End.Raise(var error) -> new Terminator.Raise(error);
                };
        return new Block(
                parameters,
                instructions,
                terminator,
                Optional.ofNullable(onError).map(OpenEdge::close));
    }
}
