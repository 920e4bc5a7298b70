package dev.tiercel.server.route;

import dev.tiercel.ir.SourceLocation;
import dev.tiercel.jit.tier.RouteEntry;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.json.ProjectionReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The logic of a route, or a hook, as requests run it. Thread-safe. */
public interface LiveUnit {
    /** Returns {@code logic}, or the name of the hook. */
    String name();

    /** Returns what runs now; it is replaced while requests run. */
    Executable target();

    /** Returns what the engine knows about the unit, and how it can be told what to do with it. */
    RouteEntry entry();

    /** Returns the sources of errors, to which the program refers. */
    List<SourceLocation> locations();

    /**
     * Returns the reader of the body's parts that the program needs, null if it needs the whole
     * body.
     */
    @Nullable ProjectionReader projection();
}
