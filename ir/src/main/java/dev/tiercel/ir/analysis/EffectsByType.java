package dev.tiercel.ir.analysis;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Effect;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;
import java.util.Set;

/**
 * The effects of an instruction, narrowed by what is known of its operands: an order between
 * numbers never raises, an addition of numbers builds nothing. Thread-safe.
 */
public final class EffectsByType {
    private static final Set<Effect> RAISES = Effect.setOf(Effect.THROWS);
    private static final Set<Effect> BUILDS = Effect.setOf(Effect.ALLOCATES);
    private static final ValueType CONTAINER = ValueType.ARRAY.join(ValueType.OBJECT);
    private static final ValueType SCALAR = ValueType.ANY.without(CONTAINER);
    private static final ValueType TEXT_FREE =
            ValueType.STRING.join(ValueType.NULL).join(ValueType.BOOLEAN);
    private static final ValueType ITERABLE = CONTAINER.join(ValueType.NULL);
    private static final ValueType SEARCHABLE = ITERABLE.join(ValueType.STRING);

    private EffectsByType() {}

    /** Returns everything the instruction may do. */
    public static Set<Effect> of(Instruction instruction, ValueFacts facts) {
        return of(instruction.opcode(), instruction.operands(), facts);
    }

    /** Whether the instruction may raise an error, {@code LIMIT_MEMORY} included. */
    public static boolean mayRaise(Instruction instruction, ValueFacts facts) {
        Set<Effect> effects = of(instruction, facts);
        return effects.contains(Effect.THROWS) || effects.contains(Effect.ALLOCATES);
    }

    /** Returns everything an instruction with this opcode may do to these operands. */
    public static Set<Effect> of(Opcode opcode, int[] operands, ValueFacts facts) {
        return switch (opcode) {
            case Opcode.Binary(var operator) -> ofBinary(operator, operands, facts);
            case Opcode.Unary(var operator) -> ofUnary(opcode, operator, operands[0], facts);
            case Opcode.Concatenate _ ->
                    allWithin(operands, SCALAR, facts) ? BUILDS : opcode.effects();
            case Opcode.MakeObjectWithKeys _ ->
                    hasScalarKeys(operands, facts) ? BUILDS : opcode.effects();
            case Opcode.GetElement _ -> ofElement(facts.type(operands[0]), facts.type(operands[1]));
            case Opcode.ConvertInteger(_, var min, var max) ->
                    isWithin(operands[0], min, max, facts) ? Effect.PURE : RAISES;
            case Opcode.ConvertNumber(_, var min) ->
                    facts.type(operands[0]).isWithin(ValueType.NUMBER)
                                    && min == Double.NEGATIVE_INFINITY
                            ? Effect.PURE
                            : RAISES;
            case Opcode.ConvertBoolean _ -> ofConversion(operands[0], ValueType.BOOLEAN, facts);
            case Opcode.ConvertDouble _ -> ofConversion(operands[0], ValueType.NUMBER, facts);
            case Opcode.ConvertKey _ -> ofConvertKey(facts.type(operands[0]), opcode);
            case Opcode.IterationArray _ -> ofIteration(facts.type(operands[0]), opcode);
            case Opcode.RangeLength _ ->
                    isNonZeroInteger(operands[2], facts) ? Effect.PURE : RAISES;
            case Opcode.Constant _,
                    Opcode.MakeArray _,
                    Opcode.MakeObject _,
                    Opcode.GetMember _,
                    Opcode.GetOwnMember _,
                    Opcode.FirstPresent _,
                    Opcode.LoadRoot _,
                    Opcode.LoadRootMember _,
                    Opcode.LoadRequestField _,
                    Opcode.CallBuiltin _,
                    Opcode.CallWithPredicate _,
                    Opcode.CallRoutine _,
                    Opcode.CallMath _,
                    Opcode.ArrayLength _,
                    Opcode.ArrayElement _,
                    Opcode.DefaultStep _,
                    Opcode.RangeElement _,
                    Opcode.Increment _,
                    Opcode.LoadMaxIterations _,
                    Opcode.CheckIterations _,
                    Opcode.Charge _,
                    Opcode.Checkpoint _,
                    Opcode.EnterCall _,
                    Opcode.LeaveCall _,
                    Opcode.LoadDepth _,
                    Opcode.StoreDepth _,
                    Opcode.MakeError _,
                    Opcode.ErrorMatches _,
                    Opcode.SetCause _,
                    Opcode.RunTasks _,
                    Opcode.RunTaskForEach _,
                    Opcode.TaskResult _,
                    Opcode.TaskOutcome _,
                    Opcode.CheckHeaders _,
                    Opcode.Respond _,
                    Opcode.RespondTemplate _,
                    Opcode.Log _,
                    Opcode.Sleep _,
                    Opcode.WaitBeforeRetry _,
                    Opcode.CallEffect _ ->
                    opcode.effects();
        };
    }

