package dev.tiercel.frontend;

import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.lower.RouteLowering;
import dev.tiercel.ir.Program;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns checked documents into programs. The programs are as written: no pass has run.
 *
 * <p>Safe for use by several threads; each call works on its own data.
 */
public final class DocumentCompiler {
    /**
     * What the engine executes of a route.
     *
     * @param name {@code logic}, or the name of a hook
     */
    public record Unit(String name, Program program) {}

    /**
     * A route with its units.
     *
     * @param globalFunctions names of the global functions that the route depends on, directly or
     *     through others
     */
    public record CompiledRoute(List<Unit> units, Set<String> globalFunctions) {
        public CompiledRoute {
            units = List.copyOf(units);
            globalFunctions = Set.copyOf(globalFunctions);
        }
    }

    /** Makes a compiler; one serves any number of documents. */
    public DocumentCompiler() {}

    /**
     * Compiles a route.
     *
     * @param globals global functions by name; those that the route calls are present, with the
     *     number of parameters that the calls pass
     * @throws IllegalStateException if the document was not checked against these functions
     */
    public CompiledRoute compile(RouteDocument route, Map<String, FunctionDocument> globals) {
        return new RouteLowering(route, globals).lower();
    }
}
