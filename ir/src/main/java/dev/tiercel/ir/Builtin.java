package dev.tiercel.ir;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The built-in functions of the expression language: names, arity, result type and effects. Their meaning is
 * implemented by the package {@code dev.tiercel.runtime}.
 */
public enum Builtin {
    // TEMPORARY EXCERPT: replaced by the complete table
    UPPER("upper", 1, 1, ValueType.STRING),
    LENGTH("length", 1, 1, ValueType.INTEGER, "len", "size"),
    FILTER("filter", 2, 2, 1, ValueType.ARRAY);

    private static final Map<String, Builtin> BY_NAME = new HashMap<>();

    static {
        for (Builtin builtin : values()) {
            for (String name : builtin.names) {
                BY_NAME.put(name, builtin);
            }
        }
    }

    private final List<String> names;
    private final int minArguments;
    private final int maxArguments;
    private final int predicateIndex;
    private final ValueType resultType;

    Builtin(String name, int minArguments, int maxArguments, ValueType resultType, String... alternatives) {
        this(name, minArguments, maxArguments, -1, resultType, alternatives);
    }

    Builtin(
            String name,
            int minArguments,
            int maxArguments,
            int predicateIndex,
            ValueType resultType,
            String... alternatives) {
        this.names = java.util.stream.Stream.concat(java.util.stream.Stream.of(name), java.util.Arrays.stream(alternatives)).toList();
        this.minArguments = minArguments;
        this.maxArguments = maxArguments;
        this.predicateIndex = predicateIndex;
        this.resultType = resultType;
    }

    /** Returns the built-in function of that canonical or alternative name for that number of arguments. */
    public static Optional<Builtin> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public List<String> names() {
        return names;
    }

    public int minArguments() {
        return minArguments;
    }

    /** Returns the greatest number of arguments; {@link Integer#MAX_VALUE} if there is none. */
    public int maxArguments() {
        return maxArguments;
    }

    /** Returns the position of the argument that is a predicate, or -1 if there is none. */
    public int predicateIndex() {
        return predicateIndex;
    }

    /** Whether a null first argument gives null (LANG-54), so that the result type then includes NULL. */
    public boolean propagatesNull() {
        return true;
    }

    /** Returns every type of the result, without the NULL of {@link #propagatesNull()}. */
    public ValueType resultType() {
        return resultType;
    }

    public Set<Effect> effects() {
        return Effect.setOf(Effect.THROWS, Effect.ALLOCATES);
    }
}
