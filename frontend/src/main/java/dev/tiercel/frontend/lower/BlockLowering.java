package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.ir.UnaryOperator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lowers the operations of one routine. Loops, {@code try} and {@code math_op} have classes of
 * their own.
 */
final class BlockLowering {
    private static final int ONE_STEP = 1;
    private static final int ERROR_STATUS_MIN = 400;
    private static final int ERROR_STATUS_MAX = 599;

    private final Frame frame;
    private final RoutineBuilder builder;
    private final ExpressionLowering expressions;
    private final ReturnTarget returns;
    private final LoopLowering loops;
    private final TryLowering attempts;
    private final MathLowering math;
    private final ParallelLowering parallel;
    private final TransactionLowering transactions;
    private final ConnectorLowering connectors;
    private final RegionSegments segments;
    private final Deque<Enclosing> enclosing = new ArrayDeque<>();

    BlockLowering(Frame frame, ReturnTarget returns) {
        this.frame = frame;
        this.builder = frame.builder();
        this.returns = returns;
        this.expressions = new ExpressionLowering(frame);
        this.loops = new LoopLowering(frame, this);
        this.attempts = new TryLowering(frame, this);
        this.math = new MathLowering(builder, expressions);
        this.parallel = new ParallelLowering(frame, this);
        this.transactions = new TransactionLowering(frame, this);
        this.connectors = new ConnectorLowering(frame, this);
        this.segments = new RegionSegments(frame);
    }

    ReturnTarget returns() {
        return returns;
    }

    ExpressionLowering expressions() {
        return expressions;
    }

    /** Lowers a block up to the first operation that nothing can reach. */
    void lower(List<Operation> block) {
        segments.lower(block, frame.unit().assignedNames()::of, this::lowerAll);
    }

    private void lowerAll(List<Operation> block) {
        for (Operation operation : block) {
            if (!builder.isReachable()) {
                return;
            }
            lower(operation);
        }
    }

    void enter(Enclosing context) {
        enclosing.push(context);
    }

    void leave() {
        enclosing.pop();
    }

    /** Ends the current block on the way out, through the cleanup blocks in between. */
    void exit(Exit exit) {
        for (Enclosing context : enclosing) {
            switch (context) {
                case Enclosing.Cleanup cleanup -> {
                    cleanup.arriveLeaving(exit);
                    return;
                }
                case Enclosing.Loop loop -> {
                    if (exit instanceof Exit.FromLoop(var target, var isBreak) && target == loop) {
                        loop.target(isBreak).arrive();
                        return;
                    }
                }
            }
        }
        returns.emit();
    }

    /** Sets the source of what follows, and takes the step of the operation. */
    void begin(Operation operation) {
        resume(operation.location());
        builder.emit(new Opcode.Charge(ONE_STEP));
    }

    /** Sets the source of what follows, after the blocks of an operation. */
    void resume(SourceLocation location) {
        builder.setLocation(frame.unit().locationIndex(location));
    }

    private void lower(Operation operation) {
        switch (operation) {
            case Operation.Comment _, Operation.DefineFunction _ -> {}
            case Operation.Set set -> lowerSet(set);
            case Operation.Get get -> {
                begin(get);
                setLast(expressions.lower(get.value()));
            }
            case Operation.Return operationReturn -> {
                begin(operationReturn);
                returns.evaluate(operationReturn, expressions);
                exit(new Exit.FromRoutine());
            }
            case Operation.Log log -> {
                beginEffect(log);
                int message = expressions.lower(log.message());
                builder.emit(new Opcode.Log(log.level()), text(message));
            }
            case Operation.Sleep sleep -> {
                beginEffect(sleep);
                int value = expressions.lower(sleep.milliseconds());
                int number = builder.emit(new Opcode.ConvertNumber("duration_ms", 0), value);
                builder.emit(new Opcode.Sleep(), number);
            }
            case Operation.If conditional -> lowerIf(conditional);
            case Operation.Switch choice -> lowerSwitch(choice);
            case Operation.Loop loop -> loops.lower(loop);
            case Operation.While loop -> loops.lower(loop);
            case Operation.ForRange loop -> loops.lower(loop);
            case Operation.Break operationBreak -> lowerLoopExit(operationBreak, true);
            case Operation.Continue operationContinue -> lowerLoopExit(operationContinue, false);
            case Operation.Try attempt -> attempts.lower(attempt);
            case Operation.Throw operationThrow -> lowerThrow(operationThrow);
            case Operation.CallFunction call -> lowerCall(call);
            case Operation.MathOp operationMath -> {
                begin(operationMath);
                assignResult(math.lower(operationMath), "math_result", operationMath.output());
            }
            case Operation.Compute compute -> {
                begin(compute);
                int value = expressions.lower(compute.value());
                assignResult(value, compute.resultVariable(), compute.output());
            }
            case Operation.AwaitAll await -> {
                begin(await);
                int empty = builder.emit(new Opcode.MakeArray());
                setLast(empty);
                await.output().ifPresent(name -> frame.assign(name, empty));
            }
            case Operation.Transaction transaction -> transactions.lower(transaction);
            case Operation.Connector connector -> connectors.lower(connector);
            case Operation.Parallel operationParallel -> parallel.lower(operationParallel);
            case Operation.ParallelForEach operationParallel -> parallel.lower(operationParallel);
        }
    }

