package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.Register.Kind;
import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Effect;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.pass.ConstantEvaluator;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.CoarseClock;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.Members;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RandomSource;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.Truth;
import dev.tiercel.runtime.Values;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes operations on constants by the same methods that running code calls. Thread-safe.
 *
 * <p>Never computes what would raise, what takes fuel, what depends on the server, or what does not
 * fit into a small budget: that is left to the request.
 */
public final class ConstantEvaluation implements ConstantEvaluator {
    private static final long RESULT_BYTES_MAX = 4 << 10;
    private static final int RESULT_PARTS_MAX = 256;
    private static final int RESULT_DEPTH_MAX = 32;
    private static final int NO_CONSTANT = RESULT_PARTS_MAX + 1;
    private static final BudgetLimits LIMITS = new BudgetLimits(0, 1, RESULT_BYTES_MAX, 0, 1);
    private static final long FAILURE_FUEL = 1000;
    private static final BudgetLimits FAILURE_LIMITS =
            new BudgetLimits(FAILURE_FUEL, 1000, RESULT_BYTES_MAX, 0, 1);
    private static final Set<Effect> STATE =
            EnumSet.of(Effect.READS_STATE, Effect.WRITES_STATE, Effect.IO);

    /** Functions of constants that differ between servers, or that take long on purpose. */
    private static final Set<Builtin> LEFT_TO_THE_REQUEST =
            EnumSet.of(Builtin.ENV, Builtin.HASH_PASSWORD, Builtin.VERIFY_PASSWORD);

    private static final ExecutionEnvironment ENVIRONMENT =
            new ExecutionEnvironment(
                    CoarseClock.standing(0),
                    InstantSource.fixed(Instant.EPOCH),
                    RandomSource.seeded(0),
                    ObjectValue.EMPTY,
                    4,
                    1);

    /** Makes an evaluator. */
    public ConstantEvaluation() {}

