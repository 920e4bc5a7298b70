package dev.tiercel.server.logic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.DocumentCompiler;
import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.document.DocumentSettings;
import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.FunctionDocument;
import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import dev.tiercel.ir.Program;
import dev.tiercel.jit.tier.RouteEntry;
import dev.tiercel.jit.tier.TierController;
import dev.tiercel.jit.tier.TierSettings;
import dev.tiercel.jit.tier.TieringMode;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.CoarseClock;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.RandomSource;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.runtime.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs the logic of documents on real connectors, without HTTP in front. A text may hold functions
 * besides its one route.
 */
public final class LogicRun implements AutoCloseable {
    private final CoarseClock clock = CoarseClock.ticking(Duration.ofMillis(1));
    private final Map<TieringMode, TierController> tiers = new HashMap<>();
    private final Connectors connectors;
    private final DocumentSettings settings;
    private BudgetLimits limits = BudgetLimits.DEFAULTS;

    /** Everything after one run, the body or error as JSON. */
    public record Outcome(int status, String body, @Nullable ErrorValue error) {
        /** Returns the code of the error that left the logic. */
        public String code() {
            return error == null ? "no error, but " + body : error.code();
        }
    }

    public LogicRun(Connectors connectors) {
        this(connectors, DocumentSettings.DEFAULTS);
    }

    public LogicRun(Connectors connectors, DocumentSettings settings) {
        this.connectors = connectors;
        this.settings = settings;
        for (TieringMode mode : List.of(TieringMode.INTERPRET, TieringMode.COMPILE)) {
            tiers.put(mode, new TierController(TierSettings.DEFAULTS.withMode(mode)));
        }
    }

    public void limits(BudgetLimits newLimits) {
        limits = newLimits;
    }

    /** Runs steps of a route, without a request body. */
    public Outcome run(TieringMode tier, String steps) {
        return run(tier, steps, "null");
    }

    /** Runs steps of a route. */
    public Outcome run(TieringMode tier, String steps, String body) {
        return runDocument(
                tier, "name: r\npath: /r\nmethod: POST\nlogic:\n" + steps.indent(2), body);
    }

    /** Runs the route of a text of documents. */
    public Outcome runDocument(TieringMode tier, String text, String body) {
        RouteEntry entry = Objects.requireNonNull(tiers.get(tier)).start("r/logic", compile(text));
        return run(entry, body);
    }

    private Outcome run(RouteEntry entry, String body) {
        ResponseBuffer response = new ResponseBuffer();
        LogicRequest request =
                new LogicRequest(
                        JsonReader.read(body.getBytes(StandardCharsets.UTF_8)), clock.nanos());
        ExecutionContext context =
                new ExecutionContext(
                        environment(),
                        limits,
                        entry.program().locations(),
                        request,
                        request,
                        response);
        try {
            entry.target().execute(context);
            String written =
                    new String(response.bytes(), 0, response.length(), StandardCharsets.UTF_8);
            return new Outcome(response.status(), written, null);
        } catch (LogicError error) {
            ErrorValue value = error.value();
            return new Outcome(value.status(), value.message(), value);
        } finally {
            context.end();
        }
    }

    private ExecutionEnvironment environment() {
        return new ExecutionEnvironment(
                clock,
                InstantSource.system(),
                RandomSource.seeded(1),
                ObjectValue.EMPTY,
                4,
                64,
                connectors);
    }

    private Program compile(String text) {
        Diagnostics diagnostics = new Diagnostics("test.yaml");
        SourceText source =
                new SourceText("test.yaml", text.getBytes(StandardCharsets.UTF_8), true);
        SyntaxText syntax = SyntaxReader.read(source, DocumentLimits.DEFAULTS, diagnostics);
        List<Document> documents = DocumentReader.read(syntax, settings, diagnostics);
        assertThat(diagnostics.hasErrors()).as("%s", diagnostics.sorted()).isFalse();
        Map<String, FunctionDocument> functions = new HashMap<>();
        Map<String, ExtensionDocument> extensions = new HashMap<>();
        RouteDocument route = null;
        for (Document document : documents) {
            if (document instanceof RouteDocument r) {
                route = r;
            } else if (document instanceof FunctionDocument function) {
                functions.put(function.name(), function);
            } else if (document instanceof ExtensionDocument extension) {
                extensions.put(extension.operation(), extension);
            }
        }
        return new DocumentCompiler()
                .compile(Objects.requireNonNull(route), functions, extensions)
                .units()
                .getFirst()
                .program();
    }

    @Override
    public void close() {
        tiers.values().forEach(TierController::close);
        clock.close();
    }
}
