package dev.tiercel.ir.pass;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Effect;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.EffectsByType;
import dev.tiercel.ir.analysis.IntList;
import dev.tiercel.ir.analysis.ResultTypes;
import dev.tiercel.ir.analysis.ValueFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a routine are constant and which edges are ever taken, found together: Wegman,
 * Zadeck, "Constant Propagation with Conditional Branches", 1991. Beyond it, the error edge of a
 * block counts as taken only once an instruction of the block is found that may raise.
 */
final class ConstantPropagation implements ValueFacts {
    private static final int EDGES_PER_BLOCK = 3;
    private static final int ERROR_EDGE = 2;
    private static final Set<Effect> STATE =
            Set.of(Effect.READS_STATE, Effect.WRITES_STATE, Effect.IO);

    private final Routine routine;
    private final ConstantEvaluator evaluator;
    private final Definitions definitions;
    private final Opcode.@Nullable Constant[] constants;
    // A value is unknown until it is a constant, and varies if it is found not to be one.
    private final boolean[] isVarying;
    // Whether an operand of the instruction that gives the value changed since it was visited.
    private final boolean[] isStale;
    private final boolean[] isBlockReached;
    private final boolean[] isEdgeTaken;
    private final IntList[] usingInstructions;
    private final IntList[] usingTerminators;
    // For each value, the edges that pass it, each followed by the place among its arguments.
    private final IntList[] passingEdges;
    private final IntList edgeWork = new IntList();
    private final IntList valueWork = new IntList();

    private ConstantPropagation(Routine routine, ConstantEvaluator evaluator) {
        this.routine = routine;
        this.evaluator = evaluator;
        this.definitions = Definitions.of(routine);
        int values = routine.valueCount();
        this.constants = new Opcode.@Nullable Constant[values];
        this.isVarying = new boolean[values];
        this.isStale = new boolean[values];
        this.isBlockReached = new boolean[routine.blocks().size()];
        this.isEdgeTaken = new boolean[routine.blocks().size() * EDGES_PER_BLOCK];
        this.usingInstructions = lists(values);
        this.usingTerminators = lists(values);
        this.passingEdges = lists(values);
    }

    static ConstantPropagation of(Routine routine, ConstantEvaluator evaluator) {
        ConstantPropagation propagation = new ConstantPropagation(routine, evaluator);
        propagation.collectUses();
        propagation.solve();
        return propagation;
    }

    @Override
    public ValueType type(int value) {
        Opcode.Constant constant = constants[value];
        return constant == null
                ? definitions.type(value)
                : ResultTypes.ofConstant(constant.value());
    }

    @Override
    public Opcode.@Nullable Constant constant(int value) {
        return isVarying[value] ? null : constants[value];
    }

    boolean isParameter(int value) {
        return definitions.instruction(value) == null;
    }

    boolean isReached(int block) {
        return isBlockReached[block];
    }

    boolean isTrueTaken(int block) {
        return isEdgeTaken[block * EDGES_PER_BLOCK];
    }

    boolean isFalseTaken(int block) {
        return isEdgeTaken[block * EDGES_PER_BLOCK + 1];
    }

    boolean isErrorTaken(int block) {
        return isEdgeTaken[block * EDGES_PER_BLOCK + ERROR_EDGE];
    }

    private void collectUses() {
        for (int b = 0; b < routine.blocks().size(); b++) {
            Block block = routine.blocks().get(b);
            for (Instruction instruction : block.instructions()) {
                for (int i = 0; i < instruction.operandCount(); i++) {
                    usingInstructions[instruction.operand(i)].addUnlessLast(instruction.result());
                }
            }
            if (block.terminator() instanceof Terminator.Branch(var condition, _, _)) {
                usingTerminators[condition].add(b);
            }
            for (int e = 0; e < EDGES_PER_BLOCK; e++) {
                Edge edge = edge(b, e);
                for (int i = 0; edge != null && i < edge.argumentCount(); i++) {
                    passingEdges[edge.argument(i)].add(b * EDGES_PER_BLOCK + e);
                    passingEdges[edge.argument(i)].add(i);
                }
            }
        }
    }