    /** Begins an operation of class io, before which budgets are compared (OP-38). */
    void beginEffect(Operation operation) {
        begin(operation);
        builder.emit(new Opcode.Checkpoint());
    }

    private void setLast(int value) {
        builder.write(frame.last(), value);
    }

    /** Assigns the value of an operation to its variables and makes it the last value. */
    void assignResult(int value, String resultVariable, Optional<String> output) {
        output.ifPresent(name -> frame.assign(name, value));
        frame.assign(resultVariable, value);
        setLast(value);
    }

    private void lowerSet(Operation.Set set) {
        begin(set);
        segments.lower(set.assignments(), BlockLowering::variables, this::assignAll);
    }

    private static Set<String> variables(List<Operation.Assignment> assignments) {
        return assignments.stream()
                .map(Operation.Assignment::variable)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void assignAll(List<Operation.Assignment> assignments) {
        for (Operation.Assignment assignment : assignments) {
            int value = expressions.lower(assignment.value());
            frame.assign(assignment.variable(), value);
            setLast(value);
        }
    }

    private void lowerIf(Operation.If conditional) {
        begin(conditional);
        Join join = new Join(builder);
        for (Operation.Arm arm : conditional.arms()) {
            int body = builder.newBlock();
            int next = builder.newBlock();
            resume(conditional.location());
            expressions.branchOn(arm.condition(), body, next);
            builder.enter(body);
            lower(arm.body());
            join.arrive();
            join.nextPath();
            builder.enter(next);
        }
        lower(conditional.otherwise());
        join.arrive();
        join.complete();
    }

    private void lowerSwitch(Operation.Switch choice) {
        begin(choice);
        int value = expressions.lower(choice.value());
        Join join = new Join(builder);
        for (Operation.Case candidate : choice.cases()) {
            int body = builder.newBlock();
            int next = builder.newBlock();
            resume(choice.location());
            int candidateValue = expressions.lower(candidate.value());
            int isEqual =
                    builder.emit(new Opcode.Binary(BinaryOperator.EQUAL), value, candidateValue);
            builder.branch(isEqual, new OpenBlock.OpenEdge(body), new OpenBlock.OpenEdge(next));
            builder.enter(body);
            lower(candidate.body());
            join.arrive();
            join.nextPath();
            builder.enter(next);
        }
        lower(choice.otherwise());
        join.arrive();
        join.complete();
    }

    private void lowerLoopExit(Operation operation, boolean isBreak) {
        begin(operation);
        for (Enclosing context : enclosing) {
            if (context instanceof Enclosing.Loop loop) {
                exit(new Exit.FromLoop(loop, isBreak));
                return;
            }
        }
        throw new IllegalStateException("unchecked break or continue");
    }

    private void lowerThrow(Operation.Throw operation) {
        begin(operation);
        int message = expressions.lower(operation.message());
        OptionalInt code = lowerOptional(operation.code());
        OptionalInt status = lowerOptional(operation.status());
        int data = lowerOptional(operation.data()).orElseGet(() -> builder.constant(null));
        int codeText = code.isPresent() ? text(code.getAsInt()) : builder.constant("UNKNOWN_ERROR");
        int statusNumber =
                status.isPresent()
                        ? builder.emit(
                                new Opcode.ConvertInteger(
                                        "status", ERROR_STATUS_MIN, ERROR_STATUS_MAX),
                                status.getAsInt())
                        : builder.constant(500L);
        builder.raise(builder.emit(new Opcode.MakeError(), message, codeText, statusNumber, data));
    }

    private void lowerCall(Operation.CallFunction call) {
        begin(call);
        int[] arguments = expressions.lowerAll(call.arguments());
        int result = expressions.calls().callByName(call.name(), arguments);
        call.output().ifPresent(name -> frame.assign(name, result));
        frame.assign("function_result", result);
        assignResult(result, call.name() + "_result", Optional.empty());
    }

    private OptionalInt lowerOptional(Optional<Expression> expression) {
        return expression.isPresent()
                ? OptionalInt.of(expressions.lower(expression.get()))
                : OptionalInt.empty();
    }

    private int text(int value) {
        return builder.emit(new Opcode.Unary(UnaryOperator.TEXT), value);
    }
}
