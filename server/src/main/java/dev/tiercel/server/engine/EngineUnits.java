package dev.tiercel.server.engine;

import dev.tiercel.frontend.lower.CompiledUnit;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.server.route.LiveUnit;
import dev.tiercel.server.route.LiveUnits;
import dev.tiercel.server.store.StoredDocument;
import dev.tiercel.server.thread.BackgroundPriority;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the units of documents run, in the tiers of the engine. Thread-safe. */
public final class EngineUnits implements LiveUnits {
    private static final Logger LOG = LoggerFactory.getLogger(EngineUnits.class);

    private final TierController controller;
    private final Queue<LaterUnit> waiting = new ConcurrentLinkedQueue<>();

    public EngineUnits(TierController controller) {
        this.controller = controller;
    }

    @Override
    public LiveUnit start(StoredDocument route, CompiledUnit unit) {
        return StartedUnit.start(controller, route.name(), unit);
    }

    @Override
    public LiveUnit startLater(StoredDocument route, CompiledUnit unit) {
        if (controller.settings().mode() == TieringMode.COMPILE) {
            return start(route, unit);
        }
        LaterUnit later =
                new LaterUnit(unit.name(), () -> StartedUnit.start(controller, route.name(), unit));
        waiting.add(later);
        return later;
    }

    @Override
    public void startWaiting() {
        if (!waiting.isEmpty()) {
            Thread.ofPlatform().name("tiercel-units").daemon(true).start(this::startAll);
        }
    }

    private void startAll() {
        BackgroundPriority.prepare();
        BackgroundPriority.take();
        for (LaterUnit unit = waiting.poll(); unit != null; unit = waiting.poll()) {
            if (controller.isClosed()) {
                return;
            }
            try {
                unit.prepare();
            } catch (RuntimeException e) {
                LOG.error("A unit cannot run because of a defect: {}", unit.name(), e);
            }
        }
    }

    @Override
    public void retire(LiveUnit unit) {
        if (unit instanceof LaterUnit later) {
            later.retire();
        } else {
            unit.entry().retire();
        }
    }
}
