package dev.tiercel.server.assembly;

import dev.tiercel.frontend.check.CheckSettings;
import dev.tiercel.frontend.check.StatementInspector;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.document.SqlDialect;
import dev.tiercel.interpreter.ConstantEvaluation;
import dev.tiercel.jit.tier.CompilationObserver;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.jit.tier.TierSettings;
import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.CoarseClock;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.engine.EngineUnits;
import dev.tiercel.server.route.DocumentFrontEnd;
import dev.tiercel.server.route.RouteAssembler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what reads, compiles and runs documents, from the configuration. */
public final class EngineAssembly {
    private EngineAssembly() {}

    /** Returns what reads and checks documents, without asking databases. */
    public static DocumentFrontEnd frontEnd(ServerConfig config) {
        return frontEnd(config, StatementInspector.NONE);
    }

    static DocumentFrontEnd frontEnd(ServerConfig config, StatementInspector inspector) {
        return new DocumentFrontEnd(
                documentSettings(config),
                new CheckSettings(
                        Set.copyOf(config.engine().environmentAllowed()),
                        config.documents().limits(),
                        new ConstantEvaluation()),
                inspector,
                config.documents().strict(),
                config.auth().isConfigured());
    }

    /**
     * Returns an engine; to be closed.
     *
     * @param observer is told what became of compilations
     */
    public static TierController tiers(ServerConfig config, CompilationObserver observer) {
        ServerConfig.Engine engine = config.engine();
        TieringMode mode =
                switch (engine.tiering().mode()) {
                    case AUTO -> TieringMode.AUTO;
                    case INTERPRET -> TieringMode.INTERPRET;
                    case COMPILE -> TieringMode.COMPILE;
                };
        return new TierController(
                TierSettings.DEFAULTS
                        .withMode(mode)
                        .withCompilerThreads(engine.tiering().compilerThreads())
                        .withVerify(engine.tiering().verify())
                        .withCallDepthMax(engine.callDepth()),
                observer);
    }

    /** Returns what makes routes ready for requests. */
    public static RouteAssembler assembler(ServerConfig config, TierController tiers) {
        return new RouteAssembler(
                new EngineUnits(tiers),
                limits(config),
                config.server().bodyBytesMax(),
                config.validateResponses());
    }

    /** Returns what all requests share. */
    public static ExecutionEnvironment environment(
            ServerConfig config,
            Surroundings surroundings,
            CoarseClock clock,
            Connectors connectors) {
        ObjectBuilder allowed = new ObjectBuilder();
        for (String name : config.engine().environmentAllowed()) {
            Optional.ofNullable(surroundings.variables().get(name))
                    .ifPresent(value -> allowed.put(name, value));
        }
        return new ExecutionEnvironment(
                clock,
                surroundings.instants(),
                surroundings.random(),
                allowed.build(),
                config.engine().bcryptCost(),
                config.engine().parallelMax(),
                surroundings.connectors().apply(connectors));
    }

    private static BudgetLimits limits(ServerConfig config) {
        ServerConfig.Engine engine = config.engine();
        return new BudgetLimits(
                engine.fuel(),
                engine.deadlineMillis(),
                engine.memoryBytes(),
                engine.callDepth(),
                engine.iterationsMax());
    }

    private static DocumentSettings documentSettings(ServerConfig config) {
        Map<String, Long> ceilings =
                config.documents().allowLimitIncrease() ? Map.of() : ceilings(config);
        return new DocumentSettings(
                config.documents().limits(),
                DocumentSettings.DEFAULTS.gatewayPath(),
                ceilings,
                DocumentSettings.DEFAULTS.extensionOperations(),
                dialects(config));
    }

    /** Returns the dialects of the databases; a URL of none of them is an error of the start. */
    private static Map<String, SqlDialect> dialects(ServerConfig config) {
        Map<String, SqlDialect> dialectByName = new HashMap<>();
        config.databases()
                .forEach((name, database) ->
                        dialectByName.put(
                                name, SqlDialect.of(database.url()).orElse(SqlDialect.SQLITE)));
        return dialectByName;
    }

    /** Returns the greatest values of the fields of {@code limits} and {@code ws_options}. */
    private static Map<String, Long> ceilings(ServerConfig config) {
        ServerConfig.Engine engine = config.engine();
        ServerConfig.WebSocket socket = config.webSocket();
        Map<String, Long> ceilings = new HashMap<>();
        ceilings.put("fuel", engine.fuel());
        ceilings.put("deadline_ms", engine.deadlineMillis());
        ceilings.put("memory_bytes", engine.memoryBytes());
        ceilings.put("body_bytes", (long) config.server().bodyBytesMax());
        ceilings.put("max_message_bytes", (long) socket.messageBytesMax());
        ceilings.put("queue_messages", (long) socket.queueMessages());
        ceilings.put("queue_bytes", (long) socket.queueBytes());
        ceilings.put("write_timeout_ms", socket.writeTimeout().toMillis());
        ceilings.put("max_connections", (long) socket.connectionsPerRouteMax());
        putUnlessOff(ceilings, "ping_interval_ms", socket.pingInterval());
        putUnlessOff(ceilings, "idle_timeout_ms", socket.idleTimeout());
        return ceilings;
    }

    private static void putUnlessOff(Map<String, Long> ceilings, String name, Duration time) {
        if (time.isPositive()) {
            ceilings.put(name, time.toMillis());
        }
    }
}
