package dev.tiercel.ir.random;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Effect;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.MathFunction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.OperandRules;
import dev.tiercel.ir.analysis.ResultTypes;
import dev.tiercel.ir.analysis.ValueFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Valid programs from a seed: conditions, counted loops, handlers, calls, predicates and
 * instructions over whatever values are available, with types that fit and, more often than not, do
 * not make the instruction raise. Equal seeds give equal programs.
 */
public final class RandomPrograms {
    private static final ValueType ANY_OR_ABSENT = ValueType.ANY.join(ValueType.ABSENT);
    private static final int CALLEES = 3;
    private static final int LOCATIONS = 4;
    private static final int PREDICATE_PARAMETERS = 2;
    private static final ValueType CONTAINER = ValueType.ARRAY.join(ValueType.OBJECT);

    private final Random random;
    private final List<Block> blocks = new ArrayList<>();
    private final List<ValueType> types = new ArrayList<>();
    private final Map<Integer, Opcode.Constant> constants = new LinkedHashMap<>();
    private List<Integer> scope = new ArrayList<>();
    private Optional<Edge> onError = Optional.empty();
    private int current;
    private List<BlockParameter> parameters = List.of();
    private List<Instruction> instructions = new ArrayList<>();
    private int callableFrom;
    private List<Routine> callees = List.of();

    private RandomPrograms(Random random) {
        this.random = random;
    }

    /** Returns the program of a seed; its size grows with {@code statements}. */
    public static Program of(long seed, int statements) {
        Random random = new Random(seed);
        List<@Nullable Routine> routines = new ArrayList<>();
        for (int i = 0; i <= CALLEES; i++) {
            routines.add(null);
        }
        // Callees first, so that callers know their parameters; a routine calls those with a higher
        // index only.
        for (int i = CALLEES; i >= 0; i--) {
            RandomPrograms generator = new RandomPrograms(random);
            generator.callableFrom = i + 1;
            generator.callees = List.copyOf(routines.subList(i + 1, CALLEES + 1));
            routines.set(
                    i, generator.routine(i, i == 0 ? statements : Math.max(3, statements / 3)));
        }
        List<Routine> complete = new ArrayList<>();
        routines.forEach(r -> complete.add(Objects.requireNonNull(r)));
        List<SourceLocation> locations = new ArrayList<>();
        for (int i = 0; i < LOCATIONS; i++) {
            locations.add(new SourceLocation("random", "set", "/logic/" + i, i + 3, 5));
        }
        return new Program("random " + seed, complete, locations, Optional.empty());
    }

    private Routine routine(int index, int statements) {
        List<BlockParameter> own = new ArrayList<>();
        for (int i = 0; i < (index == 0 ? 0 : PREDICATE_PARAMETERS + index % 2); i++) {
            own.add(parameter(i == 0 ? ValueType.ANY : ANY_OR_ABSENT));
        }
        open(reserve(), own);
        constant(null);
        constant(0L);
        if (index == 0 && random.nextInt(3) > 0) {
            attempt(statements, 3);
        } else {
            statements(statements, 3);
        }
        if (index == 0 && random.nextBoolean()) {
            int nothing = constant(null);
            int value = any(ValueType.ANY);
            add(new Opcode.Respond(), new int[] {value, nothing, nothing, nothing});
        }
        close(new Terminator.Return(any(ValueType.ANY)));
        return new Routine("routine " + index, blocks, types.size());
    }

    private void statements(int count, int depth) {
        for (int i = 0; i < count; i++) {
            int choice = random.nextInt(12);
            if (depth > 0 && choice == 0) {
                condition(count / 2, depth - 1);
            } else if (depth > 0 && choice == 1) {
                loop(count / 2, depth - 1);
            } else if (depth > 0 && choice <= 3) {
                attempt(count / 2, depth - 1);
            } else if (choice == 4 && !callees.isEmpty()) {
                call();
            } else {
                instruction();
            }
        }
    }

