package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Terminator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which values stand for which others. One routine, one thread. */
final class Substitution {
    private final int[] replacements;
    private boolean isEmpty = true;

    Substitution(int valueCount) {
        replacements = new int[valueCount];
        Arrays.setAll(replacements, v -> v);
    }

    boolean isEmpty() {
        return isEmpty;
    }

    /** Lets {@code replacement} stand for {@code value} from now on. */
    void replace(int value, int replacement) {
        assert of(replacement) != value : "a value cannot stand for itself";
        replacements[value] = replacement;
        isEmpty = false;
    }

    boolean isReplaced(int value) {
        return replacements[value] != value;
    }

    /** Returns what finally stands for the value. */
    int of(int value) {
        int root = value;
        while (replacements[root] != root) {
            root = replacements[root];
        }
        int current = value;
        while (replacements[current] != root) {
            int next = replacements[current];
            replacements[current] = root;
            current = next;
        }
        return root;
    }

    Instruction apply(Instruction instruction) {
        for (int i = 0; i < instruction.operandCount(); i++) {
            if (of(instruction.operand(i)) != instruction.operand(i)) {
                return instruction.withOperands(apply(instruction.operands()));
            }
        }
        return instruction;
    }

    Terminator apply(Terminator terminator) {
        return switch (terminator) {
            case Terminator.Jump(var edge) -> new Terminator.Jump(apply(edge));
            case Terminator.Branch(var condition, var whenTrue, var whenFalse) ->
                    new Terminator.Branch(of(condition), apply(whenTrue), apply(whenFalse));
            case Terminator.Return(var value) -> new Terminator.Return(of(value));
            case Terminator.Raise(var error) -> new Terminator.Raise(of(error));
        };
    }

    Edge apply(Edge edge) {
        return new Edge(edge.target(), apply(edge.arguments()));
    }

    Optional<Edge> apply(Optional<Edge> onError) {
        return onError.map(this::apply);
    }

    /** Returns the block with replaced uses; definitions stay, also of values that are replaced. */
    Block apply(Block block) {
        List<Instruction> instructions = new ArrayList<>(block.instructions().size());
        for (Instruction instruction : block.instructions()) {
            instructions.add(apply(instruction));
        }
        return new Block(
                block.parameters(),
                instructions,
                apply(block.terminator()),
                apply(block.onError()));
    }

    private int[] apply(int[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = of(values[i]);
        }
        return values;
    }
}
