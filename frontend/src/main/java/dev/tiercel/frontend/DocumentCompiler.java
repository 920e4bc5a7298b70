package dev.tiercel.frontend;

import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.lower.CompiledRoute;
import dev.tiercel.frontend.lower.RouteLowering;
import java.util.Map;

/**
 * Turns checked documents into programs. The programs are as written: no pass has run.
 *
 * <p>Safe for use by several threads; each call works on its own data.
 */
public final class DocumentCompiler {
    /** Makes a compiler; one serves any number of documents. */
    public DocumentCompiler() {}

    /**
     * Compiles a route that uses no extension.
     *
     * @param globals global functions by name; those that the route calls are present, with the
     *     number of parameters that the calls pass
     * @throws IllegalStateException if the document was not checked against these functions
     */
    public CompiledRoute compile(RouteDocument route, Map<String, FunctionDocument> globals) {
        return compile(route, globals, Map.of());
    }

    /**
     * Compiles a route.
     *
     * @param globals global functions by name; those that the route calls are present, with the
     *     number of parameters that the calls pass
     * @param extensions by the operation that they add; those that the route uses are present
     * @throws IllegalStateException if the document was not checked against these functions and
     *     extensions
     */
    public CompiledRoute compile(
            RouteDocument route,
            Map<String, FunctionDocument> globals,
            Map<String, ExtensionDocument> extensions) {
        return new RouteLowering(route, globals, extensions).lower();
    }
}
