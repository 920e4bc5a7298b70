package dev.tiercel.ir.analysis;

import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.ValueType;
import org.jspecify.annotations.Nullable;

/** What is known of the values of a routine. */
public interface ValueFacts {
    /** Returns every type the value may have. */
    ValueType type(int value);

    /** Returns the constant the value always is, null if it is not known to be one. */
    Opcode.@Nullable Constant constant(int value);
}
