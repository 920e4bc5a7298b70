package dev.tiercel.jit.emit;

import dev.tiercel.ir.Builtin;
import dev.tiercel.runtime.function.BuiltinFunction;
import dev.tiercel.runtime.function.Builtins;

/**
 * The public static method that implements a built-in function.
 *
 * @param owner internal name of its class
 * @param descriptor context, then the arguments, or one array of them; a predicate is a {@code
 *     Predicate}
 * @param parameterCount number of parameters after the context
 * @param isVariadic whether the arguments are passed in one array
 */
public record BuiltinTarget(
        String owner, String method, String descriptor, int parameterCount, boolean isVariadic) {
    /** Where the methods are. Thread-safe. */
    @FunctionalInterface
    public interface Table {
        BuiltinTarget of(Builtin builtin);
    }

    /** Returns the method of the run time. */
    public static BuiltinTarget ofRuntime(Builtin builtin) {
        BuiltinFunction function = Builtins.of(builtin);
        return new BuiltinTarget(
                function.owner().getName().replace('.', '/'),
                function.methodName(),
                function.methodType().toMethodDescriptorString(),
                function.parameterCount(),
                function.isVariadic());
    }
}
