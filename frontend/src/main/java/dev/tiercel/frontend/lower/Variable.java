package dev.tiercel.frontend.lower;

import dev.tiercel.ir.ValueType;
import java.util.function.IntSupplier;

/**
 * A variable of one routine. Identity matters: a loop variable hides an outer one of the same name.
 */
final class Variable {
    private final String name;
    private final ValueType type;
    private final IntSupplier initial;

    /**
     * @param type every type the variable may have
     * @param initial gives the id of the value that the variable has before its first assignment;
     *     called once at most, and emits into the entry block
     */
    Variable(String name, ValueType type, IntSupplier initial) {
        this.name = name;
        this.type = type;
        this.initial = initial;
    }

    ValueType type() {
        return type;
    }

    IntSupplier initial() {
        return initial;
    }

    @Override
    public String toString() {
        return name;
    }
}
