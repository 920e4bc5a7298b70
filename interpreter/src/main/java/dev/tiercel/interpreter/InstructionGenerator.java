package dev.tiercel.interpreter;

import dev.tiercel.interpreter.RoutineCode.Register;
import dev.tiercel.interpreter.RoutineCode.Register.Kind;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Effect;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.UnaryOperator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Generates the register code of single instructions. */
final class InstructionGenerator {
    private final CodeBuffer buffer;
    private final RegisterAllocation registers;
    private final List<Register> temporaries = new ArrayList<>();
    private Register[] operands = new Register[0];

    InstructionGenerator(CodeBuffer buffer, RegisterAllocation registers) {
        this.buffer = buffer;
        this.registers = registers;
    }

    /**
     * @param position index of the instruction in its block
     */
    void generate(Instruction instruction, int position) {
        prepareOperands(instruction);
        registers.releaseOperands(instruction, position);
        Register result = registers.define(instruction.result(), instruction.type());
        if (isEffect(instruction.opcode())) {
            buffer.emit(RegisterOpcode.SET_LOCATION, instruction.location());
        }
        generate(instruction, result);
        releaseTemporaries();
        registers.releaseUnused(instruction.result());
    }

    /** Returns a reference register with a value, boxing it into a temporary one if necessary. */
    Register reference(int value) {
        Register register = registers.of(value);
        if (register.isReference()) {
            return register;
        }
        Optional<Register> constant = registers.boxedConstant(value);
        if (constant.isPresent()) {
            return constant.get();
        }
        Register boxed = registers.take(Kind.REFERENCE);
        temporaries.add(boxed);
        buffer.emit(EdgeMoves.box(register.kind()), boxed.index(), register.index());
        return boxed;
    }

    void releaseTemporaries() {
        temporaries.forEach(registers::release);
        temporaries.clear();
    }

    /**
     * Boxes or widens operands where the operation wants them so, while they still have their
     * registers.
     */
    private void prepareOperands(Instruction instruction) {
        boolean takesNumbers = OperandKinds.takesNumbers(instruction, this::kind);
        operands = new Register[instruction.operandCount()];
        for (int i = 0; i < operands.length; i++) {
            int operand = instruction.operand(i);
            operands[i] =
                    takesNumbers || OperandKinds.keepsKind(instruction, i)
                            ? registers.of(operand)
                            : reference(operand);
        }
    }

    /** Whether an operation tells the world outside where it stands; a routine does so itself. */
    private static boolean isEffect(Opcode opcode) {
        return opcode.effects().contains(Effect.IO) && !(opcode instanceof Opcode.CallRoutine);
    }

    private Kind kind(int value) {
        return registers.of(value).kind();
    }

    private void generate(Instruction instruction, Register result) {
        switch (instruction.opcode()) {
            case Opcode.Constant _ -> {}
            case Opcode.Binary(var operator) -> binary(operator, result);
            case Opcode.Unary(var operator) -> unary(operator, result);
            case Opcode.GetMember(var name, var slot) ->
                    member(RegisterOpcode.GET_MEMBER, result, name, slot);
            case Opcode.GetOwnMember(var name, var slot) ->
                    member(RegisterOpcode.GET_OWN_MEMBER, result, name, slot);
            case Opcode.GetElement _ -> threeRegisters(RegisterOpcode.GET_ELEMENT, result);
            case Opcode.FirstPresent _ -> threeRegisters(RegisterOpcode.FIRST_PRESENT, result);
            case Opcode.LoadRoot(var root) -> load(RegisterOpcode.LOAD_ROOT, result, root);
            case Opcode.LoadRequestField(var name, var slot) -> {
                load(RegisterOpcode.LOAD_REQUEST_FIELD, result, name);
                buffer.emit(slot);
            }
            case Opcode.ArrayLength _ -> twoRegisters(RegisterOpcode.ARRAY_LENGTH, result);
            case Opcode.ArrayElement _ -> threeRegisters(RegisterOpcode.ARRAY_ELEMENT, result);
            case Opcode.Increment _ -> twoRegisters(RegisterOpcode.INCREMENT, result);
            case Opcode.Charge(var steps) -> buffer.emit(RegisterOpcode.CHARGE, steps);
            case Opcode.Checkpoint _ -> buffer.emit(RegisterOpcode.CHECKPOINT);
            case Opcode.CallRoutine(var routine) ->
                    call(RegisterOpcode.CALL_ROUTINE, routine, result);
            case Opcode.LoadRootMember(var root, var name) -> {
                load(RegisterOpcode.LOAD_ROOT_MEMBER, result, root);
                buffer.emit(buffer.pool(name));
            }
            case Opcode.CallWithPredicate _, Opcode.RunTasks _, Opcode.RunTaskForEach _ ->
                    call(
                            RegisterOpcode.INVOKING,
                            buffer.pool(Actions.invoking(instruction.opcode())),
                            result);
            case Opcode.RespondTemplate(var status, var template) -> {
                byte[][] fragments =
                        template.fragments().stream()
                                .map(f -> f.getBytes(StandardCharsets.UTF_8))
                                .toArray(byte[][]::new);
                int[] depths = template.holeDepths().stream().mapToInt(Integer::intValue).toArray();
                Kind[] holes = new Kind[operands.length];
                for (int i = 0; i < holes.length; i++) {
                    holes[i] = operands[i].kind();
                }
                buffer.emit(
                        RegisterOpcode.RESPOND_TEMPLATE,
                        buffer.pool(new TemplateCode(status, fragments, holes, depths)),
                        operands.length);
                emitOperands();
            }
            default -> action(instruction.opcode(), result);
        }
    }

