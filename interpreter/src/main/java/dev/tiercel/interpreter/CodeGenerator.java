package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.Handler;
import dev.tiercel.interpreter.RoutineCode.Register;
import dev.tiercel.interpreter.RoutineCode.Register.Kind;
import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.analysis.ControlFlow;
import java.util.ArrayList;
import java.util.List;

/**
 * Generates register code from a routine, block after block: each block after those that dominate
 * it, so that the registers of its operands are known. Blocks that nothing reaches have no code.
 */
final class CodeGenerator {
    private final Routine routine;
    private final CodeBuffer buffer = new CodeBuffer();
    private final RegisterAllocation registers;
    private final EdgeMoves moves;
    private final InstructionGenerator instructions;
    private final List<PendingHandler> handlers = new ArrayList<>();
    private final List<PendingEdge> pendingEdges = new ArrayList<>();
    private final int[] labelByBlock;
    private final int[] order;

    private record PendingHandler(int start, int end, Edge edge) {}

    private record PendingEdge(int label, Edge edge) {}

    private CodeGenerator(Routine routine) {
        this.routine = routine;
        registers = new RegisterAllocation(routine);
        moves = new EdgeMoves(buffer, registers);
        instructions = new InstructionGenerator(buffer, registers);
        order = ControlFlow.of(routine).reversePostorder();
        labelByBlock = new int[routine.blocks().size()];
        for (int i = 0; i < labelByBlock.length; i++) {
            labelByBlock[i] = buffer.newLabel();
        }
    }

    static RoutineCode generate(Routine routine) {
        return new CodeGenerator(routine).generate();
    }

    private RoutineCode generate() {
        for (int i = 0; i < order.length; i++) {
            generateBlock(order[i], i + 1 < order.length ? order[i + 1] : -1);
        }
        Handler[] table = handlers.stream().map(this::generateHandler).toArray(Handler[]::new);
        Register[] parameters =
                routine.parameters().stream()
                        .map(parameter -> registers.of(parameter.value()))
                        .toArray(Register[]::new);
        return new RoutineCode(
                buffer.code(),
                buffer.pool(),
                registers.firstReferences(),
                registers.firstNumbers(),
                parameters,
                table,
                buffer.locations());
    }

    /**
     * @param next the block whose code follows, -1 if there is none
     */
    private void generateBlock(int index, int next) {
        Block block = routine.blocks().get(index);
        buffer.place(labelByBlock[index]);
        int start = buffer.position();
        int position = 0;
        for (Instruction instruction : block.instructions()) {
            buffer.setLocation(instruction.location());
            instructions.generate(instruction, position++);
        }
        generateTerminator(block, next);
        registers.releaseAtEnd(block);
        int end = buffer.position();
        block.onError().ifPresent(edge -> handlers.add(new PendingHandler(start, end, edge)));
    }

    private void generateTerminator(Block block, int next) {
        switch (block.terminator()) {
            case Terminator.Jump(var edge) -> jump(edge, next);
            case Terminator.Branch branch -> branch(block, branch);
            case Terminator.Return(var value) -> {
                Register result = instructions.reference(value);
                buffer.emit(RegisterOpcode.RETURN, result.index());
                instructions.releaseTemporaries();
            }
            case Terminator.Raise(var error) -> {
                Register raised = instructions.reference(error);
                buffer.emit(RegisterOpcode.RAISE, raised.index());
                instructions.releaseTemporaries();
            }
        }
    }

    private void branch(Block block, Terminator.Branch branch) {
        int whenTrue = labelOf(branch.whenTrue());
        int whenFalse = labelOf(branch.whenFalse());
        if (!isTestBefore(block, branch.condition()) || !buffer.makeLastTestBranch()) {
            buffer.emit(RegisterOpcode.BRANCH, registers.of(branch.condition()).index());
        }
        buffer.emitLabel(whenTrue);
        buffer.emitLabel(whenFalse);
        for (PendingEdge pending : pendingEdges) {
            buffer.place(pending.label());
            jump(pending.edge(), -1);
        }
        pendingEdges.clear();
    }

    /**
     * Whether a condition is what the last instruction of its block tests, and used nowhere else.
     */
    private boolean isTestBefore(Block block, int condition) {
        return !block.instructions().isEmpty()
                && block.instructions().getLast().result() == condition
                && registers.of(condition).kind() == Kind.BOOLEAN
                && registers.isUsedOnce(condition);
    }

    /** Returns the label of an edge's target, or of the code that passes its arguments first. */
    private int labelOf(Edge edge) {
        if (edge.argumentCount() == 0) {
            return labelByBlock[edge.target()];
        }
        PendingEdge pending = new PendingEdge(buffer.newLabel(), edge);
        pendingEdges.add(pending);
        return pending.label();
    }

    private void jump(Edge edge, int fallThrough) {
        moves.pass(edge, routine.blocks().get(edge.target()).parameters());
        if (edge.target() != fallThrough) {
            buffer.emit(RegisterOpcode.JUMP);
            buffer.emitLabel(labelByBlock[edge.target()]);
        }
    }

    private Handler generateHandler(PendingHandler pending) {
        List<BlockParameter> parameters =
                routine.blocks().get(pending.edge().target()).parameters();
        int target = buffer.position();
        moves.pass(pending.edge(), parameters.subList(1, parameters.size()));
        buffer.emit(RegisterOpcode.JUMP);
        buffer.emitLabel(labelByBlock[pending.edge().target()]);
        int error = registers.of(parameters.getFirst().value()).index();
        return new Handler(pending.start(), pending.end(), target, error);
    }
}