    private @Nullable Edge edge(int block, int number) {
        if (number == ERROR_EDGE) {
            return routine.blocks().get(block).onError().orElse(null);
        }
        return switch (routine.blocks().get(block).terminator()) {
            case Terminator.Jump(var edge) -> number == 0 ? edge : null;
            case Terminator.Branch(_, var whenTrue, var whenFalse) ->
                    number == 0 ? whenTrue : whenFalse;
            case Terminator.Return _, Terminator.Raise _ -> null;
        };
    }

    private void solve() {
        for (BlockParameter parameter : routine.parameters()) {
            vary(parameter.value());
        }
        reach(0);
        while (edgeWork.size() > 0 || valueWork.size() > 0) {
            if (edgeWork.size() > 0) {
                int edge = edgeWork.removeLast();
                passArguments(edge);
                Edge taken = edge(edge / EDGES_PER_BLOCK, edge % EDGES_PER_BLOCK);
                if (taken != null && !isBlockReached[taken.target()]) {
                    reach(taken.target());
                }
            } else {
                revisitUsers(valueWork.removeLast());
            }
        }
    }

    private void reach(int block) {
        isBlockReached[block] = true;
        for (Instruction instruction : routine.blocks().get(block).instructions()) {
            visit(block, instruction);
        }
        visitTerminator(block);
    }

    private void revisitUsers(int value) {
        for (int i = 0; i < usingInstructions[value].size(); i++) {
            int user = usingInstructions[value].get(i);
            Instruction instruction = definitions.instruction(user);
            int block = definitions.block(user);
            if (instruction != null && isStale[user] && isBlockReached[block]) {
                visit(block, instruction);
            }
        }
        for (int i = 0; i < usingTerminators[value].size(); i++) {
            int block = usingTerminators[value].get(i);
            if (isBlockReached[block]) {
                visitTerminator(block);
            }
        }
        for (int i = 0; i < passingEdges[value].size(); i += 2) {
            int edge = passingEdges[value].get(i);
            if (isEdgeTaken[edge]) {
                passArgument(edge, passingEdges[value].get(i + 1));
            }
        }
    }

    private void take(int block, int number) {
        int edge = block * EDGES_PER_BLOCK + number;
        if (!isEdgeTaken[edge] && edge(block, number) != null) {
            isEdgeTaken[edge] = true;
            edgeWork.add(edge);
        }
    }

    private void passArguments(int edgeNumber) {
        int number = edgeNumber % EDGES_PER_BLOCK;
        Edge edge = edge(edgeNumber / EDGES_PER_BLOCK, number);
        if (edge == null) {
            return;
        }
        if (number == ERROR_EDGE) {
            vary(routine.blocks().get(edge.target()).parameters().getFirst().value());
        }
        for (int i = 0; i < edge.argumentCount(); i++) {
            passArgument(edgeNumber, i);
        }
    }

    private void passArgument(int edgeNumber, int index) {
        int number = edgeNumber % EDGES_PER_BLOCK;
        Edge edge = edge(edgeNumber / EDGES_PER_BLOCK, number);
        if (edge == null) {
            return;
        }
        int position = number == ERROR_EDGE ? index + 1 : index;
        int parameter = routine.blocks().get(edge.target()).parameters().get(position).value();
        int argument = edge.argument(index);
        if (isVarying[argument]) {
            vary(parameter);
        } else if (constants[argument] != null) {
            meet(parameter, constants[argument]);
        }
    }

    private void visitTerminator(int block) {
        switch (routine.blocks().get(block).terminator()) {
            case Terminator.Jump _ -> take(block, 0);
            case Terminator.Branch(var condition, _, _) -> {
                if (mayBe(true, condition)) {
                    take(block, 0);
                }
                if (mayBe(false, condition)) {
                    take(block, 1);
                }
            }
            case Terminator.Raise _ -> take(block, ERROR_EDGE);
            case Terminator.Return _ -> {}
        }
    }

