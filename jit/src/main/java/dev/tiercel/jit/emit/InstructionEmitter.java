package dev.tiercel.jit.emit;

import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Representation;
import dev.tiercel.ir.Root;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Writes the code of one instruction of any opcode: operands, then the call of the method that
 * defines the operation, or the instructions that do the same.
 */
final class InstructionEmitter {
    private static final String CONTEXT = Names.type(Names.CONTEXT);
    private static final String OBJECT = Names.type(Names.OBJECT);
    private static final String TEXT = Names.type(Names.STRING);
    private static final String ERROR = Names.type(Names.ERROR_VALUE);

    private final Evaluator evaluator;
    private final Code code;
    private final OperatorEmitter operators;
    private final SpreadEmitter spreads;
    private final CallEmitter calls;
    private final TaskEmitter tasks;
    private final ResponseEmitter responses;
    private final IterationEmitter iterations;

    InstructionEmitter(Evaluator evaluator, ClassScope scope) {
        this.evaluator = evaluator;
        this.code = evaluator.code();
        this.operators = new OperatorEmitter(evaluator);
        this.spreads = new SpreadEmitter(evaluator, scope.constants());
        this.calls = new CallEmitter(evaluator, scope, spreads);
        this.tasks = new TaskEmitter(evaluator, scope, spreads);
        this.responses = new ResponseEmitter(evaluator, scope.constants());
        this.iterations = new IterationEmitter(evaluator);
    }

    /** Returns how the result is held on the operand stack, null if nothing was pushed. */
    @Nullable Representation emit(Instruction instruction) {
        return switch (instruction.opcode()) {
            case Opcode.Constant _ ->
                    throw new IllegalStateException("a constant is pushed where it is used");
            case Opcode.Binary(var operator) -> operators.emit(instruction, operator);
            case Opcode.Unary(var operator) -> operators.emit(instruction, operator);
            case Opcode.Concatenate _,
                    Opcode.MakeArray _,
                    Opcode.MakeObject _,
                    Opcode.MakeObjectWithKeys _,
                    Opcode.CallMath _,
                    Opcode.CallEffect _ ->
                    spreads.emit(instruction);
            case Opcode.GetMember _,
                    Opcode.GetOwnMember _,
                    Opcode.GetElement _,
                    Opcode.FirstPresent _,
                    Opcode.LoadRoot _,
                    Opcode.LoadRootMember _,
                    Opcode.LoadRequestField _ ->
                    emitRead(instruction);
            case Opcode.CallBuiltin _, Opcode.CallWithPredicate _, Opcode.CallRoutine _ ->
                    calls.emit(instruction);
            case Opcode.ConvertInteger _,
                    Opcode.ConvertNumber _,
                    Opcode.ConvertBoolean _,
                    Opcode.ConvertKey _,
                    Opcode.ConvertDouble _ ->
                    emitConversion(instruction);
            case Opcode.IterationArray _,
                    Opcode.ArrayLength _,
                    Opcode.ArrayElement _,
                    Opcode.DefaultStep _,
                    Opcode.RangeLength _,
                    Opcode.RangeElement _,
                    Opcode.Increment _,
                    Opcode.LoadMaxIterations _,
                    Opcode.CheckIterations _ ->
                    iterations.emit(instruction);
            case Opcode.Charge _,
                    Opcode.Checkpoint _,
                    Opcode.EnterCall _,
                    Opcode.LeaveCall _,
                    Opcode.LoadDepth _,
                    Opcode.StoreDepth _ ->
                    emitBudget(instruction);
            case Opcode.RunTasks _,
                    Opcode.RunTaskForEach _,
                    Opcode.TaskResult _,
                    Opcode.TaskOutcome _ ->
                    tasks.emit(instruction);
            case Opcode.MakeError _, Opcode.ErrorMatches _, Opcode.SetCause _ ->
                    emitError(instruction);
            case Opcode.CheckHeaders _,
                    Opcode.Respond _,
                    Opcode.RespondTemplate _,
                    Opcode.Log _,
                    Opcode.Sleep _,
                    Opcode.WaitBeforeRetry _ ->
                    responses.emit(instruction);
        };
    }

    void open(Instruction instruction) {
        if (instruction.opcode() instanceof Opcode.RespondTemplate(var status, _)) {
            responses.begin(status);
        } else {
            code.newObjects(instruction.operandCount());
        }
    }

