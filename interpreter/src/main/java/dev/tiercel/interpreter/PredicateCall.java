package dev.tiercel.interpreter;

import dev.tiercel.ir.Opcode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Predicate;
import dev.tiercel.runtime.RoutineInvoker;
import dev.tiercel.runtime.function.BuiltinFunction;
import dev.tiercel.runtime.function.Builtins;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A call of a built-in function with a predicate.
 *
 * @param argumentCount number of arguments without the predicate
 * @param predicateIndex position of the predicate among the arguments
 * @param parameterCount number of parameters of the implementation
 */
record PredicateCall(
        BuiltinFunction function,
        int routine,
        int argumentCount,
        int predicateIndex,
        int parameterCount)
        implements InvokingAction {
    static PredicateCall of(Opcode.CallWithPredicate call) {
        return new PredicateCall(
                Builtins.of(call.function()),
                call.routine(),
                call.argumentCount(),
                call.function().predicateIndex(),
                call.function().maxArguments());
    }

    /**
     * @param operands the arguments, then the values that the predicate captures
     */
    @Override
    public @Nullable Object invoke(
            ExecutionContext context, RoutineInvoker program, @Nullable Object[] operands) {
        @Nullable Object[] captures = Arrays.copyOfRange(operands, argumentCount, operands.length);
        @Nullable Object[] arguments = new @Nullable Object[parameterCount];
        System.arraycopy(operands, 0, arguments, 0, predicateIndex);
        arguments[predicateIndex] = new Predicate(program, routine, captures);
        System.arraycopy(
                operands,
                predicateIndex,
                arguments,
                predicateIndex + 1,
                argumentCount - predicateIndex);
        return function.call(context, arguments);
    }
}
