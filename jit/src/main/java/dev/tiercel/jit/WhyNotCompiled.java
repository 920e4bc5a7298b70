package dev.tiercel.jit;

/**
 * Why a unit runs in the interpreter.
 *
 * @param message one sentence for people
 */
public record WhyNotCompiled(Code code, String message) {
    /** The reasons, named as the admin API names them (ADM-31). */
    public enum Code {
        /** It waits for the compiler. */
        QUEUED,
        /** An administrator pinned it to the interpreter. */
        PINNED,
        /** The server is configured to interpret only. */
        TIERING_OFF,
        /** Its code exceeds what the JVM compiles. */
        TOO_LARGE,
        /** The compiler failed: a defect. */
        COMPILER_ERROR,
        /** The JVM rejected the generated class: a defect. */
        VERIFY_ERROR,
        /** The generated class answered differently from the interpreter: a defect. */
        MISMATCH,
        /** It was compiled again too often. */
        FROZEN
    }
}