    private void action(Opcode opcode, Register result) {
        if (Actions.hasNumberResult(opcode)) {
            Register number = result.isReference() ? temporary(Actions.resultKind(opcode)) : result;
            callNumbers(opcode, number);
            boolean isNumber =
                    !(opcode instanceof Opcode.CheckIterations)
                            && !(opcode instanceof Opcode.StoreDepth);
            if (isNumber && result.isReference()) {
                buffer.emit(EdgeMoves.box(number.kind()), result.index(), number.index());
            }
        } else {
            call(RegisterOpcode.REFERENCES, buffer.pool(Actions.reference(opcode)), result);
        }
    }

    /** Emits a call whose result is a reference, unboxed if the result's type is known. */
    private void call(int opcode, int target, Register result) {
        Register called = result.isReference() ? result : temporary(Kind.REFERENCE);
        buffer.emit(opcode, called.index(), target, operands.length);
        emitOperands();
        if (!called.equals(result)) {
            buffer.emit(EdgeMoves.unbox(result.kind()), result.index(), called.index());
        }
    }

    private void emitOperands() {
        for (Register operand : operands) {
            buffer.emit(operand.index());
        }
    }

    /** Emits a call of an action on numbers: references and numbers are counted apart. */
    private void callNumbers(Opcode opcode, Register number) {
        long references = Arrays.stream(operands).filter(Register::isReference).count();
        buffer.emit(
                RegisterOpcode.NUMBERS,
                number.index(),
                buffer.pool(Actions.number(opcode)),
                (int) references,
                operands.length - (int) references);
        Arrays.stream(operands).filter(Register::isReference).forEach(r -> buffer.emit(r.index()));
        Arrays.stream(operands).filter(r -> !r.isReference()).forEach(r -> buffer.emit(r.index()));
    }

    private void load(int opcode, Register result, @Nullable Object constant) {
        buffer.emit(opcode, result.index(), buffer.pool(constant));
    }

    private void binary(BinaryOperator operator, Register result) {
        if (!operands[0].isReference()) {
            numberBinary(operator, result);
            return;
        }
        if (operator.isArithmetic()) {
            Register computed = result.isReference() ? result : temporary(Kind.REFERENCE);
            int special =
                    switch (operator) {
                        case ADD -> RegisterOpcode.ADD;
                        case SUBTRACT -> RegisterOpcode.SUBTRACT;
                        case MULTIPLY -> RegisterOpcode.MULTIPLY;
                        default -> RegisterOpcode.ARITHMETIC;
                    };
            buffer.emit(special, computed.index(), operands[0].index(), operands[1].index());
            if (special == RegisterOpcode.ARITHMETIC) {
                buffer.emit(operator.ordinal());
            }
            if (!computed.equals(result)) {
                buffer.emit(EdgeMoves.unbox(result.kind()), result.index(), computed.index());
            }
        } else {
            Register truth = result.isReference() ? temporary(Kind.BOOLEAN) : result;
            buffer.emit(
                    RegisterOpcode.COMPARE,
                    truth.index(),
                    operands[0].index(),
                    operands[1].index(),
                    operator.ordinal());
            if (!truth.equals(result)) {
                buffer.emit(EdgeMoves.box(Kind.BOOLEAN), result.index(), truth.index());
            }
        }
    }

