package dev.tiercel.runtime.function;

import dev.tiercel.ir.Builtin;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.Predicate;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The implementation of one built-in function: a public static method that takes the context and
 * then either as many arguments as the function takes at most, with null for missing ones, or all
 * of them in one array. Thread-safe.
 *
 * <p>Generated code calls the method; the interpreter calls {@link #target()}.
 */
public final class BuiltinFunction {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Builtin builtin;
    private final Class<?> owner;
    private volatile @Nullable Target target;

    BuiltinFunction(Builtin builtin, Class<?> owner) {
        this.builtin = builtin;
        this.owner = owner;
    }

    public Builtin builtin() {
        return builtin;
    }

    /** Returns the class of the method. */
    public Class<?> owner() {
        return owner;
    }

    /** Returns the name of the method. */
    public String methodName() {
        StringBuilder name = new StringBuilder();
        for (String word : builtin.name().toLowerCase(Locale.ROOT).split("_")) {
            name.append(
                    name.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    /** Whether the method takes all arguments in one array. */
    public boolean isVariadic() {
        return builtin.maxArguments() == Integer.MAX_VALUE;
    }

    /**
     * Returns the number of parameters after the context: 1 if variadic, a predicate counting as
     * one.
     */
    public int parameterCount() {
        return isVariadic() ? 1 : builtin.maxArguments();
    }

    /**
     * Returns the type of the method, with the context and, where the function has one, a {@link
     * Predicate}.
     */
    public MethodType methodType() {
        return type(Predicate.class);
    }

    /** Returns the method as a function, made at the first call. */
    public Target target() {
        Target made = target;
        if (made == null) {
            made = makeTarget();
            target = made;
        }
        return made;
    }

    /**
     * Calls the function.
     *
     * @param arguments as many as the function takes, with a {@link Predicate} in its place;
     *     missing optional arguments may be left out
     */
    public @Nullable Object call(ExecutionContext context, @Nullable Object... arguments) {
        return switch (target()) {
            case Function0 function -> function.call(context);
            case Function1 function -> function.call(context, argument(arguments, 0));
            case Function2 function ->
                    function.call(context, argument(arguments, 0), argument(arguments, 1));
            case Function3 function ->
                    function.call(
                            context,
                            argument(arguments, 0),
                            argument(arguments, 1),
                            argument(arguments, 2));
            case VariadicFunction function -> function.call(context, arguments);
        };
    }

    private static @Nullable Object argument(@Nullable Object[] arguments, int index) {
        return index < arguments.length ? arguments[index] : null;
    }

    private MethodType type(Class<?> predicate) {
        if (isVariadic()) {
            return MethodType.methodType(Object.class, ExecutionContext.class, Object[].class);
        }
        MethodType type = MethodType.genericMethodType(1 + builtin.maxArguments());
        type = type.changeParameterType(0, ExecutionContext.class);
        int predicateIndex = builtin.predicateIndex();
        return predicateIndex < 0 ? type : type.changeParameterType(1 + predicateIndex, predicate);
    }

    private Target makeTarget() {
        try {
            MethodHandle method = LOOKUP.findStatic(owner, methodName(), methodType());
            return (Target)
                    LambdaMetafactory.metafactory(
                                    LOOKUP,
                                    "call",
                                    MethodType.methodType(targetClass()),
                                    type(Object.class),
                                    method,
                                    methodType())
                            .getTarget()
                            .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("no implementation of " + builtin, e);
        }
    }

    private Class<? extends Target> targetClass() {
        if (isVariadic()) {
            return VariadicFunction.class;
        }
        return switch (builtin.maxArguments()) {
            case 0 -> Function0.class;
            case 1 -> Function1.class;
            case 2 -> Function2.class;
            case 3 -> Function3.class;
            default -> throw new IllegalStateException("too many arguments: " + builtin);
        };
    }

    /** A method as a function. */
    public sealed interface Target {}

    /** A function without arguments. */
    @FunctionalInterface
    public non-sealed interface Function0 extends Target {
        @Nullable Object call(ExecutionContext context);
    }

    /** A function of one argument. */
    @FunctionalInterface
    public non-sealed interface Function1 extends Target {
        @Nullable Object call(ExecutionContext context, @Nullable Object first);
    }

    /** A function of two arguments. */
    @FunctionalInterface
    public non-sealed interface Function2 extends Target {
        @Nullable Object call(
                ExecutionContext context, @Nullable Object first, @Nullable Object second);
    }

    /** A function of three arguments. */
    @FunctionalInterface
    public non-sealed interface Function3 extends Target {
        @Nullable Object call(
                ExecutionContext context,
                @Nullable Object first,
                @Nullable Object second,
                @Nullable Object third);
    }

    /** A function of any number of arguments. */
    @FunctionalInterface
    public non-sealed interface VariadicFunction extends Target {
        @Nullable Object call(ExecutionContext context, @Nullable Object[] arguments);
    }
}
