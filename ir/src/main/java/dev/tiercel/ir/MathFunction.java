package dev.tiercel.ir;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The operations of {@code math_op}, which compute in doubles. */
public enum MathFunction {
    SUM(0, Integer.MAX_VALUE, "sum", "add"),
    SUBTRACT(2, Integer.MAX_VALUE, "subtract", "sub"),
    MULTIPLY(0, Integer.MAX_VALUE, "multiply", "mul", "product"),
    DIVIDE(2, Integer.MAX_VALUE, "divide", "div"),
    MOD(2, 2, "mod", "modulo", "rem"),
    POW(2, 2, "pow", "power"),
    SQRT(1, 1, "sqrt"),
    ABS(1, 1, "abs"),
    FLOOR(1, 1, "floor"),
    CEIL(1, 1, "ceil"),
    ROUND(1, 2, "round"),
    AVG(1, Integer.MAX_VALUE, "avg", "average", "mean"),
    MIN(1, Integer.MAX_VALUE, "min"),
    MAX(1, Integer.MAX_VALUE, "max"),
    RANDOM_INT(2, 2, "random_int", "random");

    private final int minArguments;
    private final int maxArguments;
    private final List<String> names;

    MathFunction(int minArguments, int maxArguments, String... names) {
        this.minArguments = minArguments;
        this.maxArguments = maxArguments;
        this.names = List.of(names);
    }

    /** Returns the least number of arguments. */
    public int minArguments() {
        return minArguments;
    }

    /** Returns the greatest number of arguments; {@link Integer#MAX_VALUE} if there is none. */
    public int maxArguments() {
        return maxArguments;
    }

    /** Returns the canonical name, then the alternatives. */
    public List<String> names() {
        return names;
    }

    /** Returns the function with the given canonical or alternative name. */
    public static Optional<MathFunction> find(String name) {
        return Arrays.stream(values()).filter(f -> f.names.contains(name)).findFirst();
    }
}