    private void condition(int count, int depth) {
        int condition = add(new Opcode.Unary(UnaryOperator.TRUTH), new int[] {any(ValueType.ANY)});
        int whenTrue = reserve();
        int whenFalse = reserve();
        int after = reserve();
        List<Integer> outer = scope;
        close(new Terminator.Branch(condition, new Edge(whenTrue), new Edge(whenFalse)));
        open(whenTrue, List.of());
        scope = new ArrayList<>(outer);
        statements(count, depth);
        int left = any(ANY_OR_ABSENT);
        close(new Terminator.Jump(new Edge(after, left)));
        open(whenFalse, List.of());
        scope = new ArrayList<>(outer);
        statements(count / 2, depth);
        int right = any(ANY_OR_ABSENT);
        close(new Terminator.Jump(new Edge(after, right)));
        scope = outer;
        open(after, List.of(parameter(widened(type(left).join(type(right))))));
    }

    private void loop(int count, int depth) {
        int start = constant(0L);
        int bound = constant((long) random.nextInt(4));
        int first = any(ANY_OR_ABSENT);
        int header = reserve();
        int body = reserve();
        int after = reserve();
        close(new Terminator.Jump(new Edge(header, start, first)));
        BlockParameter counter = parameter(ValueType.INTEGER);
        BlockParameter carried = parameter(ANY_OR_ABSENT);
        open(header, List.of(counter, carried));
        add(new Opcode.Charge(1 + random.nextInt(2)), new int[0]);
        add(new Opcode.Checkpoint(), new int[0]);
        int condition =
                add(new Opcode.Binary(BinaryOperator.LESS), new int[] {counter.value(), bound});
        List<Integer> outer = scope;
        close(new Terminator.Branch(condition, new Edge(body), new Edge(after)));
        open(body, List.of());
        scope = new ArrayList<>(outer);
        statements(count, depth);
        int next = add(new Opcode.Increment(), new int[] {counter.value()});
        close(new Terminator.Jump(new Edge(header, next, any(ANY_OR_ABSENT))));
        scope = outer;
        open(after, List.of());
    }

    private void attempt(int count, int depth) {
        int body = reserve();
        int handler = reserve();
        int after = reserve();
        int kept = any(ANY_OR_ABSENT);
        // Documents do nothing with a depth but restore it.
        int callDepth = add(new Opcode.LoadDepth(), new int[0]);
        scope.remove(Integer.valueOf(callDepth));
        List<Integer> outer = scope;
        Optional<Edge> outerHandler = onError;
        close(new Terminator.Jump(new Edge(body)));
        onError = Optional.of(new Edge(handler, kept, callDepth));
        scope = new ArrayList<>(outer);
        open(body, List.of());
        statements(count, depth);
        int result = any(ANY_OR_ABSENT);
        close(new Terminator.Jump(new Edge(after, result)));
        onError = outerHandler;
        BlockParameter error = parameter(ValueType.OBJECT);
        BlockParameter passed = parameter(widened(type(kept)));
        BlockParameter restored = parameter(ValueType.INTEGER);
        scope = new ArrayList<>(outer);
        open(handler, List.of(error, passed, restored));
        add(new Opcode.StoreDepth(), new int[] {restored.value()});
        scope.remove(Integer.valueOf(restored.value()));
        add(new Opcode.ErrorMatches(List.of(pick("TYPE_*", "LIMIT_FUEL"))), only(error));
        if (random.nextInt(4) == 0) {
            add(new Opcode.SetCause(), new int[] {error.value(), error.value()});
        }
        statements(count / 3, depth);
        int handled = any(ANY_OR_ABSENT);
        if (random.nextInt(4) == 0) {
            close(new Terminator.Raise(error.value()));
        } else {
            close(new Terminator.Jump(new Edge(after, handled)));
        }
        scope = outer;
        open(after, List.of(parameter(widened(type(result).join(type(handled))))));
    }

    private static int[] only(BlockParameter parameter) {
        return new int[] {parameter.value()};
    }

    private void instruction() {
        Opcode opcode = opcode();
        OperandRules.Count count = OperandRules.count(opcode);
        int operandCount = Math.max(count.min(), Math.min(count.max(), random.nextInt(4)));
        if (opcode instanceof Opcode.MakeObjectWithKeys) {
            operandCount = operandCount / 2 * 2;
        }
        int[] operands = new int[operandCount];
        for (int i = 0; i < operandCount; i++) {
            ValueType allowed = OperandRules.type(opcode, i);
            boolean isSafe = random.nextInt(5) > 0;
            ValueType harmless = allowed.meet(harmless(opcode));
            operands[i] = any(isSafe && harmless.bits() != 0 ? harmless : allowed);
        }
        add(opcode, operands);
    }

