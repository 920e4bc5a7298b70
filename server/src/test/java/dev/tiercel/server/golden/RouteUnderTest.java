package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.frontend.document.RouteDocument;
import dev.tiercel.frontend.document.RouteDocument.Limits;
import dev.tiercel.ir.Program;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.CoarseClock;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.RandomSource;
import dev.tiercel.runtime.ResponseBuffer;
import dev.tiercel.runtime.effect.Connectors;
import dev.tiercel.server.input.FieldSchemaCache;
import dev.tiercel.server.input.ParameterBinder;
import dev.tiercel.server.input.RouteInput;
import dev.tiercel.server.input.ValueRequest;
import dev.tiercel.server.logic.TestConnectors;
import java.time.Duration;
import java.util.Optional;

/** A route with its logic in every tier. Its runs differ in nothing but the tier. */
final class RouteUnderTest {
    private static final int BCRYPT_COST = 4;
    private static final int TASKS_MAX = 64;
    private static final Connectors CONNECTORS = TestConnectors.none().with(new FieldSchemaCache());

    private final RouteDocument document;
    private final Program program;
    private final TieredProgram tiers;
    private final RouteInput input;
    private final CaseSettings settings;

    /** Makes a route whose program is verified after each pass. */
    RouteUnderTest(RouteDocument document, Program program, CaseSettings settings) {
        this(document, program, TieredProgram.of(program, true), settings);
    }

    RouteUnderTest(
            RouteDocument document, Program program, TieredProgram tiers, CaseSettings settings) {
        this.document = document;
        this.program = program;
        this.tiers = tiers;
        this.input = new RouteInput(ParameterBinder.of(document.parameters()), Optional.empty());
        this.settings = settings;
    }

    /** Runs a request in every tier, and returns the outcome after comparing all of them. */
    Outcome run(CaseRequest request) {
        Outcome reference = run(request, tiers.forms().getFirst());
        for (TieredProgram.Form form : tiers.forms().subList(1, tiers.forms().size())) {
            compare(request, form, reference);
        }
        return reference;
    }

    /** Compares the calls of a server with the thresholds 1 and 2 with an outcome. */
    void runWithThresholds(CaseRequest request, Outcome reference) {
        ThresholdRun.run(program, form -> compare(request, form, reference));
    }

    private void compare(CaseRequest request, TieredProgram.Form form, Outcome reference) {
        assertThat(run(request, form).observable())
                .as("%s, compared with the reference", form.name())
                .isEqualTo(reference.observable());
    }

    private Outcome run(CaseRequest written, TieredProgram.Form form) {
        CoarseClock clock = CoarseClock.standing(0);
        ValueRequest request =
                CaseInput.of(written, document, input.needsWholeBody() ? null : form.projection());
        assertThat(input.check(request)).isEmpty();
        RecordedEffects effects = new RecordedEffects(clock);
        BudgetLimits limits = limits();
        ExecutionContext context =
                new ExecutionContext(
                        environment(clock),
                        limits,
                        form.locations(),
                        request,
                        effects,
                        new ResponseBuffer());
        effects.countSteps(() -> limits.fuel() - context.fuel);
        Optional<LogicError> error = Optional.empty();
        try {
            form.executable().execute(context);
        } catch (LogicError raised) {
            error = Optional.of(raised);
        }
        return Outcome.of(context, error, effects.lines());
    }

    private ExecutionEnvironment environment(CoarseClock clock) {
        ObjectBuilder variables = new ObjectBuilder();
        settings.environment().forEach(variables::put);
        return new ExecutionEnvironment(
                clock,
                () -> settings.now().plus(Duration.ofNanos(clock.nanos())),
                RandomSource.seeded(1),
                variables.build(),
                BCRYPT_COST,
                TASKS_MAX,
                CONNECTORS);
    }

    /** Returns the budgets of the route: its own, else those of the case. */
    BudgetLimits limits() {
        Optional<Limits> own = document.options().limits();
        BudgetLimits server = settings.limits();
        return new BudgetLimits(
                own.flatMap(Limits::fuel).orElse(server.fuel()),
                own.flatMap(Limits::deadlineMillis).orElse(server.deadlineMillis()),
                own.flatMap(Limits::memoryBytes).orElse(server.memoryBytes()),
                server.callDepth(),
                server.maxIterations());
    }
}
