package dev.tiercel.ir.text;

import dev.tiercel.ir.Opcode;
import java.util.stream.Collectors;

/** Writes an opcode with its immediates. */
final class OpcodePrinter {
    private OpcodePrinter() {}

    static String print(Opcode opcode) {
        return switch (opcode) {
            case Opcode.Constant(var value) -> "constant " + Literals.constant(value);
            case Opcode.Binary(var operator) -> Words.camelCase(operator);
            case Opcode.Unary(var operator) -> Words.camelCase(operator);
            case Opcode.Concatenate _ -> "concatenate";
            case Opcode.MakeArray _ -> "makeArray";
            case Opcode.MakeObject(var keys) -> "makeObject " + Literals.strings(keys);
            case Opcode.MakeObjectWithKeys _ -> "makeObjectWithKeys";
            case Opcode.GetMember(var name, var slot) -> "getMember" + member(name, slot);
            case Opcode.GetOwnMember(var name, var slot) -> "getOwnMember" + member(name, slot);
            case Opcode.GetElement _ -> "getElement";
            case Opcode.FirstPresent _ -> "firstPresent";
            case Opcode.LoadRoot(var root) -> "loadRoot " + Words.lowerCase(root);
            case Opcode.LoadRootMember(var root, var name) ->
                    "loadRootMember " + Words.lowerCase(root) + " " + Literals.string(name);
            case Opcode.LoadRequestField(var name, var slot) ->
                    "loadRequestField" + member(name, slot);
            case Opcode.CallBuiltin(var function) -> "callBuiltin " + Words.lowerCase(function);
            case Opcode.CallWithPredicate(var function, var routine, var count) ->
                    "callWithPredicate %s r%d arguments %d"
                            .formatted(Words.lowerCase(function), routine, count);
            case Opcode.CallRoutine(var routine) -> "callRoutine r" + routine;
            case Opcode.CallMath(var function) -> "callMath " + Words.lowerCase(function);
            case Opcode.ConvertInteger(var field, var min, var max) ->
                    "convertInteger " + Literals.string(field) + " " + min + " " + max;
            case Opcode.ConvertNumber(var field, var min) ->
                    "convertNumber " + Literals.string(field) + " " + min;
            case Opcode.ConvertBoolean(var field) -> "convertBoolean " + Literals.string(field);
            case Opcode.ConvertKey(var field) -> "convertKey " + Literals.string(field);
            case Opcode.ConvertDouble _ -> "convertDouble";
            case Opcode.IterationArray _ -> "iterationArray";
            case Opcode.ArrayLength _ -> "arrayLength";
            case Opcode.ArrayElement _ -> "arrayElement";
            case Opcode.DefaultStep _ -> "defaultStep";
            case Opcode.RangeLength _ -> "rangeLength";
            case Opcode.RangeElement _ -> "rangeElement";
            case Opcode.Increment _ -> "increment";
            case Opcode.LoadMaxIterations _ -> "loadMaxIterations";
            case Opcode.CheckIterations(var isWhile) ->
                    "checkIterations " + (isWhile ? "while" : "until");
            case Opcode.Charge(var steps) -> "charge " + steps;
            case Opcode.Checkpoint _ -> "checkpoint";
            case Opcode.EnterCall _ -> "enterCall";
            case Opcode.LeaveCall _ -> "leaveCall";
            case Opcode.LoadDepth _ -> "loadDepth";
            case Opcode.StoreDepth _ -> "storeDepth";
            case Opcode.MakeError _ -> "makeError";
            case Opcode.ErrorMatches(var patterns) -> "errorMatches " + Literals.strings(patterns);
            case Opcode.SetCause _ -> "setCause";
            case Opcode.RunTasks tasks -> runTasks(tasks);
            case Opcode.RunTaskForEach tasks -> runTaskForEach(tasks);
            case Opcode.TaskResult _ -> "taskResult";
            case Opcode.TaskOutcome(var index) -> "taskOutcome " + index;
            case Opcode.CheckHeaders _ -> "checkHeaders";
            case Opcode.Respond _ -> "respond";
            case Opcode.RespondTemplate(var status, var template) ->
                    "respondTemplate " + status + " " + Literals.strings(template.fragments());
            case Opcode.Log(var level) -> "log " + Words.lowerCase(level);
            case Opcode.Sleep _ -> "sleep";
            case Opcode.WaitBeforeRetry(var fullJitter) ->
                    "waitBeforeRetry " + (fullJitter ? "full" : "none");
            case Opcode.CallEffect(var kind, var plan) ->
                    "callEffect " + Words.lowerCase(kind) + " " + Literals.strings(plan);
        };
    }

    private static String member(String name, int slotHint) {
        String text = " " + Literals.string(name);
        return slotHint < 0 ? text : text + " slot " + slotHint;
    }

    private static String runTasks(Opcode.RunTasks tasks) {
        return "runTasks %s merged %d %s tasks %d%s"
                .formatted(
                        Words.lowerCase(tasks.onError()),
                        tasks.mergedCount(),
                        concurrency(tasks.isConcurrent()),
                        tasks.tasks().size(),
                        tasks.tasks().stream()
                                .map(OpcodePrinter::task)
                                .collect(Collectors.joining()));
    }

    private static String runTaskForEach(Opcode.RunTaskForEach tasks) {
        return "runTaskForEach r%d %s merged %d %s"
                .formatted(
                        tasks.routine(),
                        Words.lowerCase(tasks.onError()),
                        tasks.mergedCount(),
                        concurrency(tasks.isConcurrent()));
    }

    private static String concurrency(boolean isConcurrent) {
        return isConcurrent ? "concurrent" : "inline";
    }

    private static String task(Opcode.Task task) {
        String name = task.name().map(n -> " named " + Literals.string(n)).orElse("");
        return " r" + task.routine() + " captures " + task.captureCount() + name;
    }
}
