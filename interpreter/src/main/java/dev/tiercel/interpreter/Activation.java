package dev.tiercel.interpreter;

import static dev.tiercel.interpreter.RegisterOpcode.*;

import dev.tiercel.interpreter.RoutineCode.Handler;
import dev.tiercel.interpreter.RoutineCode.Register;
import dev.tiercel.ir.Absent;
import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Root;
import dev.tiercel.runtime.Arithmetic;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.Members;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.Responses;
import dev.tiercel.runtime.Truth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One execution of a routine: its registers and the loop over its code. */
final class Activation {
    private static final BinaryOperator[] OPERATORS = BinaryOperator.values();

    private final InterpretedProgram program;
    private final RoutineCode routine;
    private final ExecutionContext context;
    private final @Nullable Object[] references;
    private final long[] numbers;

    /** Position of the operation that raised. */
    private int position;

    Activation(InterpretedProgram program, RoutineCode routine, ExecutionContext context) {
        this.program = program;
        this.routine = routine;
        this.context = context;
        this.references = routine.firstReferences().clone();
        this.numbers = routine.firstNumbers().clone();
    }

    @Nullable Object run(@Nullable Object[] arguments) {
        Register[] parameters = routine.parameters();
        for (int i = 0; i < parameters.length; i++) {
            pass(arguments[i], parameters[i]);
        }
        int start = 0;
        while (true) {
            try {
                return loop(start);
            } catch (LogicError error) {
                start = handle(error);
            }
        }
    }

    private void pass(@Nullable Object argument, Register parameter) {
        switch (parameter.kind()) {
            case REFERENCE -> references[parameter.index()] = argument;
            case LONG -> numbers[parameter.index()] = unboxLong(argument);
            case DOUBLE -> numbers[parameter.index()] = unboxDouble(argument);
            case BOOLEAN -> numbers[parameter.index()] = unboxBoolean(argument);
        }
    }

    /** Returns where to continue after an error, or raises it again. */
    private int handle(LogicError error) {
        context.location = routine.locations().at(position);
        LogicError completed = context.complete(error);
        Handler handler = completed.isCatchable() ? routine.handlerOf(position) : null;
        if (handler == null) {
            throw completed;
        }
        references[handler.error()] = completed.value();
        return handler.target();
    }

