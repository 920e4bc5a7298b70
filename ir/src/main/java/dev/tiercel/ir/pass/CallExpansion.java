package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A routine while calls in it are replaced by the blocks of the callee. Its own blocks keep their
 * numbers; what follows a call goes to a new block whose parameter is the result. One use.
 */
final class CallExpansion {
    private final Routine routine;
    private final List<@Nullable Block> blocks;
    private int valueCount;
    private int size;

    private Block original;
    private int current;
    private List<BlockParameter> parameters = List.of();
    private List<Instruction> instructions = new ArrayList<>();

    CallExpansion(Routine routine) {
        this.routine = routine;
        this.blocks = new ArrayList<>(routine.blocks());
        this.valueCount = routine.valueCount();
        this.size = routine.size();
        this.original = routine.blocks().getFirst();
    }

    /**
     * Returns the number of instructions and terminators, calls yet to be inlined counting as one.
     */
    int size() {
        return size;
    }

    /** Starts with a block of the routine. */
    void open(int block) {
        original = routine.blocks().get(block);
        current = block;
        parameters = original.parameters();
        instructions = new ArrayList<>();
    }

    void add(Instruction instruction) {
        instructions.add(instruction);
    }

    void inline(Instruction call, Routine callee) {
        int firstBlock = blocks.size();
        int continuation = firstBlock + callee.blocks().size();
        end(new Terminator.Jump(new Edge(firstBlock, call.operands())));
        Copy copy = new Copy(valueCount, firstBlock, continuation, original.onError());
        for (Block block : callee.blocks()) {
            blocks.add(copy.of(block));
        }
        blocks.add(null);
        valueCount += callee.valueCount();
        size += callee.size();
        current = continuation;
        parameters = List.of(new BlockParameter(call.result(), call.type()));
        instructions = new ArrayList<>();
    }

    /** Ends the block of the routine. */
    void close() {
        end(original.terminator());
    }

    Routine result() {
        List<Block> complete = new ArrayList<>(blocks.size());
        for (Block block : blocks) {
            if (block == null) {
                throw new IllegalStateException("a block has been opened and not closed");
            }
            complete.add(block);
        }
        return new Routine(routine.name(), complete, valueCount);
    }

    private void end(Terminator terminator) {
        blocks.set(current, new Block(parameters, instructions, terminator, original.onError()));
    }

    /**
     * Copies blocks of the callee with new numbers.
     *
     * @param onError of the calling block; where errors go that the callee does not handle
     */
    private record Copy(int firstValue, int firstBlock, int continuation, Optional<Edge> onError) {
        Block of(Block block) {
            List<BlockParameter> parameters = new ArrayList<>(block.parameters().size());
            for (BlockParameter parameter : block.parameters()) {
                parameters.add(
                        new BlockParameter(firstValue + parameter.value(), parameter.type()));
            }
            List<Instruction> instructions = new ArrayList<>(block.instructions().size());
            for (Instruction instruction : block.instructions()) {
                instructions.add(of(instruction));
            }
            Optional<Edge> handler =
                    block.onError().isPresent() ? block.onError().map(this::of) : onError;
            return new Block(parameters, instructions, of(block.terminator()), handler);
        }

        private Instruction of(Instruction instruction) {
            return new Instruction(
                    firstValue + instruction.result(),
                    instruction.opcode(),
                    moved(instruction.operands()),
                    instruction.type(),
                    instruction.location());
        }

        private Terminator of(Terminator terminator) {
            return switch (terminator) {
                case Terminator.Jump(var edge) -> new Terminator.Jump(of(edge));
                case Terminator.Branch(var condition, var whenTrue, var whenFalse) ->
                        new Terminator.Branch(firstValue + condition, of(whenTrue), of(whenFalse));
                case Terminator.Return(var value) ->
                        new Terminator.Jump(new Edge(continuation, firstValue + value));
                case Terminator.Raise(var error) -> new Terminator.Raise(firstValue + error);
            };
        }

        private Edge of(Edge edge) {
            return new Edge(firstBlock + edge.target(), moved(edge.arguments()));
        }

        private int[] moved(int[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] += firstValue;
            }
            return values;
        }
    }
}
