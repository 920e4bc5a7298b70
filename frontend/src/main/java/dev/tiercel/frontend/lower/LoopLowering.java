package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.NestedBlock;
import dev.tiercel.frontend.document.Operation;
import dev.tiercel.frontend.lower.Scope.LoopInfo;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Lowers {@code loop}, {@code while}, {@code until} and {@code for_range}. */
final class LoopLowering {
    private static final int ONE_STEP = 1;

    private final Frame frame;
    private final RoutineBuilder builder;
    private final BlockLowering blocks;

    LoopLowering(Frame frame, BlockLowering blocks) {
        this.frame = frame;
        this.builder = frame.builder();
        this.blocks = blocks;
    }

    void lower(Operation.Loop loop) {
        blocks.begin(loop);
        int collection = blocks.expressions().lower(loop.collection());
        int array = builder.emit(new Opcode.IterationArray(), collection);
        int length = builder.emit(new Opcode.ArrayLength(), array);
        iterate(
                loop,
                loop.body(),
                length,
                counter -> {
                    Scope scope = new Scope();
                    declareLoop(scope, loop.loopVariable(), loop.body(), counter, length);
                    declare(scope, "index", counter);
                    loop.indexVariable().ifPresent(name -> declare(scope, name, counter));
                    declare(
                            scope,
                            loop.variable(),
                            builder.emit(new Opcode.ArrayElement(), array, counter));
                    return scope;
                });
    }

    void lower(Operation.ForRange loop) {
        blocks.begin(loop);
        ExpressionLowering expressions = blocks.expressions();
        int startValue = expressions.lower(loop.start());
        int endValue = expressions.lower(loop.end());
        int stepValue = loop.step().isPresent() ? expressions.lower(loop.step().get()) : -1;
        int start = integer("start", startValue);
        int end = integer("end", endValue);
        int step =
                stepValue >= 0
                        ? integer("step", stepValue)
                        : builder.emit(new Opcode.DefaultStep(), start, end);
        int length = builder.emit(new Opcode.RangeLength(), start, end, step);
        iterate(
                loop,
                loop.body(),
                length,
                counter -> {
                    Scope scope = new Scope();
                    declareLoop(scope, loop.loopVariable(), loop.body(), counter, length);
                    declare(
                            scope,
                            loop.variable(),
                            builder.emit(new Opcode.RangeElement(), start, step, counter));
                    return scope;
                });
    }

    void lower(Operation.While loop) {
        blocks.begin(loop);
        int max =
                loop.maxIterations().isPresent()
                        ? builder.emit(
                                new Opcode.ConvertInteger("max_iterations", 1, Long.MAX_VALUE),
                                blocks.expressions().lower(loop.maxIterations().get()))
                        : builder.emit(new Opcode.LoadMaxIterations());
        int depth = frame.enterLoop();
        LoopHeader header =
                new LoopHeader(builder, assigned(loop.body(), Set.of(loop.loopVariable())));
        Join afterLoop = new Join(builder);
        Scope scope = new Scope();
        LoopInfo info = new LoopInfo(header.counter(), LoopInfo.UNKNOWN_TOTAL, depth);
        frame.enterScope(scope.declareLoop(loop.loopVariable(), info));
        int body = builder.newBlock();
        int exit = builder.newBlock();
        blocks.expressions()
                .branchOn(
                        loop.condition(),
                        loop.isWhile() ? body : exit,
                        loop.isWhile() ? exit : body);
        frame.leaveScope();
        builder.enter(exit);
        afterLoop.arrive();
        builder.enter(body);
        builder.emit(new Opcode.CheckIterations(loop.isWhile()), header.counter(), max);
        lowerBody(
                loop,
                loop.body(),
                header,
                afterLoop,
                () -> {
                    Scope inner = new Scope();
                    declareLoop(inner, loop.loopVariable(), loop.body(), info);
                    return inner;
                });
    }

    /** Makes the names of an iteration, in the block where it begins. */
    private interface Iteration {
        Scope declare(int counter);
    }

    private void iterate(Operation loop, List<Operation> body, int length, Iteration iteration) {
        frame.enterLoop();
        LoopHeader header = new LoopHeader(builder, assigned(body, declaredNames(loop)));
        Join afterLoop = new Join(builder);
        int start = builder.newBlock();
        int goesOn = builder.emit(new Opcode.Binary(BinaryOperator.LESS), header.counter(), length);
        builder.branch(goesOn, new OpenBlock.OpenEdge(start), afterLoop.edge());
        builder.enter(start);
        lowerBody(loop, body, header, afterLoop, () -> iteration.declare(header.counter()));
    }

    private void lowerBody(
            Operation loop,
            List<Operation> body,
            LoopHeader header,
            Join afterLoop,
            Supplier<Scope> declarations) {
        builder.emit(new Opcode.Charge(ONE_STEP));
        builder.emit(new Opcode.Checkpoint());
        Join nextIteration = new Join(builder);
        frame.enterScope(declarations.get());
        blocks.enter(new Enclosing.Loop(afterLoop, nextIteration));
        blocks.lower(body);
        blocks.leave();
        frame.leaveScope();
        frame.leaveLoop();
        nextIteration.arrive();
        nextIteration.complete();
        blocks.resume(loop.location());
        if (builder.isReachable()) {
            header.repeat(builder.emit(new Opcode.Increment(), header.counter()));
        }
        afterLoop.complete();
    }

    private Set<Variable> assigned(List<Operation> body, Set<String> declared) {
        Set<String> names = new LinkedHashSet<>(frame.unit().assignedNames().of(body));
        names.removeAll(declared);
        return frame.variables(names);
    }

    private static Set<String> declaredNames(Operation operation) {
        return switch (operation) {
            case Operation.Loop loop -> NestedBlock.of(loop).declared();
            case Operation.ForRange loop -> Set.of(loop.variable(), loop.loopVariable());
            default -> throw new IllegalStateException("no loop over a known number");
        };
    }

    private void declare(Scope scope, String name, int value) {
        Variable variable = frame.newVariable(name);
        scope.declare(name, variable);
        builder.bind(variable, value);
    }

    private void declareLoop(
            Scope scope, String name, List<Operation> body, int counter, int total) {
        declareLoop(scope, name, body, new LoopInfo(counter, total, frame.loopDepth()));
    }

    /** Declares the loop's own name: as information, or as a variable if the body assigns it. */
    private void declareLoop(Scope scope, String name, List<Operation> body, LoopInfo info) {
        scope.declareLoop(name, info);
        if (frame.unit().assignedNames().of(body).contains(name)) {
            frame.enterScope(scope);
            int object = frame.read(name);
            frame.leaveScope();
            declare(scope, name, object);
        }
    }

    private int integer(String field, int value) {
        return builder.emit(
                new Opcode.ConvertInteger(field, Long.MIN_VALUE, Long.MAX_VALUE), value);
    }
}