    /** Calls a routine as documents do, or as a predicate, or without counting depth. */
    private void call() {
        int callee = random.nextInt(callees.size());
        List<BlockParameter> taken = callees.get(callee).parameters();
        int routine = callableFrom + callee;
        if (random.nextInt(3) == 0) {
            int[] operands = new int[1 + taken.size() - PREDICATE_PARAMETERS];
            operands[0] = any(random.nextInt(4) == 0 ? ValueType.ANY : ValueType.ARRAY);
            for (int i = 1; i < operands.length; i++) {
                operands[i] = any(taken.get(i - 1 + PREDICATE_PARAMETERS).type());
            }
            Builtin function = pick(Builtin.FILTER, Builtin.MAP, Builtin.FIND, Builtin.ANY_OF);
            add(new Opcode.CallWithPredicate(function, routine, 1), operands);
            return;
        }
        boolean isCounted = random.nextBoolean();
        if (isCounted) {
            add(new Opcode.Charge(1), new int[0]);
            add(new Opcode.Checkpoint(), new int[0]);
            add(new Opcode.EnterCall(), new int[0]);
        }
        int[] operands = taken.stream().mapToInt(parameter -> any(parameter.type())).toArray();
        add(new Opcode.CallRoutine(routine), operands);
        if (isCounted) {
            add(new Opcode.LeaveCall(), new int[0]);
        }
    }

    /** Returns types of operands for which the opcode raises seldom. */
    private static ValueType harmless(Opcode opcode) {
        return switch (opcode) {
            case Opcode.Binary(var operator) ->
                    operator.isEquality() ? ValueType.ANY : ValueType.NUMBER;
            case Opcode.Unary(var operator) ->
                    operator == UnaryOperator.NEGATE ? ValueType.NUMBER : ValueType.ANY;
            case Opcode.GetMember _, Opcode.GetOwnMember _ -> CONTAINER;
            case Opcode.IterationArray _ -> CONTAINER;
            case Opcode.ConvertInteger _ -> ValueType.INTEGER;
            case Opcode.CallMath _, Opcode.ConvertDouble _, Opcode.ConvertNumber _ ->
                    ValueType.NUMBER;
            case Opcode.ConvertBoolean _ -> ValueType.BOOLEAN;
            case Opcode.ConvertKey _ -> ValueType.STRING;
            case Opcode.CallBuiltin(var function) ->
                    function == Builtin.UPPER
                            ? ValueType.STRING
                            : ValueType.ARRAY.join(ValueType.STRING);
            default -> ValueType.ANY;
        };
    }

    private Opcode opcode() {
        return switch (random.nextInt(38)) {
            case 0, 1, 2, 3 -> new Opcode.Constant(literal(2));
            case 4, 5, 6, 7, 8 -> new Opcode.Binary(pick(BinaryOperator.values()));
            case 9, 10, 11 -> new Opcode.Unary(pick(UnaryOperator.values()));
            case 12 -> new Opcode.Concatenate();
            case 13, 14 -> new Opcode.MakeArray();
            case 15, 16 -> new Opcode.MakeObject(List.of("a", "b").subList(0, random.nextInt(3)));
            case 17 -> new Opcode.GetMember(pick("a", "b", "length", "0"), -1);
            case 18 -> new Opcode.GetOwnMember(pick("a", "b"), -1);
            case 19 -> new Opcode.GetElement();
            case 20 -> new Opcode.FirstPresent();
            case 21 -> new Opcode.LoadRoot(pick(Root.BODY, Root.QUERY));
            case 22 -> new Opcode.Log(LogLevel.INFO);
            case 23 -> new Opcode.Charge(1 + random.nextInt(3));
            case 24 -> new Opcode.IterationArray();
            case 25 -> new Opcode.ConvertInteger("n", 0, 100);
            case 26 -> new Opcode.CallMath(MathFunction.SUM);
            case 27 -> new Opcode.MakeObjectWithKeys();
            case 28 -> new Opcode.CallBuiltin(pick(Builtin.UPPER, Builtin.LENGTH, Builtin.NOW_MS));
            case 29 -> new Opcode.ConvertDouble();
            case 30 -> new Opcode.ConvertNumber("n", Double.NEGATIVE_INFINITY);
            case 31 -> pick(new Opcode.ConvertBoolean("b"), new Opcode.ConvertKey("k"));
            case 32 -> pick(new Opcode.ArrayLength(), new Opcode.DefaultStep());
            case 33 -> pick(new Opcode.RangeLength(), new Opcode.RangeElement());
            case 34 -> new Opcode.MakeError();
            case 35 -> new Opcode.LoadRootMember(Root.QUERY, pick("a", "b"));
            case 36 -> new Opcode.LoadRequestField(pick("a", "b"), -1);
            default -> new Opcode.Checkpoint();
        };
    }

