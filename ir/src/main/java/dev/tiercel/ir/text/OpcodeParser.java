package dev.tiercel.ir.text;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.LogLevel;
import dev.tiercel.ir.MathFunction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.ResponseTemplate;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.TaskErrors;
import dev.tiercel.ir.UnaryOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads what {@link OpcodePrinter} writes. */
final class OpcodeParser {
    private static final Map<String, Function<IrScanner, Opcode>> BY_MNEMONIC = new HashMap<>();

    private static final Map<String, Builtin> BUILTINS = byName(Builtin.values());
    private static final Map<String, MathFunction> MATH_FUNCTIONS = byName(MathFunction.values());
    private static final Map<String, Root> ROOTS = byName(Root.values());
    private static final Map<String, LogLevel> LOG_LEVELS = byName(LogLevel.values());
    private static final Map<String, EffectKind> EFFECTS = byName(EffectKind.values());
    private static final Map<String, TaskErrors> TASK_ERRORS = byName(TaskErrors.values());

    static {
        for (BinaryOperator operator : BinaryOperator.values()) {
            BY_MNEMONIC.put(Words.camelCase(operator), _ -> new Opcode.Binary(operator));
        }
        for (UnaryOperator operator : UnaryOperator.values()) {
            BY_MNEMONIC.put(Words.camelCase(operator), _ -> new Opcode.Unary(operator));
        }
        addValues();
        addCalls();
        addConversions();
        addWithoutImmediates();
    }

    private OpcodeParser() {}

    static Opcode parse(IrScanner in) {
        return in.word("opcode", BY_MNEMONIC::get).apply(in);
    }

    private static void addValues() {
        add("constant", in -> new Opcode.Constant(in.constant()));
        add("makeObject", in -> new Opcode.MakeObject(in.strings()));
        add("getMember", in -> member(in, Opcode.GetMember::new));
        add("getOwnMember", in -> member(in, Opcode.GetOwnMember::new));
        add("loadRoot", in -> new Opcode.LoadRoot(in.word("root", ROOTS::get)));
        add(
                "loadRootMember",
                in -> new Opcode.LoadRootMember(in.word("root", ROOTS::get), in.string()));
        add("loadRequestField", in -> member(in, Opcode.LoadRequestField::new));
    }

    private static void addCalls() {
        add("callBuiltin", in -> new Opcode.CallBuiltin(in.word("function", BUILTINS::get)));
        add("callWithPredicate", OpcodeParser::callWithPredicate);
        add("callRoutine", in -> new Opcode.CallRoutine(in.index('r')));
        add("runTasks", OpcodeParser::runTasks);
        add(
                "runTaskForEach",
                in ->
                        new Opcode.RunTaskForEach(
                                in.index('r'),
                                in.word("treatment of errors", TASK_ERRORS::get),
                                merged(in),
                                in.flag("concurrent", "inline")));
        add("taskOutcome", in -> new Opcode.TaskOutcome(in.number("an index")));
        add("callMath", in -> new Opcode.CallMath(in.word("function", MATH_FUNCTIONS::get)));
        add("charge", in -> new Opcode.Charge(in.number("a number of steps")));
        add("checkIterations", in -> new Opcode.CheckIterations(in.flag("while", "until")));
        add("errorMatches", in -> new Opcode.ErrorMatches(in.strings()));
        add(
                "respondTemplate",
                in ->
                        new Opcode.RespondTemplate(
                                in.number("a status"), ResponseTemplate.of(in.strings())));
        add("log", in -> new Opcode.Log(in.word("level", LOG_LEVELS::get)));
        add(
                "callEffect",
                in -> new Opcode.CallEffect(in.word("effect", EFFECTS::get), in.strings()));
        add("waitBeforeRetry", in -> new Opcode.WaitBeforeRetry(in.flag("full", "none")));
    }

    private static void addConversions() {
        add(
                "convertInteger",
                in -> new Opcode.ConvertInteger(in.string(), in.integer(), in.integer()));
        add("convertNumber", in -> new Opcode.ConvertNumber(in.string(), in.decimal()));
        add("convertBoolean", in -> new Opcode.ConvertBoolean(in.string()));
        add("convertKey", in -> new Opcode.ConvertKey(in.string()));
    }

    private static void addWithoutImmediates() {
        addPlain(new Opcode.Concatenate());
        addPlain(new Opcode.MakeArray());
        addPlain(new Opcode.MakeObjectWithKeys());
        addPlain(new Opcode.GetElement());
        addPlain(new Opcode.FirstPresent());
        addPlain(new Opcode.ConvertDouble());
        addPlain(new Opcode.IterationArray());
        addPlain(new Opcode.ArrayLength());
        addPlain(new Opcode.ArrayElement());
        addPlain(new Opcode.DefaultStep());
        addPlain(new Opcode.RangeLength());
        addPlain(new Opcode.RangeElement());
        addPlain(new Opcode.Increment());
        addPlain(new Opcode.LoadMaxIterations());
        addPlain(new Opcode.Checkpoint());
        addPlain(new Opcode.EnterCall());
        addPlain(new Opcode.LeaveCall());
        addPlain(new Opcode.LoadDepth());
        addPlain(new Opcode.StoreDepth());
        addPlain(new Opcode.MakeError());
        addPlain(new Opcode.SetCause());
        addPlain(new Opcode.TaskResult());
        addPlain(new Opcode.CheckHeaders());
        addPlain(new Opcode.Respond());
        addPlain(new Opcode.Sleep());
    }

    private static Opcode runTasks(IrScanner in) {
        TaskErrors onError = in.word("treatment of errors", TASK_ERRORS::get);
        int merged = merged(in);
        boolean isConcurrent = in.flag("concurrent", "inline");
        in.expectWord("tasks");
        int count = in.number("a number of tasks");
        List<Opcode.Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int routine = in.index('r');
            in.expectWord("captures");
            int captures = in.number("a number of captures");
            Optional<String> name =
                    in.acceptWord("named") ? Optional.of(in.string()) : Optional.empty();
            tasks.add(new Opcode.Task(name, routine, captures));
        }
        return new Opcode.RunTasks(tasks, onError, merged, isConcurrent);
    }

    private static int merged(IrScanner in) {
        in.expectWord("merged");
        return in.number("a number of variables");
    }

    private static Opcode callWithPredicate(IrScanner in) {
        Builtin function = in.word("function", BUILTINS::get);
        int routine = in.index('r');
        in.expectWord("arguments");
        return new Opcode.CallWithPredicate(function, routine, in.number("a number of arguments"));
    }

    private static Opcode member(IrScanner in, BiFunction<String, Integer, Opcode> opcode) {
        String name = in.string();
        return opcode.apply(name, in.acceptWord("slot") ? in.number("a slot") : -1);
    }

    private static void addPlain(Opcode opcode) {
        BY_MNEMONIC.put(OpcodePrinter.print(opcode), _ -> opcode);
    }

    private static void add(String mnemonic, Function<IrScanner, Opcode> parser) {
        BY_MNEMONIC.put(mnemonic, parser);
    }

    private static <E extends Enum<E>> Map<String, E> byName(E[] constants) {
        Map<String, E> byName = new HashMap<>();
        for (E constant : constants) {
            byName.put(Words.lowerCase(constant), constant);
        }
        return byName;
    }
}