    private void numberBinary(BinaryOperator operator, Register result) {
        if (operator == BinaryOperator.GREATER
                && operands[0].kind() == Kind.LONG
                && operands[1].kind() == Kind.LONG) {
            operands = new Register[] {operands[1], operands[0]};
            numberBinary(BinaryOperator.LESS, result);
            return;
        }
        NumberBinary.Form form =
                NumberBinary.form(operator, operands[0].kind(), operands[1].kind());
        Register computed = result.kind() == form.result() ? result : temporary(form.result());
        if (form.opcode() == RegisterOpcode.NUMBER_BINARY) {
            buffer.emit(
                    form.opcode(),
                    computed.index(),
                    operands[0].index(),
                    operands[1].index(),
                    buffer.pool(form.action()));
        } else {
            buffer.emit(form.opcode(), computed.index(), operands[0].index(), operands[1].index());
        }
        if (!computed.equals(result)) {
            if (!result.isReference()) {
                throw new IllegalStateException(
                        "type of " + operator + " disagrees with its operands");
            }
            buffer.emit(EdgeMoves.box(computed.kind()), result.index(), computed.index());
        }
    }

    private void unary(UnaryOperator operator, Register result) {
        Kind operand = operands[0].kind();
        switch (operator) {
            case NEGATE -> {
                switch (operand) {
                    case LONG -> numberUnary(RegisterOpcode.NEGATE_LONG, Kind.LONG, result);
                    case DOUBLE -> numberUnary(RegisterOpcode.NEGATE_DOUBLE, Kind.DOUBLE, result);
                    case BOOLEAN, REFERENCE -> action(new Opcode.Unary(operator), result);
                }
            }
            case NOT -> {
                if (operand == Kind.BOOLEAN) {
                    numberUnary(RegisterOpcode.NOT_BOOLEAN, Kind.BOOLEAN, result);
                } else {
                    test(RegisterOpcode.NOT, result);
                }
            }
            case TRUTH -> {
                if (operand == Kind.BOOLEAN) {
                    numberUnary(RegisterOpcode.MOVE_NUMBER, Kind.BOOLEAN, result);
                } else {
                    test(RegisterOpcode.TRUTH, result);
                }
            }
            case IS_NULL -> test(RegisterOpcode.IS_NULL, result);
            case IS_PRESENT -> test(RegisterOpcode.IS_PRESENT, result);
            case TEXT, HEADER_KEY -> action(new Opcode.Unary(operator), result);
        }
    }

    private void numberUnary(int opcode, Kind kind, Register result) {
        Register computed = result.isReference() ? temporary(kind) : result;
        buffer.emit(opcode, computed.index(), operands[0].index());
        if (!computed.equals(result)) {
            buffer.emit(EdgeMoves.box(kind), result.index(), computed.index());
        }
    }

    private void test(int opcode, Register result) {
        numberUnary(opcode, Kind.BOOLEAN, result);
    }

    private void member(int opcode, Register result, String name, int slot) {
        Register found = result.isReference() ? result : temporary(Kind.REFERENCE);
        buffer.emit(opcode, found.index(), operands[0].index(), buffer.pool(name), slot);
        if (!found.equals(result)) {
            buffer.emit(EdgeMoves.unbox(result.kind()), result.index(), found.index());
        }
    }

    private void twoRegisters(int opcode, Register result) {
        Register computed = computedNumber(opcode, result);
        buffer.emit(opcode, computed.index(), operands[0].index());
        if (!computed.equals(result)) {
            buffer.emit(EdgeMoves.box(computed.kind()), result.index(), computed.index());
        }
    }

    private Register computedNumber(int opcode, Register result) {
        boolean isNumber =
                opcode == RegisterOpcode.ARRAY_LENGTH || opcode == RegisterOpcode.INCREMENT;
        return isNumber && result.isReference() ? temporary(Kind.LONG) : result;
    }

    private void threeRegisters(int opcode, Register result) {
        Register computed = result.isReference() ? result : temporary(Kind.REFERENCE);
        buffer.emit(opcode, computed.index(), operands[0].index(), operands[1].index());
        if (!computed.equals(result)) {
            buffer.emit(EdgeMoves.unbox(result.kind()), result.index(), computed.index());
        }
    }

    private Register temporary(Kind kind) {
        Register register = registers.take(kind);
        temporaries.add(register);
        return register;
    }
}
