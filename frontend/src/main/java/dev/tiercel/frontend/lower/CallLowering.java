package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lowers calls of user functions and built-in functions. */
final class CallLowering {
    private static final int ONE_STEP = 1;

    private final Frame frame;
    private final RoutineBuilder builder;
    private final ExpressionLowering expressions;

    CallLowering(Frame frame, ExpressionLowering expressions) {
        this.frame = frame;
        this.builder = frame.builder();
        this.expressions = expressions;
    }

    /**
     * Emits a call by name.
     *
     * @param first the first argument if it has been evaluated, else nothing
     */
    int call(Expression.Call call, int[] first) {
        return switch (frame.unit().functions().calls().resolve(call, frame.seesLocalFunctions())) {
            case CallResolver.UserCall(var function, var arguments) ->
                    callUser(function, evaluate(arguments, first));
            case CallResolver.BuiltinCall(var function, var arguments, var predicate) ->
                    callBuiltin(function, evaluate(arguments, first), predicate);
        };
    }

    /** Emits a call of a global function, whatever local function has its name. */
    int callGlobal(String name, int... arguments) {
        FunctionBody function =
                frame.unit()
                        .functions()
                        .find(name, false)
                        .orElseThrow(() -> new IllegalStateException("unchecked call of " + name));
        return callUser(function, arguments);
    }

    /** Emits a call of a user function by the operation {@code call_function}. */
    int callByName(String name, int[] arguments) {
        FunctionBody function =
                frame.unit()
                        .functions()
                        .find(name, frame.seesLocalFunctions())
                        .orElseThrow(() -> new IllegalStateException("unchecked call of " + name));
        return callUser(function, arguments);
    }

    int callBuiltin(Builtin function, int[] arguments, Optional<Expression.Predicate> predicate) {
        if (predicate.isEmpty()) {
            return builder.emit(new Opcode.CallBuiltin(function), arguments);
        }
        RoutineBuilder inner = new RoutineBuilder(function.names().getFirst(), builder.passed());
        inner.setLocation(builder.location());
        PredicateFrame predicateFrame =
                new PredicateFrame(frame, inner, predicate.get().itemName());
        int routine = frame.unit().reserve();
        inner.returnValue(new ExpressionLowering(predicateFrame).lower(predicate.get().body()));
        frame.unit().define(routine, inner.build());
        List<Integer> captured = predicateFrame.captures().readIn(frame);
        return builder.emit(
                new Opcode.CallWithPredicate(function, routine, arguments.length),
                concatenate(arguments, captured));
    }

    private int callUser(FunctionBody function, int[] arguments) {
        List<Integer> captured = new ArrayList<>();
        for (String name : frame.unit().captures(function)) {
            captured.add(frame.readRouteVariable(name));
        }
        builder.passed().add(captured.size());
        builder.emit(new Opcode.Charge(ONE_STEP));
        builder.emit(new Opcode.Checkpoint());
        builder.emit(new Opcode.EnterCall());
        int result =
                builder.emit(
                        new Opcode.CallRoutine(frame.unit().routineOf(function)),
                        concatenate(arguments, captured));
        builder.emit(new Opcode.LeaveCall());
        return result;
    }

    private int[] evaluate(List<Expression> arguments, int[] first) {
        int[] values = Arrays.copyOf(first, arguments.size());
        for (int i = first.length; i < values.length; i++) {
            values[i] = expressions.lower(arguments.get(i));
        }
        return values;
    }

    private static int[] concatenate(int[] arguments, List<Integer> captured) {
        return IntStream.concat(
                        Arrays.stream(arguments), captured.stream().mapToInt(Integer::intValue))
                .toArray();
    }
}
