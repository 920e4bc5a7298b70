package dev.tiercel.jit.emit;

import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Representation;
import dev.tiercel.ir.Terminator;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the blocks of one part, and after them the code that errors continue at. */
final class PartEmitter {
    private static final int NO_BLOCK = -1;

    private final MethodPlan plan;
    private final @Nullable PartBoundary boundary;
    private final Code code;
    private final MethodVisitor visitor;
    private final FrameWriter frames;
    private final LocationMarks marks;
    private final Evaluator evaluator;
    private final ConditionEmitter conditions;
    private final EdgeMoves moves;
    private final Label[] starts;
    private final int[] exitLocations;
    private @Nullable CodeSizes sizes;

    /**
     * @param boundary how the part is connected to others, null if it is the whole routine
     */
    PartEmitter(
            MethodPlan plan,
            @Nullable PartBoundary boundary,
            Code code,
            ClassScope scope,
            FrameWriter frames) {
        this.plan = plan;
        this.boundary = boundary;
        this.code = code;
        this.visitor = code.visitor();
        this.frames = frames;
        this.marks = new LocationMarks(code, scope.lines(), plan.routine().values());
        this.evaluator = new Evaluator(code, scope, plan.routine(), plan.locals(), marks);
        this.conditions = new ConditionEmitter(evaluator);
        this.moves = new EdgeMoves(evaluator, plan.routine(), plan.locals());
        this.starts = new Label[plan.part().end() - plan.part().first() + 1];
        Arrays.setAll(starts, _ -> new Label());
        this.exitLocations = new int[plan.part().end()];
        Arrays.fill(exitLocations, LocationMarks.UNKNOWN);
    }

    /** Takes down the sizes of blocks and steps while they are written. */
    void measure(CodeSizes newSizes) {
        sizes = newSizes;
    }

    /** Returns where a block of the part begins. */
    Label start(int block) {
        return starts[block - plan.part().first()];
    }

    void emit() {
        Part part = plan.part();
        HandlerRanges handlers = HandlerRanges.of(plan.routine(), part);
        handlers.declare(visitor, part, starts);
        for (int index = part.first(); index < part.end(); index++) {
            emitBlock(index);
        }
        visitor.visitLabel(starts[starts.length - 1]);
        handlers.stubs().forEach(this::emitHandler);
        if (sizes != null) {
            sizes.finish(visitor);
        }
    }

    private void emitBlock(int index) {
        CodeBlock block = plan.routine().blocks().get(index);
        visitor.visitLabel(start(index));
        if (plan.graph().predecessors(index).length > 0 || boundary != null) {
            frames.atLabel();
        }
        if (sizes != null) {
            sizes.beginBlock();
        }
        marks.assume(locationBefore(index));
        block.parameters().forEach(this::shareParameter);
        for (Step step : block.steps()) {
            if (sizes != null) {
                sizes.mark(visitor);
            }
            emitStep(step);
        }
        if (sizes != null) {
            sizes.mark(visitor);
        }
        emitTerminator(block.terminator(), index + 1 < plan.part().end() ? index + 1 : NO_BLOCK);
        exitLocations[index] = marks.current();
    }

    /** Returns the location that the context has when control enters a block. */
    private int locationBefore(int index) {
        int[] predecessors = plan.graph().predecessors(index);
        if (predecessors.length != 1 || (boundary != null && boundary.state(index) >= 0)) {
            return LocationMarks.UNKNOWN;
        }
        int predecessor = predecessors[0];
        boolean isBefore = plan.part().contains(predecessor) && predecessor < index;
        boolean isByError =
                isBefore
                        && plan.routine()
                                .blocks()
                                .get(predecessor)
                                .onError()
                                .filter(edge -> edge.target() == index)
                                .isPresent();
        return isBefore && !isByError ? exitLocations[predecessor] : LocationMarks.UNKNOWN;
    }

    private void shareParameter(BlockParameter parameter) {
        share(parameter.value());
    }

    /** Stores a value that has just been defined for the other parts that read it. */
    private void share(int value) {
        if (boundary != null && boundary.plan().isAwaited(value)) {
            boundary.access().store(value, () -> loadLocal(value));
        }
    }

    private void loadLocal(int value) {
        code.load(
                LocalKind.of(plan.routine().values().representation(value)),
                plan.locals().slot(value));
    }

    private void emitStep(Step step) {
        switch (step) {
            case Step.Evaluate(Instruction instruction) ->
                    define(instruction.result(), evaluator.evaluate(instruction));
            case Step.Open(var instruction, var buffer) -> {
                evaluator.open(instruction);
                define(buffer, Representation.REFERENCE);
            }
            case Step.Supply(var instruction, var operand, var buffer) ->
                    evaluator.supply(instruction, operand, buffer);
            case Step.Close(var instruction, var buffer) ->
                    define(instruction.result(), evaluator.close(instruction, buffer));
        }
    }

