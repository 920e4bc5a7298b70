package dev.tiercel.ir.pass;

import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.analysis.ControlFlow;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.DominatorTree;
import dev.tiercel.ir.analysis.EffectsByType;
import dev.tiercel.ir.analysis.UsingBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Joins a block with the one it jumps to if nothing else leads there. Both must handle errors
 * alike, unless one of them cannot raise any.
 */
final class BlockChains {
    private final Routine routine;
    private final ControlFlow flow;
    private final Definitions definitions;
    private final Substitution substitution;
    private final DominatorTree dominators;
    private final UsingBlocks uses;
    // The head of the chain that a block has been joined to, -1 if it has not.
    private final int[] headOf;

    private BlockChains(Routine routine) {
        this.routine = routine;
        this.flow = ControlFlow.of(routine);
        this.definitions = Definitions.of(routine);
        this.substitution = new Substitution(routine.valueCount());
        this.dominators = DominatorTree.of(routine, flow);
        this.uses = UsingBlocks.of(routine);
        this.headOf = new int[routine.blocks().size()];
        Arrays.fill(headOf, -1);
    }

    /**
     * Returns the routine, all of whose blocks are reached; joined blocks stay behind without edges
     * to them.
     */
    static Routine merge(Routine routine) {
        return new BlockChains(routine).run();
    }

    private Routine run() {
        List<Block> blocks = new ArrayList<>(routine.blocks());
        boolean isChanged = false;
        for (int head : flow.reversePostorder()) {
            if (headOf[head] < 0) {
                Chain chain = new Chain(head);
                chain.extend();
                isChanged |= chain.length > 1;
                blocks.set(head, chain.block());
            }
        }
        if (!isChanged) {
            return routine;
        }
        for (int b = 0; b < headOf.length; b++) {
            Block block = blocks.get(b);
            blocks.set(b, headOf[b] >= 0 ? block : substitution.apply(block));
        }
        return new Routine(routine.name(), blocks, routine.valueCount());
    }

    /** A block and what has been joined to it. */
    private final class Chain {
        private final int head;
        private final List<Instruction> instructions = new ArrayList<>();
        // What the instructions compute, and the parameters that now stand for it.
        private final BitSet results = new BitSet();
        private Terminator terminator;
        private Optional<Edge> onError;
        private boolean mayRaise;
        private int length = 1;

        Chain(int head) {
            this.head = head;
            Block block = routine.blocks().get(head);
            this.terminator = block.terminator();
            this.onError = block.onError();
            this.mayRaise = mayRaise(block);
            add(block);
        }

        void extend() {
            while (terminator instanceof Terminator.Jump(var edge) && isOnlyEdge(edge)) {
                Block next = routine.blocks().get(edge.target());
                Optional<Edge> own = substitution.apply(onError);
                Optional<Edge> other = next.onError().map(e -> withArguments(e, next, edge));
                boolean isSame = own.equals(other);
                boolean takesOther = !isSame && !mayRaise && isUnseenBy(other, edge);
                if (!isSame && !takesOther && mayRaise(next)) {
                    return;
                }
                for (int i = 0; i < edge.argumentCount(); i++) {
                    int argument = substitution.of(edge.argument(i));
                    int parameter = next.parameters().get(i).value();
                    substitution.replace(parameter, argument);
                    results.set(parameter, results.get(argument));
                }
                headOf[edge.target()] = head;
                onError = takesOther ? other : own;
                mayRaise |= mayRaise(next);
                terminator = next.terminator();
                length++;
                add(next);
            }
        }

        Block block() {
            return new Block(
                    routine.blocks().get(head).parameters(), instructions, terminator, onError);
        }

        private void add(Block block) {
            for (Instruction instruction : block.instructions()) {
                instructions.add(instruction);
                results.set(instruction.result());
            }
        }

        private boolean isOnlyEdge(Edge edge) {
            return edge.target() != head && flow.predecessors(edge.target()).length == 1;
        }

        private Edge withArguments(Edge handler, Block next, Edge edge) {
            int[] arguments = handler.arguments();
            for (int i = 0; i < arguments.length; i++) {
                int value = arguments[i];
                for (int p = 0; p < next.parameters().size(); p++) {
                    BlockParameter parameter = next.parameters().get(p);
                    value = parameter.value() == value ? edge.argument(p) : value;
                }
                arguments[i] = substitution.of(value);
            }
            return new Edge(handler.target(), arguments);
        }

        /**
         * Whether the chain may get that error edge: what it has computed is then no longer
         * available to the handler, nor are parameters of the next block that will stand for it.
         *
         * @param edge to the next block
         */
        private boolean isUnseenBy(Optional<Edge> handler, Edge edge) {
            for (int argument : handler.map(Edge::arguments).orElse(new int[0])) {
                if (results.get(argument)) {
                    return false;
                }
            }
            int next = edge.target();
            return handler.isEmpty()
                    || (results.stream().allMatch(result -> isUsedWithin(result, next))
                            && parametersOfResults(edge).allMatch(p -> isUsedWithin(p, next)));
        }

        private IntStream parametersOfResults(Edge edge) {
            List<BlockParameter> parameters = routine.blocks().get(edge.target()).parameters();
            return IntStream.range(0, edge.argumentCount())
                    .filter(i -> results.get(substitution.of(edge.argument(i))))
                    .map(i -> parameters.get(i).value());
        }

        /** Whether all uses are in the chain, in the next block, or follow its normal end. */
        private boolean isUsedWithin(int result, int next) {
            for (int i = 0; i < uses.count(result); i++) {
                int user = uses.get(result, i);
                boolean isInside = user == head || user == next || headOf[user] == head;
                if (!isInside && !dominators.instructionsReach(next, user)) {
                    return false;
                }
            }
            return true;
        }
    }

    private boolean mayRaise(Block block) {
        if (block.terminator() instanceof Terminator.Raise) {
            return true;
        }
        for (Instruction instruction : block.instructions()) {
            if (EffectsByType.mayRaise(instruction, definitions)) {
                return true;
            }
        }
        return false;
    }
}