    // The loop stays below 8,000 bytes of bytecode, above which HotSpot compiles no method.
    @SuppressWarnings("method-length") // one switch, so that each step is one jump
    private @Nullable Object loop(int start) {
        ExecutionContext context = this.context;
        int[] code = routine.code();
        @Nullable Object[] pool = routine.pool();
        @Nullable Object[] r = references;
        long[] n = numbers;
        int pc = start;
        try {
            while (true) {
                switch (code[pc]) {
                    case MOVE_REFERENCE -> {
                        r[code[pc + 1]] = r[code[pc + 2]];
                        pc += 3;
                    }
                    case MOVE_NUMBER -> {
                        n[code[pc + 1]] = n[code[pc + 2]];
                        pc += 3;
                    }
                    case BRANCH_LESS_LONG ->
                            pc = code[n[code[pc + 1]] < n[code[pc + 2]] ? pc + 3 : pc + 4];
                    case BRANCH_COMPARE ->
                            pc =
                                    code[
                                            BinaryOperations.compare(
                                                            context,
                                                            OPERATORS[code[pc + 3]],
                                                            r[code[pc + 1]],
                                                            r[code[pc + 2]])
                                                    ? pc + 4
                                                    : pc + 5];
                    case BRANCH_TRUTH ->
                            pc = code[Truth.isTruthy(r[code[pc + 1]]) ? pc + 2 : pc + 3];
                    case BRANCH_PRESENT ->
                            pc = code[r[code[pc + 1]] != Absent.ABSENT ? pc + 2 : pc + 3];
                    case BOX_LONG -> {
                        r[code[pc + 1]] = n[code[pc + 2]];
                        pc += 3;
                    }
                    case BOX_DOUBLE -> {
                        r[code[pc + 1]] = Double.longBitsToDouble(n[code[pc + 2]]);
                        pc += 3;
                    }
                    case BOX_BOOLEAN -> {
                        r[code[pc + 1]] = n[code[pc + 2]] != 0;
                        pc += 3;
                    }
                    case UNBOX_LONG -> {
                        n[code[pc + 1]] = unboxLong(r[code[pc + 2]]);
                        pc += 3;
                    }
                    case UNBOX_DOUBLE -> {
                        n[code[pc + 1]] = unboxDouble(r[code[pc + 2]]);
                        pc += 3;
                    }
                    case UNBOX_BOOLEAN -> {
                        n[code[pc + 1]] = unboxBoolean(r[code[pc + 2]]);
                        pc += 3;
                    }
                    case JUMP -> pc = code[pc + 1];
                    case BRANCH -> pc = code[n[code[pc + 1]] != 0 ? pc + 2 : pc + 3];
                    case RETURN -> {
                        return r[code[pc + 1]];
                    }
                    case RAISE -> throw LogicError.of(error(r[code[pc + 1]]));
                    case LESS_LONG -> {
                        n[code[pc + 1]] = n[code[pc + 2]] < n[code[pc + 3]] ? 1 : 0;
                        pc += 4;
                    }
                    case ADD_LONG -> {
                        n[code[pc + 1]] = Arithmetic.add(n[code[pc + 2]], n[code[pc + 3]]);
                        pc += 4;
                    }
                    case SUBTRACT_LONG -> {
                        n[code[pc + 1]] = Arithmetic.subtract(n[code[pc + 2]], n[code[pc + 3]]);
                        pc += 4;
                    }
                    case MULTIPLY_LONG -> {
                        n[code[pc + 1]] = Arithmetic.multiply(n[code[pc + 2]], n[code[pc + 3]]);
                        pc += 4;
                    }
                    case ADD_DOUBLE -> {
                        n[code[pc + 1]] =
                                bits(
                                        Arithmetic.add(
                                                number(n[code[pc + 2]]), number(n[code[pc + 3]])));
                        pc += 4;
                    }
                    case SUBTRACT_DOUBLE -> {
                        n[code[pc + 1]] =
                                bits(
                                        Arithmetic.subtract(
                                                number(n[code[pc + 2]]), number(n[code[pc + 3]])));
                        pc += 4;
                    }
                    case MULTIPLY_DOUBLE -> {
                        n[code[pc + 1]] =
                                bits(
                                        Arithmetic.multiply(
                                                number(n[code[pc + 2]]), number(n[code[pc + 3]])));
                        pc += 4;
                    }
                    case NUMBER_BINARY -> {
                        NumberBinary action = pooled(pool[code[pc + 4]]);
                        n[code[pc + 1]] = action.apply(n[code[pc + 2]], n[code[pc + 3]]);
                        pc += 5;
                    }
                    case INCREMENT -> {
                        n[code[pc + 1]] = n[code[pc + 2]] + 1;
                        pc += 3;
                    }
                    case NEGATE_LONG -> {
                        n[code[pc + 1]] = Arithmetic.negate(n[code[pc + 2]]);
                        pc += 3;
                    }
                    case NEGATE_DOUBLE -> {
                        n[code[pc + 1]] = bits(Arithmetic.negate(number(n[code[pc + 2]])));
                        pc += 3;
                    }
                    case NOT_BOOLEAN -> {
                        n[code[pc + 1]] = n[code[pc + 2]] ^ 1;
                        pc += 3;
                    }
                    case ADD -> {
                        r[code[pc + 1]] = Arithmetic.add(context, r[code[pc + 2]], r[code[pc + 3]]);
                        pc += 4;
                    }
                    case SUBTRACT -> {
                        r[code[pc + 1]] =
                                Arithmetic.subtract(context, r[code[pc + 2]], r[code[pc + 3]]);
                        pc += 4;
                    }
                    case MULTIPLY -> {
                        r[code[pc + 1]] =
                                Arithmetic.multiply(context, r[code[pc + 2]], r[code[pc + 3]]);
                        pc += 4;
                    }
                    case COMPARE -> {
                        n[code[pc + 1]] =
                                BinaryOperations.compare(
                                                context,
                                                OPERATORS[code[pc + 4]],
                                                r[code[pc + 2]],
                                                r[code[pc + 3]])
                                        ? 1
                                        : 0;
                        pc += 5;
                    }
                    case ARITHMETIC -> {
                        r[code[pc + 1]] =
                                BinaryOperations.arithmetic(
                                        context,
                                        OPERATORS[code[pc + 4]],
                                        r[code[pc + 2]],
                                        r[code[pc + 3]]);
                        pc += 5;
                    }
                    case TRUTH -> {
                        n[code[pc + 1]] = Truth.isTruthy(r[code[pc + 2]]) ? 1 : 0;
                        pc += 3;
                    }
                    case NOT -> {
                        n[code[pc + 1]] = Truth.isTruthy(r[code[pc + 2]]) ? 0 : 1;
                        pc += 3;
                    }
                    case IS_NULL -> {
                        n[code[pc + 1]] = r[code[pc + 2]] == null ? 1 : 0;
                        pc += 3;
                    }
                    case IS_PRESENT -> {
                        n[code[pc + 1]] = r[code[pc + 2]] != Absent.ABSENT ? 1 : 0;
                        pc += 3;
                    }
                    case GET_MEMBER -> {
                        r[code[pc + 1]] =
                                Members.member(
                                        r[code[pc + 2]], pooled(pool[code[pc + 3]]), code[pc + 4]);
                        pc += 5;
                    }
                    case GET_OWN_MEMBER -> {
                        r[code[pc + 1]] =
                                Members.ownMember(
                                        r[code[pc + 2]], pooled(pool[code[pc + 3]]), code[pc + 4]);
                        pc += 5;
                    }
                    case GET_ELEMENT -> {
                        r[code[pc + 1]] =
                                Members.element(context, r[code[pc + 2]], r[code[pc + 3]]);
                        pc += 4;
                    }
                    case FIRST_PRESENT -> {
                        r[code[pc + 1]] = Members.firstPresent(r[code[pc + 2]], r[code[pc + 3]]);
                        pc += 4;
                    }
                    case LOAD_ROOT -> {
                        r[code[pc + 1]] =
                                context.root((Root) Objects.requireNonNull(pool[code[pc + 2]]));
                        pc += 3;
                    }
                    case LOAD_ROOT_MEMBER -> {
                        r[code[pc + 1]] =
                                context.rootMember(
                                        pooled(pool[code[pc + 2]]), pooled(pool[code[pc + 3]]));
                        pc += 4;
                    }
                    case LOAD_REQUEST_FIELD -> {
                        r[code[pc + 1]] =
                                context.requestField(pooled(pool[code[pc + 2]]), code[pc + 3]);
                        pc += 4;
                    }
                    case ARRAY_LENGTH -> {
                        n[code[pc + 1]] = array(r[code[pc + 2]]).size();
                        pc += 3;
                    }
                    case ARRAY_ELEMENT -> {
                        r[code[pc + 1]] = array(r[code[pc + 2]]).get((int) n[code[pc + 3]]);
                        pc += 4;
                    }
                    case CHARGE -> {
                        context.fuel -= code[pc + 1];
                        pc += 2;
                    }
                    case CHECKPOINT -> {
                        context.checkpoint();
                        pc += 1;
                    }
                    case SET_LOCATION -> {
                        context.location = code[pc + 1];
                        pc += 2;
                    }
                    default -> pc = call(code, pc);
                }
            }
        } catch (LogicError error) {
            position = pc;
            throw error;
        }
    }

