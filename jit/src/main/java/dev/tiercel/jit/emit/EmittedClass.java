package dev.tiercel.jit.emit;

import java.util.List;

/**
 * A generated class, not yet defined.
 *
 * @param bytes the class file
 * @param constants the class data
 * @param largestMethodBytes size of the code of the largest method that runs logic
 */
public record EmittedClass(byte[] bytes, List<Object> constants, int largestMethodBytes) {
    public EmittedClass {
        constants = List.copyOf(constants);
    }
}