    private static Set<Effect> ofBinary(BinaryOperator operator, int[] operands, ValueFacts facts) {
        ValueType left = facts.type(operands[0]);
        ValueType right = facts.type(operands[1]);
        return switch (operator) {
            case ADD -> ofSum(operands, facts);
            case SUBTRACT, MULTIPLY, POWER -> RAISES;
            case DIVIDE, REMAINDER -> ofQuotient(operands, facts);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    OperatorTypes.of(operator, operands[0], operands[1], facts).mayMismatch()
                            ? RAISES
                            : Effect.PURE;
            // Two arrays or two objects are compared part by part, which is limited in depth.
            case EQUAL, NOT_EQUAL, STRICT_EQUAL, STRICT_NOT_EQUAL ->
                    left.meet(right).intersects(CONTAINER) ? RAISES : Effect.PURE;
            case IN, NOT_IN ->
                    left.isWithin(TEXT_FREE) && right.isWithin(SEARCHABLE)
                            ? Effect.PURE
                            : new Opcode.Binary(operator).effects();
        };
    }

    private static Set<Effect> ofSum(int[] operands, ValueFacts facts) {
        ValueType left = facts.type(operands[0]);
        ValueType right = facts.type(operands[1]);
        if (left.isWithin(ValueType.NUMBER) && right.isWithin(ValueType.NUMBER)) {
            return RAISES;
        }
        OperatorTypes.Outcome outcome =
                OperatorTypes.of(BinaryOperator.ADD, operands[0], operands[1], facts);
        boolean isConcatenation =
                !outcome.mayMismatch()
                        && outcome.type().isWithin(ValueType.STRING)
                        && left.isWithin(SCALAR)
                        && right.isWithin(SCALAR);
        return isConcatenation ? BUILDS : new Opcode.Binary(BinaryOperator.ADD).effects();
    }

    // Integers are finite as doubles, and no quotient by one other than zero leaves the range.
    private static Set<Effect> ofQuotient(int[] operands, ValueFacts facts) {
        boolean isSafe =
                facts.type(operands[0]).isWithin(ValueType.NUMBER)
                        && isNonZeroInteger(operands[1], facts);
        return isSafe ? Effect.PURE : RAISES;
    }

    private static Set<Effect> ofUnary(
            Opcode opcode, UnaryOperator operator, int operand, ValueFacts facts) {
        ValueType type = facts.type(operand);
        return switch (operator) {
            case NOT, TRUTH, IS_NULL, IS_PRESENT -> Effect.PURE;
            case NEGATE -> type.isWithin(ValueType.DOUBLE) ? Effect.PURE : RAISES;
            case TEXT -> ofText(type, opcode);
            case HEADER_KEY -> type.intersects(ValueType.STRING) ? BUILDS : Effect.PURE;
        };
    }

    private static Set<Effect> ofText(ValueType type, Opcode opcode) {
        if (type.isWithin(ValueType.STRING)) {
            return Effect.PURE;
        }
        return type.isWithin(SCALAR) ? BUILDS : opcode.effects();
    }

    private static Set<Effect> ofConvertKey(ValueType type, Opcode opcode) {
        return type.intersects(ValueType.NULL) ? opcode.effects() : ofText(type, opcode);
    }

    private static Set<Effect> ofElement(ValueType value, ValueType key) {
        boolean mayBuildPoint = value.intersects(ValueType.STRING);
        boolean mayBuildKey =
                value.intersects(ValueType.OBJECT)
                        && key.intersects(ValueType.NUMBER.join(ValueType.BOOLEAN));
        return mayBuildPoint || mayBuildKey ? BUILDS : Effect.PURE;
    }

    private static Set<Effect> ofIteration(ValueType type, Opcode opcode) {
        if (type.isWithin(ValueType.ARRAY)) {
            return Effect.PURE;
        }
        return type.isWithin(ITERABLE) ? BUILDS : opcode.effects();
    }

    private static Set<Effect> ofConversion(int operand, ValueType target, ValueFacts facts) {
        return facts.type(operand).isWithin(target) ? Effect.PURE : RAISES;
    }

    /** Whether the value is known to be an integer between the bounds. */
    static boolean isWithin(int value, long min, long max, ValueFacts facts) {
        if (!facts.type(value).isWithin(ValueType.INTEGER)) {
            return false;
        }
        Opcode.Constant constant = facts.constant(value);
        if (constant != null && constant.value() instanceof Long number) {
            return number >= min && number <= max;
        }
        return min == Long.MIN_VALUE && max == Long.MAX_VALUE;
    }

    private static boolean isNonZeroInteger(int value, ValueFacts facts) {
        Opcode.Constant constant = facts.constant(value);
        return constant != null && constant.value() instanceof Long number && number != 0;
    }

    private static boolean hasScalarKeys(int[] operands, ValueFacts facts) {
        for (int i = 0; i < operands.length; i += 2) {
            if (!facts.type(operands[i]).isWithin(SCALAR)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allWithin(int[] operands, ValueType allowed, ValueFacts facts) {
        for (int operand : operands) {
            if (!facts.type(operand).isWithin(allowed)) {
                return false;
            }
        }
        return true;
    }
}