    void supply(Instruction instruction, int operand, int buffer) {
        if (instruction.opcode() instanceof Opcode.RespondTemplate template) {
            responses.supply(template, instruction, operand, buffer);
        } else {
            evaluator.pushInstance(buffer, Names.OBJECTS);
            code.push(operand);
            evaluator.pushReference(instruction.operand(operand));
            code.op(Opcodes.AASTORE);
        }
    }

    @Nullable Representation close(Instruction instruction, int buffer) {
        Runnable array = () -> evaluator.pushInstance(buffer, Names.OBJECTS);
        return switch (instruction.opcode()) {
            case Opcode.RespondTemplate template -> responses.close(template, instruction, buffer);
            case Opcode.CallBuiltin(var function) -> calls.emit(instruction, function, array);
            case Opcode.RunTasks _, Opcode.RunTaskForEach _, Opcode.TaskResult _ ->
                    tasks.emit(instruction, array);
            default -> spreads.emit(instruction, array);
        };
    }

    private Representation emitRead(Instruction instruction) {
        switch (instruction.opcode()) {
            case Opcode.GetMember(var name, var slotHint) ->
                    emitMember(instruction, "member", name, slotHint);
            case Opcode.GetOwnMember(var name, var slotHint) ->
                    emitMember(instruction, "ownMember", name, slotHint);
            case Opcode.GetElement _ -> {
                code.context();
                evaluator.pushReference(instruction.operand(0));
                Representation key = evaluator.values().representation(instruction.operand(1));
                Representation passed = key == Representation.LONG ? key : Representation.REFERENCE;
                evaluator.push(instruction.operand(1), passed);
                evaluator.marks().beforeRaising(instruction);
                code.callStatic(
                        Names.MEMBERS,
                        "element",
                        "(" + CONTEXT + OBJECT + Code.descriptor(passed) + ")" + OBJECT);
            }
            case Opcode.FirstPresent _ -> {
                evaluator.pushReference(instruction.operand(0));
                evaluator.pushReference(instruction.operand(1));
                code.callStatic(
                        Names.MEMBERS, "firstPresent", "(" + OBJECT + OBJECT + ")" + OBJECT);
            }
            case Opcode.LoadRoot(var root) -> {
                pushRoot(root);
                code.callVirtual(
                        Names.CONTEXT, "root", "(" + Names.type(Names.ROOT) + ")" + OBJECT);
            }
            case Opcode.LoadRootMember(var root, var name) -> {
                pushRoot(root);
                evaluator.pushText(name);
                code.callVirtual(
                        Names.CONTEXT,
                        "rootMember",
                        "(" + Names.type(Names.ROOT) + TEXT + ")" + OBJECT);
            }
            case Opcode.LoadRequestField(var name, var slotHint) -> {
                code.context();
                evaluator.pushText(name);
                code.push(slotHint);
                code.callVirtual(Names.CONTEXT, "requestField", "(" + TEXT + "I)" + OBJECT);
            }
            case Opcode opcode -> throw new IllegalArgumentException("no read: " + opcode);
        }
        return Representation.REFERENCE;
    }

    private void emitMember(Instruction instruction, String method, String name, int slotHint) {
        evaluator.pushReference(instruction.operand(0));
        evaluator.pushText(name);
        code.push(slotHint);
        code.callStatic(Names.MEMBERS, method, "(" + OBJECT + TEXT + "I)" + OBJECT);
    }

    private void pushRoot(Root root) {
        code.context();
        code.constantOf(Names.ROOT, root.name());
    }

    private Representation emitConversion(Instruction instruction) {
        code.context();
        evaluator.pushReference(instruction.operand(0));
        return switch (instruction.opcode()) {
            case Opcode.ConvertInteger(var field, var min, var max) -> {
                evaluator.pushText(field);
                code.push(min);
                code.push(max);
                convert(instruction, "toInteger", TEXT + "JJ", "J");
                yield Representation.LONG;
            }
            case Opcode.ConvertNumber(var field, var min) -> {
                evaluator.pushText(field);
                code.push(min);
                convert(instruction, "toNumber", TEXT + "D", OBJECT);
                yield Representation.REFERENCE;
            }
            case Opcode.ConvertBoolean(var field) -> {
                evaluator.pushText(field);
                convert(instruction, "toBoolean", TEXT, "Z");
                yield Representation.BOOLEAN;
            }
            case Opcode.ConvertKey(var field) -> {
                evaluator.pushText(field);
                convert(instruction, "toKey", TEXT, TEXT);
                yield Representation.REFERENCE;
            }
            case Opcode.ConvertDouble _ -> {
                convert(instruction, "toDouble", "", "D");
                yield Representation.DOUBLE;
            }
            case Opcode opcode -> throw new IllegalArgumentException("no conversion: " + opcode);
        };
    }