    /** Puts the result on the operand stack, if there is one, where it is held. */
    private void define(int value, @Nullable Representation produced) {
        if (produced == null) {
            return;
        }
        int slot = plan.locals().slot(value);
        if (slot == LocalAllocation.NONE) {
            code.pop(produced);
            return;
        }
        Representation held = plan.routine().values().representation(value);
        code.convert(produced, held);
        code.store(LocalKind.of(held), slot);
        share(value);
    }

    private void emitTerminator(Terminator terminator, int next) {
        switch (terminator) {
            case Terminator.Jump(var edge) -> emitEdge(edge, next);
            case Terminator.Branch branch -> emitBranch(branch, next);
            case Terminator.Return(var value) -> emitReturn(value);
            case Terminator.Raise(var error) -> {
                evaluator.pushInstance(error, Names.ERROR_VALUE);
                code.callStatic(
                        Names.LOGIC_ERROR,
                        "of",
                        "(" + Names.type(Names.ERROR_VALUE) + ")" + Names.type(Names.LOGIC_ERROR));
                code.op(Opcodes.ATHROW);
            }
        }
    }

    private void emitReturn(int value) {
        Representation result = plan.result();
        if (boundary == null) {
            evaluator.push(value, result);
            code.returnValue(result);
            return;
        }
        boundary.access().storeResult(result, () -> evaluator.push(value, result));
        code.push(PartBoundary.RETURNED);
        code.op(Opcodes.IRETURN);
    }

    private void emitBranch(Terminator.Branch branch, int next) {
        Edge whenTrue = branch.whenTrue();
        Edge whenFalse = branch.whenFalse();
        boolean isTruePlain = isPlain(whenTrue);
        boolean isFalsePlain = isPlain(whenFalse);
        if (isTruePlain && (!isFalsePlain || whenTrue.target() != next)) {
            conditions.jumpIf(branch.condition(), true, start(whenTrue.target()));
            emitEdge(whenFalse, next);
        } else if (isFalsePlain) {
            conditions.jumpIf(branch.condition(), false, start(whenFalse.target()));
            emitEdge(whenTrue, next);
        } else {
            Label trueMoves = new Label();
            conditions.jumpIf(branch.condition(), true, trueMoves);
            emitEdge(whenFalse, NO_BLOCK);
            visitor.visitLabel(trueMoves);
            frames.atLabel();
            emitEdge(whenTrue, next);
        }
    }

    /** Whether following an edge needs nothing but a jump. */
    private boolean isPlain(Edge edge) {
        return plan.part().contains(edge.target()) && !moves.isNeeded(edge);
    }

    private void emitEdge(Edge edge, int next) {
        if (boundary != null && !plan.part().contains(edge.target())) {
            moves.emit(edge, 0, boundary.access());
            leave(boundary, edge);
            return;
        }
        moves.emit(edge, 0);
        if (edge.target() != next) {
            visitor.visitJumpInsn(Opcodes.GOTO, start(edge.target()));
        }
    }

    private void leave(PartBoundary from, Edge edge) {
        code.push(from.state(edge.target()));
        code.op(Opcodes.IRETURN);
    }

    private void emitHandler(Edge edge, Label stub) {
        visitor.visitLabel(stub);
        frames.atLabel(Names.LOGIC_ERROR);
        code.context();
        code.callStatic(
                Names.SUPPORT,
                "caught",
                "("
                        + Names.type(Names.LOGIC_ERROR)
                        + Names.type(Names.CONTEXT)
                        + ")"
                        + Names.type(Names.ERROR_VALUE));
        List<BlockParameter> parameters = plan.routine().blocks().get(edge.target()).parameters();
        int error = parameters.getFirst().value();
        if (boundary != null && !plan.part().contains(edge.target())) {
            int temporary = plan.locals().freeSlot();
            code.store(LocalKind.REFERENCE, temporary);
            if (boundary.access().holds(error)) {
                boundary.access().store(error, () -> code.loadReference(temporary));
            }
            moves.emit(edge, 1, boundary.access());
            leave(boundary, edge);
            return;
        }
        moves.emit(edge, 1);
        int slot = plan.locals().slot(error);
        if (slot == LocalAllocation.NONE) {
            code.pop(Representation.REFERENCE);
        } else {
            code.store(LocalKind.REFERENCE, slot);
        }
        visitor.visitJumpInsn(Opcodes.GOTO, start(edge.target()));
    }
}
