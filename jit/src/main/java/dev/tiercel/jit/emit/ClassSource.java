package dev.tiercel.jit.emit;

import dev.tiercel.ir.Program;

/**
 * Where the code of a generated class comes from, as its class file says.
 *
 * @param document name of the document that its unit belongs to
 * @param map what line numbers stand for if some are of other documents (JSR 45), or nothing
 */
public record ClassSource(String document, String map) {
    /** Returns the source of the class of a program. */
    public static ClassSource of(Program program) {
        LineTable lines = LineTable.of(program);
        return new ClassSource(lines.source(), lines.sourceMap().orElse(""));
    }
}
