package dev.tiercel.ir.analysis;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result type of each opcode from the types of its operands (LANG-43, LANG-44, LANG-48,
 * LANG-70, LANG-71).
 *
 * <p>Monotone: wider operands never give a narrower result. {@link ValueType#NONE} means that there
 * is no result, because the instruction raises or is never reached; instructions whose result has
 * one type whatever happens have that type even then. Thread-safe.
 */
public final class ResultTypes {
    private static final ValueType ANY_OR_ABSENT = ValueType.ANY.join(ValueType.ABSENT);
    private static final ValueType OBJECT_OR_NULL = ValueType.OBJECT.join(ValueType.NULL);
    private static final ValueType SCALAR_KEY =
            ValueType.STRING.join(ValueType.NUMBER).join(ValueType.BOOLEAN);
    private static final ValueType INDEX_KEY = ValueType.STRING.join(ValueType.NUMBER);
    private static final int[] NO_PARTICULAR_OPERANDS = new int[8];
    private static final ValueFacts NOTHING_KNOWN =
            new ValueFacts() {
                @Override
                public ValueType type(int value) {
                    return ANY_OR_ABSENT;
                }

                @Override
                public Opcode.@Nullable Constant constant(int value) {
                    return null;
                }
            };

    private ResultTypes() {}

    /**
     * Returns every type that the result of the instruction may have, going by its operands alone.
     */
    public static ValueType of(Instruction instruction, ValueFacts facts) {
        return of(instruction.opcode(), instruction.operands(), facts);
    }

    /** Returns every type that the result may have for operands of any type. */
    public static ValueType widest(Opcode opcode) {
        return of(opcode, NO_PARTICULAR_OPERANDS, NOTHING_KNOWN);
    }

    /**
     * Whether an instruction may be declared with a narrower type than its operands tell, because
     * documents say more about some values: parameters with a type, members of literals, results of
     * functions.
     */
    public static boolean mayBeNarrower(Opcode opcode) {
        return switch (opcode) {
            case Opcode.LoadRoot _,
                    Opcode.LoadRootMember _,
                    Opcode.LoadRequestField _,
                    Opcode.GetMember _,
                    Opcode.GetOwnMember _,
                    Opcode.GetElement _,
                    Opcode.ArrayElement _,
                    Opcode.CallBuiltin _,
                    Opcode.CallWithPredicate _,
                    Opcode.CallRoutine _ ->
                    true;
            case Opcode.Constant _,
                    Opcode.Binary _,
                    Opcode.Unary _,
                    Opcode.Concatenate _,
                    Opcode.MakeArray _,
                    Opcode.MakeObject _,
                    Opcode.MakeObjectWithKeys _,
                    Opcode.FirstPresent _,
                    Opcode.CallMath _,
                    Opcode.ConvertInteger _,
                    Opcode.ConvertNumber _,
                    Opcode.ConvertBoolean _,
                    Opcode.ConvertKey _,
                    Opcode.ConvertDouble _,
                    Opcode.IterationArray _,
                    Opcode.ArrayLength _,
                    Opcode.DefaultStep _,
                    Opcode.RangeLength _,
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
                    false;
        };
    }

    /** Returns every type that the result of the opcode may have for these operands. */
    public static ValueType of(Opcode opcode, int[] operands, ValueFacts facts) {
        return switch (opcode) {
            case Opcode.Constant(var value) -> ofConstant(value);
            case Opcode.Binary(var operator) -> {
                if (!operator.isArithmetic()) {
                    yield ValueType.BOOLEAN;
                }
                yield OperatorTypes.of(operator, operands[0], operands[1], facts).type();
            }
            case Opcode.Unary(var operator) -> ofUnary(operator, operands[0], facts);
            case Opcode.GetMember(var name, _) -> ofMember(facts.type(operands[0]), name);
            case Opcode.GetOwnMember _ ->
                    facts.type(operands[0]).intersects(ValueType.OBJECT)
                            ? ANY_OR_ABSENT
                            : ValueType.ABSENT;
            case Opcode.GetElement _ -> ofElement(facts.type(operands[0]), facts.type(operands[1]));
            case Opcode.FirstPresent _ ->
                    ofFirstPresent(facts.type(operands[0]), facts.type(operands[1]));
            case Opcode.LoadRoot(var root) -> ofRoot(root);
            case Opcode.LoadRootMember _, Opcode.LoadRequestField _, Opcode.CallRoutine _ ->
                    ValueType.ANY;
            case Opcode.CallBuiltin(var function) -> ofCall(function, operands, facts);
            case Opcode.CallWithPredicate(var function, _, _) -> ofCall(function, operands, facts);
            case Opcode.ConvertNumber _ -> ofConvertNumber(facts.type(operands[0]));
            case Opcode.ArrayElement _, Opcode.CallEffect _ -> ValueType.ANY;
            case Opcode.TaskOutcome(var index) ->
                    index >= Opcode.TaskOutcome.FIRST_MERGED ? ANY_OR_ABSENT : ValueType.ANY;
            case Opcode.Concatenate _, Opcode.ConvertKey _ -> ValueType.STRING;
            case Opcode.MakeArray _,
                    Opcode.IterationArray _,
                    Opcode.RunTasks _,
                    Opcode.RunTaskForEach _,
                    Opcode.TaskResult _ ->
                    ValueType.ARRAY;
            case Opcode.MakeObject _,
                    Opcode.MakeObjectWithKeys _,
                    Opcode.MakeError _,
                    Opcode.SetCause _,
                    Opcode.CheckHeaders _ ->
                    ValueType.OBJECT;
            case Opcode.CallMath _, Opcode.ConvertDouble _ -> ValueType.DOUBLE;
            case Opcode.ConvertInteger _,
                    Opcode.ArrayLength _,
                    Opcode.DefaultStep _,
                    Opcode.RangeLength _,
                    Opcode.RangeElement _,
                    Opcode.Increment _,
                    Opcode.LoadMaxIterations _,
                    Opcode.LoadDepth _ ->
                    ValueType.INTEGER;
            case Opcode.ConvertBoolean _, Opcode.ErrorMatches _, Opcode.WaitBeforeRetry _ ->
                    ValueType.BOOLEAN;
            case Opcode.CheckIterations _,
                    Opcode.Charge _,
                    Opcode.Checkpoint _,
                    Opcode.EnterCall _,
                    Opcode.LeaveCall _,
                    Opcode.StoreDepth _,
                    Opcode.Respond _,
                    Opcode.RespondTemplate _,
                    Opcode.Log _,
                    Opcode.Sleep _ ->
                    ValueType.NULL;
        };
    }

    /**
     * Returns the type of a constant.
     *
     * @throws IllegalArgumentException if the value is none that a constant may have
     */
    public static ValueType ofConstant(@Nullable Object value) {
        return switch (value) {
            case null -> ValueType.NULL;
            case Boolean _ -> ValueType.BOOLEAN;
            case Long _ -> ValueType.INTEGER;
            case Double _ -> ValueType.DOUBLE;
            case String _ -> ValueType.STRING;
            case List<?> _ -> ValueType.ARRAY;
            case Map<?, ?> _ -> ValueType.OBJECT;
            case Absent _ -> ValueType.ABSENT;
            default -> throw new IllegalArgumentException("no constant: " + value.getClass());
        };
    }

    private static ValueType ofUnary(UnaryOperator operator, int operand, ValueFacts facts) {
        return switch (operator) {
            case NEGATE -> OperatorTypes.ofNegation(operand, facts).type();
            case NOT, TRUTH, IS_NULL, IS_PRESENT -> ValueType.BOOLEAN;
            case TEXT -> ValueType.STRING;
            case HEADER_KEY -> facts.type(operand).without(ValueType.ABSENT);
        };
    }

    private static ValueType ofMember(ValueType value, String name) {
        if (value.intersects(ValueType.OBJECT)) {
            return ValueType.ANY;
        }
        boolean isIndex = NumericText.of(name) == NumericText.INTEGER;
        ValueType result = ValueType.NONE;
        if (value.intersects(ValueType.ARRAY)) {
            result =
                    result.join(ofMemberOfSequence(name, isIndex ? ValueType.ANY : ValueType.NULL));
        }
        if (value.intersects(ValueType.STRING)) {
            ValueType point = isIndex ? ValueType.STRING.join(ValueType.NULL) : ValueType.NULL;
            result = result.join(ofMemberOfSequence(name, point));
        }
        return joinNullOfOthers(result, value);
    }

    private static ValueType ofMemberOfSequence(String name, ValueType otherwise) {
        return name.equals("length") ? ValueType.INTEGER : otherwise;
    }

    private static ValueType ofElement(ValueType value, ValueType key) {
        ValueType result = ValueType.NONE;
        if (value.intersects(ValueType.OBJECT)) {
            result = result.join(key.intersects(SCALAR_KEY) ? ValueType.ANY : ValueType.NULL);
        }
        if (value.intersects(ValueType.ARRAY)) {
            result = result.join(key.intersects(INDEX_KEY) ? ValueType.ANY : ValueType.NULL);
        }
        if (value.intersects(ValueType.STRING)) {
            ValueType point = key.intersects(INDEX_KEY) ? ValueType.STRING : ValueType.NONE;
            ValueType length =
                    key.intersects(ValueType.STRING) ? ValueType.INTEGER : ValueType.NONE;
            result = result.join(point).join(length).join(ValueType.NULL);
        }
        return joinNullOfOthers(result, value);
    }

    private static ValueType joinNullOfOthers(ValueType result, ValueType value) {
        ValueType others =
                ValueType.NULL.join(ValueType.BOOLEAN).join(ValueType.NUMBER).join(ValueType.BYTES);
        return value.intersects(others) ? result.join(ValueType.NULL) : result;
    }

    private static ValueType ofFirstPresent(ValueType first, ValueType fallback) {
        ValueType present = first.without(ValueType.ABSENT);
        return first.includes(ValueType.ABSENT) ? present.join(fallback) : present;
    }

    // A unit without a request of its own has null for most roots.
    private static ValueType ofRoot(Root root) {
        return switch (root) {
            case REQUEST, PARAMS, QUERY, HEADERS, ENV, COOKIES, AUTH, CONNECTION -> OBJECT_OR_NULL;
            case BODY,
                    METHOD,
                    PATH,
                    RAW_BODY,
                    IP,
                    ID,
                    CONNECTION_ID,
                    MESSAGE,
                    MESSAGE_TYPE,
                    MESSAGE_JSON,
                    CLOSE_CODE,
                    CLOSE_REASON ->
                    ValueType.ANY;
        };
    }

    private static ValueType ofCall(Builtin function, int[] operands, ValueFacts facts) {
        boolean mayPropagate =
                function.propagatesNull()
                        && operands.length > 0
                        && facts.type(operands[0]).includes(ValueType.NULL);
        return mayPropagate ? function.resultType().join(ValueType.NULL) : function.resultType();
    }

    private static ValueType ofConvertNumber(ValueType operand) {
        return operand.isWithin(ValueType.NUMBER) ? operand : ValueType.NUMBER;
    }
}
