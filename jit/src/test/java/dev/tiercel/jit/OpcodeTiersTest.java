package dev.tiercel.jit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.interpreter.InterpretedProgram;
import dev.tiercel.ir.Absent;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Block;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Edge;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.MathFunction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.ResponseTemplate;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.ir.TaskErrors;
import dev.tiercel.ir.Terminator;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.OperandRules;
import dev.tiercel.ir.analysis.ResultTypes;
import dev.tiercel.ir.analysis.ValueFacts;
import dev.tiercel.ir.text.IrPrinter;
import dev.tiercel.ir.verify.Verifier;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.runtime.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each opcode on its own, with operands of all kinds: the interpreter and a class behave alike. */
final class OpcodeTiersTest {
    private static final int TUPLES = 12;
    private static final int ECHO = 1;
    private static final int PREDICATE = 2;
    private static final int TASK = 3;
    private static final int ELEMENT_TASK = 4;

    private static final List<@Nullable Object> POOL =
            Arrays.asList(
                    null,
                    true,
                    false,
                    0L,
                    1L,
                    3L,
                    -7L,
                    Long.MAX_VALUE,
                    0.5,
                    2.0,
                    -1e300,
                    "",
                    "a",
                    "12",
                    "1.5",
                    "true",
                    List.of(),
                    List.of(3L, 1L, 2L),
                    Arrays.asList("b", null, 2.5, List.of("c")),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(Map.of("a", 1L)),
                    new LinkedHashMap<>(Map.of("status", 418L)));

    static Stream<Opcode> opcodes() {
        List<Opcode> opcodes = new ArrayList<>();
        Stream.of(BinaryOperator.values()).map(Opcode.Binary::new).forEach(opcodes::add);
        Stream.of(UnaryOperator.values()).map(Opcode.Unary::new).forEach(opcodes::add);
        Stream.of(MathFunction.values()).map(Opcode.CallMath::new).forEach(opcodes::add);
        Stream.of(Root.values()).map(Opcode.LoadRoot::new).forEach(opcodes::add);
        opcodes.addAll(plain());
        opcodes.addAll(calls());
        return opcodes.stream();
    }

    private static List<Opcode> plain() {
        return List.of(
                new Opcode.Constant(List.of(1L, "x")),
                new Opcode.Concatenate(),
                new Opcode.MakeArray(),
                new Opcode.MakeObject(List.of("a", "b")),
                new Opcode.MakeObjectWithKeys(),
                new Opcode.GetMember("a", 0),
                new Opcode.GetMember("length", -1),
                new Opcode.GetOwnMember("a", 0),
                new Opcode.GetElement(),
                new Opcode.FirstPresent(),
                new Opcode.LoadRootMember(Root.QUERY, "q"),
                new Opcode.LoadRootMember(Root.PARAMS, "q"),
                new Opcode.LoadRequestField("a", 0),
                new Opcode.ConvertInteger("n", -5, 20),
                new Opcode.ConvertNumber("n", 0.25),
                new Opcode.ConvertBoolean("flag"),
                new Opcode.ConvertKey("key"),
                new Opcode.ConvertDouble(),
                new Opcode.IterationArray(),
                new Opcode.ArrayLength(),
                new Opcode.DefaultStep(),
                new Opcode.RangeLength(),
                new Opcode.RangeElement(),
                new Opcode.Increment(),
                new Opcode.LoadMaxIterations(),
                new Opcode.CheckIterations(true),
                new Opcode.CheckIterations(false),
                new Opcode.Charge(5),
                new Opcode.Checkpoint(),
                new Opcode.EnterCall(),
                new Opcode.LeaveCall(),
                new Opcode.LoadDepth(),
                new Opcode.MakeError(),
                new Opcode.ErrorMatches(List.of("A*", "TYPE_ERROR")),
                new Opcode.SetCause(),
                new Opcode.CheckHeaders(),
                new Opcode.Respond(),
                new Opcode.RespondTemplate(201, ResponseTemplate.of(List.of("[", ",", "]"))),
                new Opcode.Log(LogLevel.WARN),
                new Opcode.Sleep(),
                new Opcode.WaitBeforeRetry(true),
                new Opcode.WaitBeforeRetry(false));
    }

    private static List<Opcode> calls() {
        Opcode.Task named = new Opcode.Task(Optional.of("first"), TASK, 1);
        Opcode.Task unnamed = new Opcode.Task(Optional.empty(), TASK, 1);
        return List.of(
                new Opcode.ArrayElement(),
                new Opcode.StoreDepth(),
                new Opcode.CallRoutine(ECHO),
                new Opcode.CallBuiltin(Builtin.UPPER),
                new Opcode.CallBuiltin(Builtin.SUBSTRING),
                new Opcode.CallBuiltin(Builtin.CONCAT),
                new Opcode.CallBuiltin(Builtin.NOW),
                new Opcode.CallWithPredicate(Builtin.FILTER, PREDICATE, 1),
                new Opcode.CallWithPredicate(Builtin.MAP, PREDICATE, 1),
                new Opcode.RunTasks(List.of(named, named), TaskErrors.THROW, 0, false),
                new Opcode.RunTasks(List.of(unnamed, unnamed), TaskErrors.COLLECT, 0, true),
                new Opcode.RunTaskForEach(ELEMENT_TASK, TaskErrors.THROW, 0, false),
                new Opcode.TaskResult(),
                new Opcode.TaskOutcome(Opcode.TaskOutcome.VALUE));
    }