    private void convert(Instruction instruction, String method, String constants, String result) {
        evaluator.marks().beforeRaising(instruction);
        code.callStatic(
                Names.CONVERSIONS, method, "(" + CONTEXT + OBJECT + constants + ")" + result);
    }

    private @Nullable Representation emitBudget(Instruction instruction) {
        code.context();
        switch (instruction.opcode()) {
            case Opcode.Charge(var steps) -> {
                code.op(Opcodes.DUP);
                code.visitor().visitFieldInsn(Opcodes.GETFIELD, Names.CONTEXT, "fuel", "J");
                code.push((long) steps);
                code.op(Opcodes.LSUB);
                code.visitor().visitFieldInsn(Opcodes.PUTFIELD, Names.CONTEXT, "fuel", "J");
            }
            case Opcode.Checkpoint _ -> {
                evaluator.marks().beforeRaising(instruction);
                code.callVirtual(Names.CONTEXT, "checkpoint", "()V");
            }
            case Opcode.EnterCall _ -> {
                evaluator.marks().beforeRaising(instruction);
                code.callVirtual(Names.CONTEXT, "enterCall", "()V");
            }
            case Opcode.LeaveCall _ -> {
                code.op(Opcodes.DUP);
                code.visitor().visitFieldInsn(Opcodes.GETFIELD, Names.CONTEXT, "depth", "I");
                code.push(1);
                code.op(Opcodes.ISUB);
                code.visitor().visitFieldInsn(Opcodes.PUTFIELD, Names.CONTEXT, "depth", "I");
            }
            case Opcode.LoadDepth _ -> {
                code.visitor().visitFieldInsn(Opcodes.GETFIELD, Names.CONTEXT, "depth", "I");
                code.op(Opcodes.I2L);
                return Representation.LONG;
            }
            case Opcode.StoreDepth _ -> {
                evaluator.push(instruction.operand(0), Representation.LONG);
                code.op(Opcodes.L2I);
                code.visitor().visitFieldInsn(Opcodes.PUTFIELD, Names.CONTEXT, "depth", "I");
            }
            case Opcode opcode -> throw new IllegalArgumentException("no budget: " + opcode);
        }
        return null;
    }

    private Representation emitError(Instruction instruction) {
        return switch (instruction.opcode()) {
            case Opcode.MakeError _ -> {
                code.context();
                for (int i = 0; i < instruction.operandCount(); i++) {
                    evaluator.pushReference(instruction.operand(i));
                }
                evaluator.marks().beforeRaising(instruction);
                code.callStatic(
                        Names.ERRORS,
                        "make",
                        "(" + CONTEXT + OBJECT + OBJECT + OBJECT + OBJECT + ")" + ERROR);
                yield Representation.REFERENCE;
            }
            case Opcode.ErrorMatches(var patterns) -> {
                evaluator.pushInstance(instruction.operand(0), Names.ERROR_VALUE);
                calls.pushPatterns(patterns);
                code.callStatic(Names.ERRORS, "matches", "(" + ERROR + CallEmitter.PATTERNS + ")Z");
                yield Representation.BOOLEAN;
            }
            case Opcode.SetCause _ -> {
                evaluator.pushInstance(instruction.operand(0), Names.ERROR_VALUE);
                evaluator.pushInstance(instruction.operand(1), Names.ERROR_VALUE);
                evaluator.marks().beforeRaising(instruction);
                code.callStatic(Names.ERRORS, "withCause", "(" + ERROR + ERROR + ")" + ERROR);
                yield Representation.REFERENCE;
            }
            case Opcode opcode -> throw new IllegalArgumentException("no error: " + opcode);
        };
    }
}