    private @Nullable Object literal(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2, 3 -> (long) random.nextInt(7) - 2;
            case 4 -> random.nextInt(8) / 4.0;
            case 5 -> pick("", "a", "12", "1.5", "line\n\"q\"\\\u0001\ud83d\ude00", "é€");
            case 6 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(literal(depth - 1));
                }
                yield list;
            }
            default -> {
                SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    map.put(pick("a", "b", "c"), literal(depth - 1));
                }
                yield map;
            }
        };
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Returns an available value of the type, made if there is none. */
    private int any(ValueType allowed) {
        List<Integer> fitting = scope.stream().filter(v -> type(v).isWithin(allowed)).toList();
        if (!fitting.isEmpty()) {
            int recent = Math.max(0, fitting.size() - 1 - random.nextInt(6));
            return fitting.get(recent);
        }
        if (ValueType.STRING.isWithin(allowed)) {
            return constant("text");
        }
        if (ValueType.INTEGER.isWithin(allowed)) {
            return constant(1L);
        }
        if (ValueType.ARRAY.isWithin(allowed)) {
            return constant(List.of(1L, "two"));
        }
        if (ValueType.OBJECT.isWithin(allowed)) {
            return constant(new LinkedHashMap<>(Map.of("a", 1L)));
        }
        return constant(allowed.includes(ValueType.NULL) ? null : Boolean.TRUE);
    }

    private int constant(@Nullable Object value) {
        return add(new Opcode.Constant(value), new int[0]);
    }

    private int add(Opcode opcode, int[] operands) {
        ValueType exact = ResultTypes.of(opcode, operands, facts());
        ValueType type = opcode instanceof Opcode.Constant ? exact : declared(opcode, exact);
        if (opcode instanceof Opcode.Constant constant) {
            constants.put(types.size(), constant);
        }
        int value = define(type);
        instructions.add(new Instruction(value, opcode, operands, type, location(opcode)));
        return value;
    }

    /** Returns a location, or none for what raises no error. */
    private int location(Opcode opcode) {
        int location = random.nextInt(LOCATIONS + 1) - 1;
        boolean mayRaise =
                opcode.effects().contains(Effect.THROWS)
                        || opcode.effects().contains(Effect.ALLOCATES);
        return mayRaise ? Math.max(0, location) : location;
    }

    private ValueType declared(Opcode opcode, ValueType exact) {
        boolean isWide = random.nextInt(3) == 0 || exact.equals(ValueType.NONE);
        return isWide ? ResultTypes.widest(opcode) : exact;
    }

    private ValueType widened(ValueType type) {
        return random.nextBoolean() ? type.join(ANY_OR_ABSENT) : type;
    }

    private BlockParameter parameter(ValueType type) {
        types.add(type);
        return new BlockParameter(types.size() - 1, type);
    }

    private int define(ValueType type) {
        types.add(type);
        scope.add(types.size() - 1);
        return types.size() - 1;
    }

    private ValueType type(int value) {
        return types.get(value);
    }

    private int reserve() {
        blocks.add(new Block(List.of(), List.of(), new Terminator.Return(0), Optional.empty()));
        return blocks.size() - 1;
    }

    private void open(int block, List<BlockParameter> newParameters) {
        current = block;
        parameters = newParameters;
        newParameters.forEach(p -> scope.add(p.value()));
        instructions = new ArrayList<>();
    }

    private void close(Terminator terminator) {
        blocks.set(current, new Block(parameters, instructions, terminator, onError));
    }

    private ValueFacts facts() {
        return new ValueFacts() {
            @Override
            public ValueType type(int value) {
                return types.get(value);
            }

            @Override
            public Opcode.@Nullable Constant constant(int value) {
                return constants.get(value);
            }
        };
    }
}
