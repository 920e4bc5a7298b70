package dev.tiercel.jit;

/** What became of a compilation. */
public sealed interface CompileResult {
    /** A class was generated and defined. */
    record Compiled(CompiledCode code) implements CompileResult {}

    /** The program stays interpreted. */
    record Refused(WhyNotCompiled why) implements CompileResult {}
}
