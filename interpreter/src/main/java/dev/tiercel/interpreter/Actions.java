package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.Register.Kind;
import dev.tiercel.ir.MathFunction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.runtime.Arithmetic;
import dev.tiercel.runtime.Building;
import dev.tiercel.runtime.Conversions;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.Errors;
import dev.tiercel.runtime.Iteration;
import dev.tiercel.runtime.MathOperations;
import dev.tiercel.runtime.Members;
import dev.tiercel.runtime.Responses;
import dev.tiercel.runtime.Shape;
import dev.tiercel.runtime.Tasks;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.connector.EffectAction;
import dev.tiercel.runtime.connector.EffectActions;
import dev.tiercel.runtime.function.Builtins;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operations without operation codes of their own, as actions in the pool. */
final class Actions {
    private Actions() {}

    /** Whether {@link #number} has the action of an opcode; otherwise {@link #reference} has it. */
    static boolean hasNumberResult(Opcode opcode) {
        return switch (opcode) {
            case Opcode.CallMath _,
                    Opcode.ConvertInteger _,
                    Opcode.ConvertBoolean _,
                    Opcode.ConvertDouble _,
                    Opcode.DefaultStep _,
                    Opcode.RangeLength _,
                    Opcode.RangeElement _,
                    Opcode.LoadMaxIterations _,
                    Opcode.LoadDepth _,
                    Opcode.ErrorMatches _,
                    Opcode.WaitBeforeRetry _,
                    Opcode.CheckIterations _,
                    Opcode.StoreDepth _ ->
                    true;
            default -> false;
        };
    }

    /** Returns how the result of a number action is held. */
    static Kind resultKind(Opcode opcode) {
        return switch (opcode) {
            case Opcode.CallMath _, Opcode.ConvertDouble _ -> Kind.DOUBLE;
            case Opcode.ConvertBoolean _, Opcode.ErrorMatches _, Opcode.WaitBeforeRetry _ ->
                    Kind.BOOLEAN;
            default -> Kind.LONG;
        };
    }

    static NumberAction number(Opcode opcode) {
        return switch (opcode) {
            case Opcode.CallMath(MathFunction function) ->
                    (context, r, _) -> bits(MathOperations.call(context, function, r));
            case Opcode.ConvertInteger(var field, var min, var max) ->
                    (context, r, _) -> Conversions.toInteger(context, r[0], field, min, max);
            case Opcode.ConvertBoolean(var field) ->
                    (context, r, _) -> Conversions.toBoolean(context, r[0], field) ? 1 : 0;
            case Opcode.ConvertDouble _ ->
                    (context, r, _) -> bits(Conversions.toDouble(context, r[0]));
            case Opcode.DefaultStep _ -> (_, _, n) -> Iteration.defaultStep(n[0], n[1]);
            case Opcode.RangeLength _ -> (_, _, n) -> Iteration.rangeLength(n[0], n[1], n[2]);
            case Opcode.RangeElement _ -> (_, _, n) -> n[0] + n[1] * n[2];
            case Opcode.LoadMaxIterations _ -> (context, _, _) -> context.limits().maxIterations();
            case Opcode.LoadDepth _ -> (context, _, _) -> context.depth;
            case Opcode.ErrorMatches(var patterns) ->
                    (_, r, _) -> Errors.matches(error(r[0]), patterns) ? 1 : 0;
            case Opcode.CheckIterations(var isWhile) ->
                    (_, _, n) -> {
                        Iteration.check(isWhile, n[0], n[1]);
                        return 0;
                    };
            case Opcode.StoreDepth _ ->
                    (context, _, n) -> {
                        context.depth = (int) n[0];
                        return 0;
                    };
            case Opcode.WaitBeforeRetry(var fullJitter) ->
                    (context, r, n) ->
                            context.waitBeforeRetry(n[0], r[0], r[1], r[2], fullJitter) ? 1 : 0;
            default -> throw new IllegalArgumentException("no number action: " + opcode);
        };
    }

    /** Returns the action of an operation that calls routines by their index. */
    static InvokingAction invoking(Opcode opcode) {
        return switch (opcode) {
            case Opcode.CallWithPredicate predicate -> PredicateCall.of(predicate);
            case Opcode.RunTasks tasks ->
                    (context, program, operands) -> Tasks.run(context, program, tasks, operands);
            case Opcode.RunTaskForEach tasks ->
                    (context, program, operands) ->
                            Tasks.runForEach(context, program, tasks, operands);
            default -> throw new IllegalArgumentException("calls no routine: " + opcode);
        };
    }

    static ReferenceAction reference(Opcode opcode) {
        return switch (opcode) {
            case Opcode.Unary(var operator) -> unary(operator);
            case Opcode.Concatenate _ -> TextForm::concatenate;
            case Opcode.MakeArray _ -> Building::array;
            case Opcode.MakeObject(var keys) -> {
                Shape shape = Shape.of(keys);
                yield (context, r) -> Building.object(context, shape, r);
            }
            case Opcode.MakeObjectWithKeys _ -> Building::objectWithKeys;
            case Opcode.CallBuiltin(var function) -> Builtins.of(function)::call;
            case Opcode.ConvertNumber(var field, var min) ->
                    (context, r) -> Conversions.toNumber(context, r[0], field, min);
            case Opcode.ConvertKey(var field) ->
                    (context, r) -> Conversions.toKey(context, r[0], field);
            case Opcode.IterationArray _ -> (context, r) -> Iteration.array(context, r[0]);
            case Opcode.MakeError _ -> (context, r) -> Errors.make(context, r[0], r[1], r[2], r[3]);
            case Opcode.TaskResult _ -> (_, r) -> Tasks.result(r);
            case Opcode.TaskOutcome(var index) -> (_, r) -> Tasks.outcome(r[0], index);
            case Opcode.SetCause _ -> (_, r) -> Errors.withCause(error(r[0]), (ErrorValue) r[1]);
            case Opcode.CheckHeaders _ -> (context, r) -> Responses.checkHeaders(context, r[0]);
            case Opcode.Respond _ ->
                    (context, r) -> {
                        Responses.respond(context, r[0], r[1], r[2], r[3]);
                        return null;
                    };
            case Opcode.Log(var level) ->
                    (context, r) -> {
                        context.log(level, (String) r[0]);
                        return null;
                    };
            case Opcode.Sleep _ ->
                    (context, r) -> {
                        context.sleep(r[0]);
                        return null;
                    };
            case Opcode.CallEffect effect -> {
                EffectAction action = EffectActions.of(effect);
                yield (context, r) -> EffectActions.run(action, context, r);
            }
            case Opcode.EnterCall _ ->
                    (context, _) -> {
                        context.enterCall();
                        return null;
                    };
            case Opcode.LeaveCall _ ->
                    (context, _) -> {
                        context.depth--;
                        return null;
                    };
            default -> throw new IllegalArgumentException("no action: " + opcode);
        };
    }

    private static ReferenceAction unary(UnaryOperator operator) {
        return switch (operator) {
            case NEGATE -> (context, r) -> Arithmetic.negate(context, r[0]);
            case TEXT -> (context, r) -> TextForm.of(context, r[0]);
            case HEADER_KEY -> (context, r) -> Members.headerKey(context, r[0]);
            case NOT, TRUTH, IS_NULL, IS_PRESENT ->
                    throw new IllegalArgumentException("has an operation code: " + operator);
        };
    }

    private static ErrorValue error(@Nullable Object value) {
        return (ErrorValue) Objects.requireNonNull(value);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
