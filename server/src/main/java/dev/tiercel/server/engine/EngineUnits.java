package dev.tiercel.server.engine;

import dev.tiercel.frontend.lower.CompiledUnit;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.jit.tier.RouteEntry;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.runtime.Executable;
import dev.tiercel.runtime.json.ProjectionReader;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.LiveUnits;
import dev.tiercel.server.store.StoredDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the units of documents run, in the tiers of the engine. Thread-safe. */
public final class EngineUnits implements LiveUnits {
    private final TierController controller;

    public EngineUnits(TierController controller) {
        this.controller = controller;
    }

    @Override
    public LiveUnit start(StoredDocument route, CompiledUnit unit) {
        RouteEntry entry = controller.start(route.name() + "/" + unit.name(), unit.program());
        return new Unit(
                unit.name(),
                entry,
                entry.program().locations(),
                entry.program().projection().map(ProjectionReader::of).orElse(null));
    }

    @Override
    public void retire(LiveUnit unit) {
        unit.entry().retire();
    }

    private record Unit(
            String name,
            RouteEntry entry,
            List<SourceLocation> locations,
            @Nullable ProjectionReader projection)
            implements LiveUnit {
        @Override
        public Executable target() {
            return entry.target();
        }
    }
}