    @Test
    void everyOpcodeIsHere() {
        Set<Class<?>> covered = opcodes().map(Object::getClass).collect(Collectors.toSet());

        assertThat(Opcode.class.getPermittedSubclasses())
                .filteredOn(opcode -> !covered.contains(opcode))
                // Its plans belong to its kinds; the cases of documents compare them.
                .containsExactly(Opcode.CallEffect.class);
    }

    @ParameterizedTest
    @DisplayName("GEN-1: interpreter and generated class behave alike for each opcode")
    @MethodSource("opcodes")
    void tiersBehaveAlike(Opcode opcode) {
        Random random = new Random(opcode.getClass().getSimpleName().hashCode());
        for (int i = 0; i < TUPLES; i++) {
            Program program = new Subject(opcode, random).program();
            assertThat(Verifier.findings(program)).isEmpty();
            TestRequest request = new TestRequest();
            request.query("q", "found");
            request.root(Root.BODY, Values.ofConstant(new LinkedHashMap<>(Map.of("a", 5L))));
            request.fields(Values.ofConstant(new LinkedHashMap<>(Map.of("a", 5L))));

            Observation expected = Observation.of(InterpretedProgram.of(program), program, request);
            CompiledProgram compiled =
                    CompiledProgram.of(program, EmitLimits.DEFAULTS, BuiltinTarget::ofRuntime);

            assertThat(Observation.of(compiled.code().executable(), program, request))
                    .as(() -> IrPrinter.print(program))
                    .isEqualTo(expected);
        }
    }

    /** A program that applies an opcode and catches what it raises. */
    private static final class Subject {
        private final Opcode opcode;
        private final Random random;
        private final List<Instruction> instructions = new ArrayList<>();
        private final Map<Integer, Opcode.Constant> constants = new LinkedHashMap<>();

        Subject(Opcode opcode, Random random) {
            this.opcode = opcode;
            this.random = random;
        }

        Program program() {
            int[] operands = operands();
            List<Instruction> preparation = List.copyOf(instructions);
            ValueType type = ResultTypes.of(opcode, operands, facts());
            if (type.equals(ValueType.NONE) || opcode instanceof Opcode.CallRoutine) {
                type = ResultTypes.widest(opcode);
            }
            int result = add(opcode, operands, type);
            List<Instruction> subject =
                    new ArrayList<>(instructions.subList(preparation.size(), instructions.size()));
            int shown = shown(result, type, subject);
            BlockParameter error = new BlockParameter(shown + 1, ValueType.OBJECT);
            Block entry =
                    new Block(
                            List.of(),
                            preparation,
                            new Terminator.Jump(new Edge(1)),
                            Optional.empty());
            Block body =
                    new Block(
                            List.of(),
                            subject,
                            new Terminator.Return(shown),
                            Optional.of(new Edge(2)));
            Block handler =
                    new Block(
                            List.of(error),
                            List.of(),
                            new Terminator.Return(error.value()),
                            Optional.empty());
            Routine main = new Routine("main", List.of(entry, body, handler), shown + 2);
            return new Program(
                    "subject",
                    List.of(main, echo(), predicate(), task(), elementTask()),
                    List.of(
                            new SourceLocation("d", "set", "/logic/0", 3, 5),
                            new SourceLocation("d", "get", "/logic/1", 4, 5)),
                    Optional.empty());
        }

        /** Returns a value that can be observed: what is not there becomes a text. */
        private int shown(int result, ValueType type, List<Instruction> subject) {
            if (!type.includes(ValueType.ABSENT)) {
                return result;
            }
            int text = result + 1;
            subject.add(
                    new Instruction(
                            text, new Opcode.Constant("absent"), new int[0], ValueType.STRING, -1));
            subject.add(
                    new Instruction(
                            text + 1,
                            new Opcode.FirstPresent(),
                            new int[] {result, text},
                            ValueType.ANY,
                            -1));
            return text + 1;
        }

        private int[] operands() {
            OperandRules.Count count = OperandRules.count(opcode);
            int number = count.min() + random.nextInt(Math.min(count.max() - count.min(), 3) + 1);
            number =
                    switch (opcode) {
                        case Opcode.MakeObjectWithKeys _ -> number / 2 * 2;
                        case Opcode.CallRoutine _ -> 2;
                        case Opcode.CallWithPredicate _ -> 2;
                        case Opcode.RunTaskForEach _ -> 4;
                        default -> number;
                    };
            int[] operands = new int[number];
            for (int i = 0; i < number; i++) {
                operands[i] = operand(i);
            }
            return operands;
        }

