package dev.tiercel.frontend.lower;

import dev.tiercel.ir.Program;

/**
 * What the engine executes of a route.
 *
 * @param name {@code logic}, or the name of a hook
 * @param program as written: no pass has run
 */
public record CompiledUnit(String name, Program program) {}
