package dev.tiercel.frontend.lower;

import java.io.Serial;

/** A document whose parts hand each other over more variables than a program may have. */
public final class ProgramTooLargeException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    ProgramTooLargeException(int valuesMax) {
        super(
                "The functions, tasks and branches of the document hand each other over more than "
                        + valuesMax
                        + " values; let fewer of them use the same variables");
    }
}
