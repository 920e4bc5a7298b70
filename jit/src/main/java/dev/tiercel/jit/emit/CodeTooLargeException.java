package dev.tiercel.jit.emit;

/** Says that a program does not fit into the methods, or the class, that the JVM compiles. */
public final class CodeTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CodeTooLargeException(String message) {
        super(message);
    }
}