    /** Runs an operation with a variable number of operands and returns the position after it. */
    private int call(int[] code, int pc) {
        int result = code[pc + 1];
        switch (code[pc]) {
            case CALL_ROUTINE ->
                    references[result] =
                            program.invoke(
                                    context, code[pc + 2], gather(code, pc + 4, code[pc + 3]));
            case REFERENCES -> {
                ReferenceAction action = pooled(routine.pool()[code[pc + 2]]);
                references[result] = action.run(context, gather(code, pc + 4, code[pc + 3]));
            }
            case INVOKING -> {
                InvokingAction call = pooled(routine.pool()[code[pc + 2]]);
                references[result] =
                        call.invoke(context, program, gather(code, pc + 4, code[pc + 3]));
            }
            case NUMBERS -> {
                return callNumbers(code, pc);
            }
            case RESPOND_TEMPLATE -> {
                respond(pooled(routine.pool()[result]), code, pc + 3);
                return pc + 3 + code[pc + 2];
            }
            default -> throw new IllegalStateException("unknown operation code " + code[pc]);
        }
        return pc + 4 + code[pc + 3];
    }

    private int callNumbers(int[] code, int pc) {
        NumberAction action = pooled(routine.pool()[code[pc + 2]]);
        int referenceCount = code[pc + 3];
        int numberCount = code[pc + 4];
        long[] operands = new long[numberCount];
        for (int i = 0; i < numberCount; i++) {
            operands[i] = numbers[code[pc + 5 + referenceCount + i]];
        }
        numbers[code[pc + 1]] = action.run(context, gather(code, pc + 5, referenceCount), operands);
        return pc + 5 + referenceCount + numberCount;
    }

    private @Nullable Object[] gather(int[] code, int from, int count) {
        @Nullable Object[] operands = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            operands[i] = references[code[from + i]];
        }
        return operands;
    }

    private void respond(TemplateCode template, int[] code, int from) {
        byte[][] fragments = template.fragments();
        ResponseBuffer response = Responses.beginJson(context, template.status());
        response.fragment(fragments[0]);
        for (int i = 0; i < template.holes().length; i++) {
            int register = code[from + i];
            switch (template.holes()[i]) {
                case REFERENCE -> response.value(references[register], template.depths()[i]);
                case LONG -> response.value(numbers[register]);
                case DOUBLE -> response.value(number(numbers[register]));
                case BOOLEAN -> response.value(numbers[register] != 0);
            }
            response.fragment(fragments[i + 1]);
        }
        Responses.endJson(context);
    }

    private static ArrayValue array(@Nullable Object value) {
        return (ArrayValue) Objects.requireNonNull(value);
    }

    private static ErrorValue error(@Nullable Object value) {
        return (ErrorValue) Objects.requireNonNull(value);
    }

    private static long unboxLong(@Nullable Object value) {
        return (Long) Objects.requireNonNull(value);
    }

    private static long unboxDouble(@Nullable Object value) {
        return bits((Double) Objects.requireNonNull(value));
    }

    private static long unboxBoolean(@Nullable Object value) {
        return (Boolean) Objects.requireNonNull(value) ? 1 : 0;
    }

    private static double number(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    @SuppressWarnings({
        "unchecked",
        "TypeParameterUnusedInFormals"
    }) // the generator pooled it with this type
    private static <T> T pooled(@Nullable Object constant) {
        return (T) Objects.requireNonNull(constant);
    }
}
