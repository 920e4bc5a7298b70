package dev.tiercel.server.golden;

import dev.tiercel.ir.Program;
import dev.tiercel.jit.tier.CompilationObserver;
import dev.tiercel.jit.tier.CompilationOutcome;
import dev.tiercel.jit.tier.RouteEntry;
import dev.tiercel.jit.tier.Tier;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.jit.tier.TierSettings;
import dev.tiercel.runtime.json.ProjectionReader;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Runs a program as a server with a threshold does: in the interpreter until the call that queues
 * the compilation, as a class afterwards.
 */
final class ThresholdRun {
    /** Has a permit for each compilation that has ended. */
    private static final Semaphore COMPILATIONS = new Semaphore(0);

    private static final Map<Integer, TierController> CONTROLLERS =
            Map.of(1, controller(1), 2, controller(2));

    private ThresholdRun() {}

    /** Calls the program once more than each threshold, so that its last call runs the class. */
    static void run(Program program, Consumer<TieredProgram.Form> call) {
        CONTROLLERS.forEach((threshold, controller) -> {
            RouteEntry entry = controller.start(program.name(), program);
            for (int i = 0; i < threshold; i++) {
                call.accept(form(entry, "call " + (i + 1) + " of threshold " + threshold));
            }
            awaitClass(entry);
            call.accept(form(entry, "the class of threshold " + threshold));
            entry.retire();
        });
    }

    private static TieredProgram.Form form(RouteEntry entry, String name) {
        return new TieredProgram.Form(
                name,
                entry.target(),
                entry.program().locations(),
                entry.program().projection().map(ProjectionReader::of).orElse(null));
    }

    private static void awaitClass(RouteEntry entry) {
        COMPILATIONS.acquireUninterruptibly();
        if (entry.tier() != Tier.COMPILED) {
            throw new AssertionError(entry.statistics().whyNotCompiled().toString());
        }
    }

    private static TierController controller(int threshold) {
        return new TierController(
                TierSettings.DEFAULTS.withCompileCalls(threshold),
                new CompilationObserver() {
                    @Override
                    public void ended(Tier tier, CompilationOutcome outcome, long nanos) {
                        COMPILATIONS.release();
                    }

                    @Override
                    public void dropped(Tier tier) {
                        COMPILATIONS.release();
                    }
                });
    }
}
