package dev.tiercel.ir.pass;

import dev.tiercel.ir.Program;

/**
 * A step that makes a program better and keeps what it does. Deterministic; takes verified programs
 * and gives verified programs.
 */
public interface Pass {
    /** Returns the name for listings, which is that of the class. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Returns the better program; the same object if there is nothing to do. */
    Program run(Program program);
}
