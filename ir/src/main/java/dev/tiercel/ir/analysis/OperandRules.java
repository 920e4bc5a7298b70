package dev.tiercel.ir.analysis;

import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.MathFunction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;

/** How many operands of which types each opcode takes. Thread-safe. */
public final class OperandRules {
    private static final ValueType ANY_OR_ABSENT = ValueType.ANY.join(ValueType.ABSENT);
    private static final ValueType OBJECT_OR_NULL = ValueType.OBJECT.join(ValueType.NULL);
    private static final int MANY = Integer.MAX_VALUE;

    private OperandRules() {}

    /** Least and greatest number of operands. */
    public record Count(int min, int max) {
        static Count exactly(int count) {
            return new Count(count, count);
        }

        public boolean allows(int count) {
            return count >= min && count <= max;
        }
    }

    /** Returns how many operands the opcode takes. */
    public static Count count(Opcode opcode) {
        return switch (opcode) {
            case Opcode.Constant _,
                    Opcode.LoadRoot _,
                    Opcode.LoadRootMember _,
                    Opcode.LoadRequestField _,
                    Opcode.LoadMaxIterations _,
                    Opcode.Charge _,
                    Opcode.Checkpoint _,
                    Opcode.EnterCall _,
                    Opcode.LeaveCall _,
                    Opcode.LoadDepth _ ->
                    Count.exactly(0);
            case Opcode.Unary _,
                    Opcode.GetMember _,
                    Opcode.GetOwnMember _,
                    Opcode.ConvertInteger _,
                    Opcode.ConvertNumber _,
                    Opcode.ConvertBoolean _,
                    Opcode.ConvertKey _,
                    Opcode.ConvertDouble _,
                    Opcode.IterationArray _,
                    Opcode.ArrayLength _,
                    Opcode.Increment _,
                    Opcode.StoreDepth _,
                    Opcode.ErrorMatches _,
                    Opcode.TaskOutcome _,
                    Opcode.CheckHeaders _,
                    Opcode.Log _,
                    Opcode.Sleep _ ->
                    Count.exactly(1);
            case Opcode.Binary _,
                    Opcode.GetElement _,
                    Opcode.FirstPresent _,
                    Opcode.ArrayElement _,
                    Opcode.DefaultStep _,
                    Opcode.CheckIterations _,
                    Opcode.SetCause _ ->
                    Count.exactly(2);
            case Opcode.RangeLength _, Opcode.RangeElement _ -> Count.exactly(3);
            case Opcode.MakeError _, Opcode.Respond _, Opcode.WaitBeforeRetry _ -> Count.exactly(4);
            case Opcode.MakeObject(var keys) -> Count.exactly(keys.size());
            case Opcode.RespondTemplate(_, var template) -> Count.exactly(template.holeCount());
            case Opcode.Concatenate _,
                    Opcode.MakeArray _,
                    Opcode.MakeObjectWithKeys _,
                    Opcode.CallRoutine _,
                    Opcode.CallEffect _ ->
                    new Count(0, MANY);
            case Opcode.RunTasks(var tasks, _, _, _) ->
                    Count.exactly(2 + tasks.stream().mapToInt(Opcode.Task::captureCount).sum());
            case Opcode.RunTaskForEach _ -> new Count(4, MANY);
            case Opcode.TaskResult _ -> new Count(1, MANY);
            case Opcode.CallBuiltin(var function) -> ofBuiltin(function);
            case Opcode.CallWithPredicate(_, _, var arguments) -> new Count(arguments, MANY);
            case Opcode.CallMath(var function) -> ofMath(function);
        };
    }

    /**
     * Returns the types that an operand may have.
     *
     * @param index position of the operand, allowed by {@link #count}
     */
    public static ValueType type(Opcode opcode, int index) {
        return switch (opcode) {
            case Opcode.FirstPresent _, Opcode.TaskResult _, Opcode.CallRoutine _ -> ANY_OR_ABSENT;
            case Opcode.RunTasks _, Opcode.RunTaskForEach _ -> ofTasks(opcode, index);
            case Opcode.TaskOutcome _ -> ValueType.ARRAY;
            case Opcode.Unary(var operator) ->
                    operator == UnaryOperator.IS_PRESENT ? ANY_OR_ABSENT : ValueType.ANY;
            case Opcode.CallWithPredicate(_, _, var arguments) ->
                    index < arguments ? ValueType.ANY : ANY_OR_ABSENT;
            case Opcode.ArrayLength _ -> ValueType.ARRAY;
            case Opcode.ArrayElement _ -> index == 0 ? ValueType.ARRAY : ValueType.INTEGER;
            case Opcode.DefaultStep _,
                    Opcode.RangeLength _,
                    Opcode.RangeElement _,
                    Opcode.Increment _,
                    Opcode.CheckIterations _,
                    Opcode.StoreDepth _ ->
                    ValueType.INTEGER;
            case Opcode.ErrorMatches _, Opcode.SetCause _ -> OBJECT_OR_NULL;
            case Opcode.Respond _ -> ofRespond(index);
            case Opcode.Log _ -> ValueType.STRING;
            case Opcode.WaitBeforeRetry _ -> index == 0 ? ValueType.INTEGER : ValueType.ANY;
            case Opcode.Constant _,
                    Opcode.Binary _,
                    Opcode.Concatenate _,
                    Opcode.MakeArray _,
                    Opcode.MakeObject _,
                    Opcode.MakeObjectWithKeys _,
                    Opcode.GetMember _,
                    Opcode.GetOwnMember _,
                    Opcode.GetElement _,
                    Opcode.LoadRoot _,
                    Opcode.LoadRootMember _,
                    Opcode.LoadRequestField _,
                    Opcode.CallBuiltin _,
                    Opcode.CallMath _,
                    Opcode.ConvertInteger _,
                    Opcode.ConvertNumber _,
                    Opcode.ConvertBoolean _,
                    Opcode.ConvertKey _,
                    Opcode.ConvertDouble _,
                    Opcode.IterationArray _,
                    Opcode.LoadMaxIterations _,
                    Opcode.Charge _,
                    Opcode.Checkpoint _,
                    Opcode.EnterCall _,
                    Opcode.LeaveCall _,
                    Opcode.LoadDepth _,
                    Opcode.MakeError _,
                    Opcode.CheckHeaders _,
                    Opcode.RespondTemplate _,
                    Opcode.Sleep _,
                    Opcode.CallEffect _ ->
                    ValueType.ANY;
        };
    }

    private static ValueType ofTasks(Opcode opcode, int index) {
        boolean isForEach = opcode instanceof Opcode.RunTaskForEach;
        return switch (index) {
            case 0 -> ValueType.INTEGER;
            case 1 -> ValueType.BOOLEAN;
            case 2 -> isForEach ? ValueType.ARRAY : ANY_OR_ABSENT;
            case 3 -> isForEach ? ValueType.INTEGER : ANY_OR_ABSENT;
            default -> ANY_OR_ABSENT;
        };
    }

    private static ValueType ofRespond(int index) {
        return switch (index) {
            case 1 -> ValueType.INTEGER.join(ValueType.NULL);
            case 2 -> ValueType.BOOLEAN.join(ValueType.NULL);
            case 3 -> OBJECT_OR_NULL;
            default -> ValueType.ANY;
        };
    }

    private static Count ofBuiltin(Builtin function) {
        return new Count(function.minArguments(), function.maxArguments());
    }

    // One operand may be an array of all of them.
    private static Count ofMath(MathFunction function) {
        return new Count(Math.min(1, function.minArguments()), function.maxArguments());
    }
}
