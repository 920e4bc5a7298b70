package dev.tiercel.server.engine;

import dev.tiercel.frontend.lower.CompiledUnit;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.jit.tier.RouteEntry;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.json.ProjectionReader;
import dev.tiercel.server.route.LiveUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A unit that the engine runs. Thread-safe. */
record StartedUnit(
        String name,
        RouteEntry entry,
        List<SourceLocation> locations,
        @Nullable ProjectionReader projection)
        implements LiveUnit {
    static StartedUnit start(TierController controller, String route, CompiledUnit unit) {
        RouteEntry entry = controller.start(route + "/" + unit.name(), unit.program());
        return new StartedUnit(
                unit.name(),
                entry,
                entry.program().locations(),
                entry.program().projection().map(ProjectionReader::of).orElse(null));
    }

    @Override
    public Executable target() {
        return entry.target();
    }
}