    private boolean mayBe(boolean outcome, int condition) {
        Opcode.Constant constant = constants[condition];
        boolean isThat = constant != null && constant.equals(new Opcode.Constant(outcome));
        return isVarying[condition] || isThat;
    }

    private void visit(int block, Instruction instruction) {
        isStale[instruction.result()] = false;
        if (isVarying[instruction.result()] && isErrorTaken(block)) {
            return;
        }
        if (instruction.opcode() instanceof Opcode.Constant constant) {
            meet(instruction.result(), constant);
            return;
        }
        for (int i = 0; i < instruction.operandCount(); i++) {
            int operand = instruction.operand(i);
            if (!isVarying[operand] && constants[operand] == null) {
                return;
            }
        }
        Set<Effect> effects = EffectsByType.of(instruction, this);
        Optional<Opcode.Constant> folded = fold(instruction, effects);
        if (folded.isPresent()) {
            meet(instruction.result(), folded.get());
            if (!isVarying[instruction.result()]) {
                return;
            }
        }
        vary(instruction.result());
        if (effects.contains(Effect.THROWS) || effects.contains(Effect.ALLOCATES)) {
            take(block, ERROR_EDGE);
        }
    }

    private Optional<Opcode.Constant> fold(Instruction instruction, Set<Effect> effects) {
        if (effects.stream().anyMatch(STATE::contains) || isVarying[instruction.result()]) {
            return Optional.empty();
        }
        List<@Nullable Object> operands = new ArrayList<>(instruction.operandCount());
        for (int i = 0; i < instruction.operandCount(); i++) {
            Opcode.Constant constant = constant(instruction.operand(i));
            if (constant == null) {
                return Optional.empty();
            }
            operands.add(constant.value());
        }
        Optional<Opcode.Constant> known = ofPresence(instruction.opcode(), operands);
        boolean hasAbsent = operands.contains(Absent.ABSENT);
        return known.isPresent() || hasAbsent
                ? known
                : evaluator.evaluate(instruction.opcode(), operands);
    }

    /** Answers what is about the IR rather than the language: presence and absence. */
    private static Optional<Opcode.Constant> ofPresence(
            Opcode opcode, List<@Nullable Object> operands) {
        if (opcode instanceof Opcode.FirstPresent) {
            Object first = operands.getFirst();
            return Optional.of(
                    new Opcode.Constant(first == Absent.ABSENT ? operands.getLast() : first));
        }
        if (opcode instanceof Opcode.Unary(var operator)) {
            Object operand = operands.getFirst();
            if (operator == UnaryOperator.IS_PRESENT) {
                return Optional.of(new Opcode.Constant(operand != Absent.ABSENT));
            }
            if (operator == UnaryOperator.IS_NULL) {
                return Optional.of(new Opcode.Constant(operand == null));
            }
        }
        return Optional.empty();
    }

    private void meet(int value, Opcode.@Nullable Constant constant) {
        if (isVarying[value]) {
            return;
        }
        Opcode.Constant known = constants[value];
        if (known == null) {
            constants[value] = constant;
            queueUsers(value);
        } else if (constant == null || !ConstantKey.isSame(known, constant)) {
            vary(value);
        }
    }

    private void vary(int value) {
        if (!isVarying[value]) {
            isVarying[value] = true;
            constants[value] = null;
            queueUsers(value);
        }
    }

    private void queueUsers(int value) {
        for (int i = 0; i < usingInstructions[value].size(); i++) {
            isStale[usingInstructions[value].get(i)] = true;
        }
        valueWork.add(value);
    }

    private static IntList[] lists(int count) {
        IntList[] lists = new IntList[count];
        Arrays.setAll(lists, _ -> new IntList());
        return lists;
    }
}
