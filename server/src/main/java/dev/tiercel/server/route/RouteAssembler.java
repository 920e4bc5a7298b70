package dev.tiercel.server.route;

import dev.tiercel.frontend.document.LiteralChannels;
import dev.tiercel.frontend.document.RateLimit;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.lower.CompiledRoute;
import dev.tiercel.frontend.lower.CompiledUnit;
import dev.tiercel.interpreter.InterpretedProgram;
import dev.tiercel.ir.Program;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.server.input.BodySchema;
import dev.tiercel.server.input.NodeValues;
import dev.tiercel.server.input.ParameterBinder;
import dev.tiercel.server.input.RouteInput;
import dev.tiercel.server.store.StoredDocument;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Puts together what requests need of a route. Thread-safe. */
public final class RouteAssembler {
    /** Number of documents of one change from which their units start later. */
    private static final int MANY = 256;

    private final LiveUnits units;
    private final BudgetLimits limits;
    private final long bodyBytesMax;
    private final boolean checksAnswers;

    /**
     * @param limits of routes without limits of their own
     * @param checksAnswers whether answers are checked against their schema (DOC-31)
     */
    public RouteAssembler(
            LiveUnits units, BudgetLimits limits, long bodyBytesMax, boolean checksAnswers) {
        this.units = units;
        this.limits = limits;
        this.bodyBytesMax = bodyBytesMax;
        this.checksAnswers = checksAnswers;
    }

    /**
     * Makes versions ready, on all processors.
     *
     * @throws EngineDefectException if the engine cannot run one of them although it was checked;
     *     then none is left running
     */
    List<Registered> assemble(List<ReleasePlan.NewVersion> versions) {
        boolean isLater = isMany(versions.size());
        Queue<EngineDefectException> defects = new ConcurrentLinkedQueue<>();
        List<Optional<Registered>> assembled =
                versions.parallelStream()
                        .map(version -> assemble(version, isLater, defects))
                        .toList();
        List<Registered> ready = assembled.stream().flatMap(Optional::stream).toList();
        if (!defects.isEmpty()) {
            ready.stream()
                    .flatMap(registered -> registered.version().stream())
                    .flatMap(version -> version.route().stream())
                    .flatMap(route -> route.units().stream())
                    .forEach(this::retire);
            throw defects.element();
        }
        return ready;
    }

    private Optional<Registered> assemble(
            ReleasePlan.NewVersion version, boolean isLater, Queue<EngineDefectException> defects) {
        try {
            return Optional.of(assemble(version, isLater));
        } catch (EngineDefectException e) {
            defects.add(e);
            return Optional.empty();
        }
    }

    /** Whether the units of so many documents start later. */
    static boolean isMany(int documents) {
        return documents >= MANY;
    }

    /** Starts the units that were left for later, in the background. */
    void startWaiting() {
        units.startWaiting();
    }

    /**
     * Makes a version ready.
     *
     * @param isLater whether its units start when there is time, or a request
     * @throws EngineDefectException if the engine cannot run it although it was checked
     */
    Registered assemble(ReleasePlan.NewVersion version, boolean isLater) {
        Optional<ServedRoute> route;
        try {
            route = version.route().map(compiled -> serve(version, compiled, isLater));
        } catch (RuntimeException e) {
            throw new EngineDefectException(version.newest(), e);
        }
        return new Registered(
                version.newest(),
                Optional.of(
                        new Registered.Version(
                                version.stored(),
                                version.document(),
                                version.functions(),
                                version.extensions(),
                                route)),
                version.isQuarantined(),
                version.diagnostics());
    }

    void retire(LiveUnit unit) {
        units.retire(unit);
    }

    private ServedRoute serve(
            ReleasePlan.NewVersion version, CompiledRoute compiled, boolean isLater) {
        RouteDocument document = (RouteDocument) version.document();
        Optional<RouteDocument.Limits> own = document.options().limits();
        return new ServedRoute(
                version.stored().id(),
                document,
                RouteKey.of(document),
                PathParameters.of(document.path()),
                compiled.units().stream()
                        .map(unit -> start(version.stored(), unit, isLater))
                        .toList(),
                new RouteInput(
                        ParameterBinder.of(document.parameters()),
                        BodySchema.ofRequest(document.options())),
                new BudgetLimits(
                        own.flatMap(RouteDocument.Limits::fuel).orElse(limits.fuel()),
                        own.flatMap(RouteDocument.Limits::deadlineMillis)
                                .orElse(limits.deadlineMillis()),
                        own.flatMap(RouteDocument.Limits::memoryBytes).orElse(limits.memoryBytes()),
                        limits.callDepth(),
                        limits.maxIterations()),
                own.flatMap(RouteDocument.Limits::bodyBytes).orElse(bodyBytesMax),
                LiteralChannels.of(document),
                rateLimit(document, version.rateLimitKey()),
                checksAnswers ? BodySchema.ofResponse(document.options()) : Optional.empty());
    }

    private LiveUnit start(StoredDocument route, CompiledUnit unit, boolean isLater) {
        return isLater ? units.startLater(route, unit) : units.start(route, unit);
    }

    private static Optional<RouteLimit> rateLimit(RouteDocument document, Optional<Program> key) {
        if (!(document.options().rateLimit().orElse(null) instanceof RateLimit.Requests rule)) {
            return Optional.empty();
        }
        JsonBuffer text = new JsonBuffer();
        document.syntax()
                .find("rate_limit")
                .ifPresent(entry -> text.value(NodeValues.of(entry.value())));
        return Optional.of(
                new RouteLimit(
                        rule,
                        text.text(),
                        key.map(program ->
                                new RouteLimit.Key(
                                        InterpretedProgram.of(program), program.locations()))));
    }
}
