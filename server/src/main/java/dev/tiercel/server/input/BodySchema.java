package dev.tiercel.server.input;

import java.util.List;

/**
 * Checks the body of a request against a JSON Schema (DOC-28 to DOC-30). Immutable and thread-safe.
 */
public final class BodySchema {
    void check(InputRoots roots, List<InputProblem> problems) {}
}
