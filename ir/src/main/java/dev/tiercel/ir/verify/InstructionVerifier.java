package dev.tiercel.ir.verify;

import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.analysis.Definitions;
import dev.tiercel.ir.analysis.OperandRules;
import dev.tiercel.ir.analysis.ResultTypes;
import dev.tiercel.ir.analysis.Signatures;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/** Checks that instructions are what their opcodes say. */
final class InstructionVerifier {
    private static final int PREDICATE_PARAMETERS = 2;
    private static final int TASK_PARAMETERS = 3;
    private static final int TASK_OPERANDS = 4;

    private final Program program;
    private final Signatures signatures;
    private final Definitions definitions;

    InstructionVerifier(Program program, Signatures signatures, Definitions definitions) {
        this.program = program;
        this.signatures = signatures;
        this.definitions = definitions;
    }

    ValueType type(int value) {
        return definitions.type(value);
    }

    void check(Instruction instruction, Consumer<String> report) {
        Consumer<String> named =
                message ->
                        report.accept(
                                "%"
                                        + instruction.result()
                                        + " "
                                        + instruction.opcode()
                                        + ": "
                                        + message);
        checkLocation(instruction, named);
        if (!OperandRules.count(instruction.opcode()).allows(instruction.operandCount())) {
            named.accept("takes another number of operands than " + instruction.operandCount());
            return;
        }
        checkOperands(instruction, named);
        checkImmediates(instruction, named);
        checkResult(instruction, named);
    }

    private void checkLocation(Instruction instruction, Consumer<String> report) {
        int location = instruction.location();
        if (location < Instruction.NO_LOCATION || location >= program.locations().size()) {
            report.accept("there is no location " + location);
        }
    }

    private void checkOperands(Instruction instruction, Consumer<String> report) {
        for (int i = 0; i < instruction.operandCount(); i++) {
            ValueType type = type(instruction.operand(i));
            ValueType allowed = OperandRules.type(instruction.opcode(), i);
            if (!type.isWithin(allowed)) {
                report.accept(
                        "operand %%%d is %s, not within %s"
                                .formatted(instruction.operand(i), type, allowed));
            }
        }
    }

    private void checkResult(Instruction instruction, Consumer<String> report) {
        ValueType type = instruction.type();
        ValueType widest = ResultTypes.widest(instruction.opcode());
        if (!type.isWithin(widest)) {
            report.accept("the result is " + type + ", not within " + widest);
        }
        ValueType given = ResultTypes.of(instruction, definitions);
        boolean isFree = ResultTypes.mayBeNarrower(instruction.opcode());
        if (!isFree && !type.includes(given)) {
            report.accept("the result is " + type + ", but the operands give " + given);
        }
    }

    private void checkImmediates(Instruction instruction, Consumer<String> report) {
        switch (instruction.opcode()) {
            case Opcode.MakeObject(var keys) -> {
                if (new HashSet<>(keys).size() != keys.size()) {
                    report.accept("a key occurs twice");
                }
            }
            case Opcode.MakeObjectWithKeys _ -> {
                if (instruction.operandCount() % 2 != 0) {
                    report.accept("a key has no value");
                }
            }
            case Opcode.LoadRootMember(var root, _) -> {
                if (root != Root.PARAMS && root != Root.QUERY && root != Root.HEADERS) {
                    report.accept("members of this root are not loaded by name");
                }
            }
            case Opcode.CallBuiltin(var function) -> {
                if (function.predicateIndex() >= 0) {
                    report.accept("the function takes a predicate");
                }
            }
            case Opcode.CallRoutine(var routine) -> checkCall(instruction, routine, report);
            case Opcode.CallWithPredicate call -> checkPredicateCall(instruction, call, report);
            case Opcode.RunTasks tasks -> checkTasks(instruction, tasks, report);
            case Opcode.RunTaskForEach(var routine, _, _, _) ->
                    checkTaskForEach(instruction, routine, report);
            default -> {}
        }
    }

    private void checkCall(Instruction instruction, int index, Consumer<String> report) {
        if (!isCallable(index, report)) {
            return;
        }
        List<BlockParameter> parameters = program.routines().get(index).parameters();
        if (parameters.size() != instruction.operandCount()) {
            report.accept("the routine takes " + parameters.size() + " arguments");
            return;
        }
        checkArguments(instruction, 0, parameters, report);
        ValueType returned = signatures.returned(index);
        if (!returned.isWithin(instruction.type())) {
            report.accept("the routine returns " + returned + ", not within " + instruction.type());
        }
    }

    private void checkTasks(
            Instruction instruction, Opcode.RunTasks tasks, Consumer<String> report) {
        int firstCapture = 2;
        for (Opcode.Task task : tasks.tasks()) {
            if (!isCallable(task.routine(), report)) {
                return;
            }
            List<BlockParameter> parameters = program.routines().get(task.routine()).parameters();
            if (parameters.size() != task.captureCount()) {
                report.accept("the task takes " + parameters.size() + " arguments");
                return;
            }
            checkArguments(instruction, firstCapture, parameters, report);
            firstCapture += task.captureCount();
        }
    }

    private void checkTaskForEach(Instruction instruction, int routine, Consumer<String> report) {
        if (!isCallable(routine, report)) {
            return;
        }
        List<BlockParameter> parameters = program.routines().get(routine).parameters();
        int captures = instruction.operandCount() - TASK_OPERANDS;
        if (parameters.size() != captures + TASK_PARAMETERS) {
            report.accept("the task takes " + parameters.size() + " arguments");
            return;
        }
        checkArguments(
                instruction,
                TASK_OPERANDS,
                parameters.subList(TASK_PARAMETERS, parameters.size()),
                report);
    }

    private void checkPredicateCall(
            Instruction instruction, Opcode.CallWithPredicate call, Consumer<String> report) {
        Builtin function = call.function();
        boolean hasArguments =
                call.argumentCount() >= function.minArguments() - 1
                        && call.argumentCount() < function.maxArguments();
        if (function.predicateIndex() < 0 || !hasArguments) {
            report.accept("the function does not take these arguments and a predicate");
        }
        if (!isCallable(call.routine(), report)) {
            return;
        }
        List<BlockParameter> parameters = program.routines().get(call.routine()).parameters();
        int captures = instruction.operandCount() - call.argumentCount();
        if (parameters.size() != captures + PREDICATE_PARAMETERS) {
            report.accept("the predicate takes " + parameters.size() + " arguments");
            return;
        }
        if (!parameters.get(0).type().includes(ValueType.ANY)
                || !parameters.get(1).type().includes(ValueType.INTEGER)) {
            report.accept("the predicate does not take an element and an index");
        }
        checkArguments(
                instruction,
                call.argumentCount(),
                parameters.subList(PREDICATE_PARAMETERS, parameters.size()),
                report);
    }

    private void checkArguments(
            Instruction instruction,
            int firstOperand,
            List<BlockParameter> parameters,
            Consumer<String> report) {
        for (int i = 0; i < parameters.size(); i++) {
            int operand = instruction.operand(firstOperand + i);
            if (!type(operand).isWithin(parameters.get(i).type())) {
                report.accept(
                        "argument %%%d is %s, the parameter is %s"
                                .formatted(operand, type(operand), parameters.get(i).type()));
            }
        }
    }

    private boolean isCallable(int routine, Consumer<String> report) {
        if (routine <= 0 || routine >= program.routines().size()) {
            report.accept("there is no routine r" + routine + " to call");
            return false;
        }
        return true;
    }
}