        private int operand(int index) {
            return switch (opcode) {
                case Opcode.ErrorMatches _, Opcode.SetCause _ -> error();
                case Opcode.ArrayElement _ ->
                        constant(index == 0 ? List.of(1L, "b") : (Object) (long) random.nextInt(2));
                case Opcode.StoreDepth _, Opcode.RangeElement _ ->
                        constant((long) random.nextInt(5));
                case Opcode.RunTasks _ ->
                        constant(index == 0 ? (Object) 1L : index == 1 ? (Object) false : any());
                case Opcode.RunTaskForEach _ ->
                        constant(
                                switch (index) {
                                    case 0 -> 1L;
                                    case 1 -> false;
                                    case 2 -> List.of("x", 2L);
                                    default -> 2L;
                                });
                case Opcode.TaskOutcome _ -> outcome();
                case Opcode.CallRoutine _, Opcode.TaskResult _ -> operand(ValueType.ANY);
                default -> operand(OperandRules.type(opcode, index));
            };
        }

        private int operand(ValueType allowed) {
            if (allowed.includes(ValueType.ABSENT) && random.nextInt(4) == 0) {
                return constant(Absent.ABSENT);
            }
            Object value = any();
            while (!ResultTypes.of(new Opcode.Constant(value), new int[0], facts())
                    .isWithin(allowed)) {
                value = any();
            }
            return random.nextBoolean() && allowed.includes(ValueType.ANY)
                    ? hidden(constant(value))
                    : constant(value);
        }

        private @Nullable Object any() {
            return POOL.get(random.nextInt(POOL.size()));
        }

        /** Returns the same value, of which nothing is known. */
        private int hidden(int value) {
            return add(new Opcode.FirstPresent(), new int[] {value, constant(null)}, ValueType.ANY);
        }

        private int error() {
            int text = constant(random.nextBoolean() ? "A_B" : "OTHER");
            int nothing = constant(null);
            return add(
                    new Opcode.MakeError(),
                    new int[] {text, text, nothing, nothing},
                    ValueType.OBJECT);
        }

        private int outcome() {
            Opcode.Task task = new Opcode.Task(Optional.of("t"), TASK, 1);
            return add(
                    new Opcode.RunTasks(List.of(task), TaskErrors.THROW, 1, false),
                    new int[] {constant(1L), constant(false), constant("captured")},
                    ValueType.ARRAY);
        }

        private int constant(@Nullable Object value) {
            Opcode.Constant constant = new Opcode.Constant(value);
            constants.put(instructions.size(), constant);
            return add(constant, new int[0], ResultTypes.of(constant, new int[0], facts()));
        }

        private int add(Opcode added, int[] operands, ValueType type) {
            int value = instructions.size();
            instructions.add(new Instruction(value, added, operands, type, value % 2));
            return value;
        }

        private ValueFacts facts() {
            return new ValueFacts() {
                @Override
                public ValueType type(int value) {
                    return instructions.get(value).type();
                }

                @Override
                public Opcode.@Nullable Constant constant(int value) {
                    return constants.get(value);
                }
            };
        }
    }

    private static Routine echo() {
        ValueType anyOrAbsent = ValueType.ANY.join(ValueType.ABSENT);
        return routine(
                "echo",
                List.of(new BlockParameter(0, anyOrAbsent), new BlockParameter(1, ValueType.ANY)),
                new Opcode.FirstPresent(),
                new int[] {0, 1},
                ValueType.ANY);
    }

    private static Routine predicate() {
        return routine(
                "predicate",
                List.of(
                        new BlockParameter(0, ValueType.ANY),
                        new BlockParameter(1, ValueType.INTEGER),
                        new BlockParameter(2, ValueType.ANY.join(ValueType.ABSENT))),
                new Opcode.Binary(BinaryOperator.LESS),
                new int[] {0, 1},
                ValueType.BOOLEAN);
    }

    private static Routine task() {
        return routine(
                "task",
                List.of(new BlockParameter(0, ValueType.ANY.join(ValueType.ABSENT))),
                new Opcode.TaskResult(),
                new int[] {0},
                ValueType.ARRAY);
    }

    private static Routine elementTask() {
        return routine(
                "each",
                List.of(
                        new BlockParameter(0, ValueType.ANY),
                        new BlockParameter(1, ValueType.INTEGER),
                        new BlockParameter(2, ValueType.INTEGER)),
                new Opcode.TaskResult(),
                new int[] {0},
                ValueType.ARRAY);
    }

    private static Routine routine(
            String name,
            List<BlockParameter> parameters,
            Opcode opcode,
            int[] operands,
            ValueType type) {
        int result = parameters.size();
        Block block =
                new Block(
                        parameters,
                        List.of(new Instruction(result, opcode, operands, type, 1)),
                        new Terminator.Return(result),
                        Optional.empty());
        return new Routine(name, List.of(block), result + 1);
    }
}
