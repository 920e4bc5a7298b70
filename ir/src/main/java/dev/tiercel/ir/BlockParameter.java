package dev.tiercel.ir;

/**
 * A value that a block receives from the edges that lead to it (what other forms of SSA call a
 * phi).
 *
 * @param value id of the value within its routine
 * @param type every type the value may have
 */
public record BlockParameter(int value, ValueType type) {}