    @Override
    public Optional<Opcode.Constant> evaluate(Opcode opcode, List<@Nullable Object> operands) {
        if (isLeftToTheRequest(opcode)) {
            return Optional.empty();
        }
        try {
            return result(context(LIMITS), opcode, values(operands));
        } catch (LogicError e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> failure(Opcode opcode, List<@Nullable Object> operands) {
        // Neither the clock nor chance decides whether a function refuses its arguments.
        boolean isKnown =
                opcode instanceof Opcode.CallBuiltin(var function)
                        ? !LEFT_TO_THE_REQUEST.contains(function)
                        : !isLeftToTheRequest(opcode);
        if (!isKnown) {
            return Optional.empty();
        }
        try {
            result(context(FAILURE_LIMITS), opcode, values(operands));
            return Optional.empty();
        } catch (LogicError e) {
            return ErrorCode.isReserved(e.code()) ? Optional.empty() : Optional.of(e.code());
        }
    }

    private static ExecutionContext context(BudgetLimits limits) {
        return new ExecutionContext(
                ENVIRONMENT,
                limits,
                List.of(),
                NoRequest.INSTANCE,
                NoRequest.INSTANCE,
                new ResponseBuffer());
    }

    private static @Nullable Object[] values(List<@Nullable Object> operands) {
        @Nullable Object[] values = new @Nullable Object[operands.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Values.ofConstant(operands.get(i));
        }
        return values;
    }

    private static boolean isLeftToTheRequest(Opcode opcode) {
        return !Collections.disjoint(opcode.effects(), STATE)
                || (opcode instanceof Opcode.CallBuiltin(var function)
                        && LEFT_TO_THE_REQUEST.contains(function));
    }

    private static Optional<Opcode.Constant> result(
            ExecutionContext context, Opcode opcode, @Nullable Object[] r) {
        return switch (opcode) {
            case Opcode.Binary(var operator) ->
                    constant(BinaryOperations.apply(context, operator, r[0], r[1]));
            case Opcode.Unary(var operator) -> constant(unary(context, operator, r));
            case Opcode.GetMember(var name, _) -> constant(Members.member(r[0], name, -1));
            case Opcode.GetOwnMember(var name, _) -> constant(Members.ownMember(r[0], name, -1));
            case Opcode.GetElement _ -> constant(Members.element(context, r[0], r[1]));
            case Opcode.ArrayLength _ ->
                    r[0] instanceof ArrayValue array
                            ? constant((long) array.size())
                            : Optional.empty();
            case Opcode.ArrayElement _ -> element(r[0], r[1]);
            case Opcode.Increment _ ->
                    r[0] instanceof Long number ? constant(number + 1) : Optional.empty();
            case Opcode.Concatenate _,
                    Opcode.MakeArray _,
                    Opcode.MakeObject _,
                    Opcode.MakeObjectWithKeys _,
                    Opcode.CallBuiltin _,
                    Opcode.ConvertNumber _,
                    Opcode.ConvertKey _,
                    Opcode.IterationArray _ ->
                    constant(Actions.reference(opcode).run(context, r));
            case Opcode.CallMath _,
                    Opcode.ConvertInteger _,
                    Opcode.ConvertBoolean _,
                    Opcode.ConvertDouble _ ->
                    number(opcode, Actions.number(opcode).run(context, r, new long[0]));
            case Opcode.DefaultStep _, Opcode.RangeLength _, Opcode.RangeElement _ ->
                    ofIntegers(context, opcode, r);
            // Constants are no work, and the others depend on the request or act.
            default -> Optional.empty();
        };
    }

    private static @Nullable Object unary(
            ExecutionContext context, UnaryOperator operator, @Nullable Object[] r) {
        return switch (operator) {
            case NOT -> Truth.isFalsy(r[0]);
            case TRUTH -> Truth.isTruthy(r[0]);
            case IS_NULL -> r[0] == null;
            case IS_PRESENT -> r[0] != Absent.ABSENT;
            case NEGATE, TEXT, HEADER_KEY ->
                    Actions.reference(new Opcode.Unary(operator)).run(context, r);
        };
    }

    private static Optional<Opcode.Constant> element(
            @Nullable Object value, @Nullable Object position) {
        return value instanceof ArrayValue array
                        && position instanceof Long index
                        && index >= 0
                        && index < array.size()
                ? constant(array.get(index.intValue()))
                : Optional.empty();
    }

    private static Optional<Opcode.Constant> ofIntegers(
            ExecutionContext context, Opcode opcode, @Nullable Object[] r) {
        long[] numbers = new long[r.length];
        for (int i = 0; i < r.length; i++) {
            if (!(r[i] instanceof Long number)) {
                return Optional.empty();
            }
            numbers[i] = number;
        }
        return constant(Actions.number(opcode).run(context, new @Nullable Object[0], numbers));
    }

    private static Optional<Opcode.Constant> number(Opcode opcode, long bits) {
        Kind kind = Actions.resultKind(opcode);
        return switch (kind) {
            case DOUBLE -> constant(Double.longBitsToDouble(bits));
            case BOOLEAN -> constant(bits != 0);
            case LONG -> constant(bits);
            case REFERENCE -> throw new IllegalStateException("no number: " + opcode);
        };
    }

    private static Optional<Opcode.Constant> constant(@Nullable Object value) {
        return parts(value, 0) <= RESULT_PARTS_MAX
                ? Optional.of(new Opcode.Constant(toConstant(value)))
                : Optional.empty();
    }

    // A chain of operations on ever larger values must not make a constant of each.
    private static int parts(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> 1;
            case BytesValue _, ErrorValue _ -> NO_CONSTANT;
            case ArrayValue array -> {
                int parts = depth == RESULT_DEPTH_MAX ? NO_CONSTANT : 1;
                for (int i = 0; i < array.size() && parts <= RESULT_PARTS_MAX; i++) {
                    parts += parts(array.get(i), depth + 1);
                }
                yield parts;
            }
            case ObjectValue object -> {
                int parts = depth == RESULT_DEPTH_MAX ? NO_CONSTANT : 1;
                for (int i = 0; i < object.slotCount() && parts <= RESULT_PARTS_MAX; i++) {
                    parts += parts(object.slot(i), depth + 1);
                }
                yield parts;
            }
            default -> 1;
        };
    }

    private static @Nullable Object toConstant(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case ArrayValue array -> {
                List<@Nullable Object> list = new ArrayList<>(array.size());
                array.forEach(element -> list.add(toConstant(element)));
                yield Collections.unmodifiableList(list);
            }
            case ObjectValue object -> {
                SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < object.slotCount(); i++) {
                    map.put(object.key(i), toConstant(object.slot(i)));
                }
                yield Collections.unmodifiableSequencedMap(map);
            }
            default -> value;
        };
    }
}
