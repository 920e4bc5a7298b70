package dev.tiercel.jit.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.Root;
import dev.tiercel.ir.text.IrParser;
import dev.tiercel.jit.ProgramCompiler;
import dev.tiercel.jit.TestRequest;
import dev.tiercel.jit.Texts;
import dev.tiercel.jit.WhyNotCompiled;
import dev.tiercel.jit.emit.BuiltinTarget;
import dev.tiercel.jit.emit.EmitLimits;
import dev.tiercel.runtime.LogicError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When units change their tier, and what is said about them (ADM-30 to ADM-32). */
final class TierControllerTest {
    private static final Program DIVISION =
            IrParser.parse(
                    Texts.lines(
                            "%0:any = loadRoot body",
                            "%1:I = constant 10", "%2:D = divide %1, %0 @1"));

    private static @Nullable Object call(RouteEntry entry, Object body) {
        TestRequest request = new TestRequest();
        request.root(Root.BODY, body);
        request.begin(entry.program().locations());
        return entry.target().execute(request.context());
    }

    private static void callsWithErrors(RouteEntry entry, int count) {
        for (int i = 0; i < count; i++) {
            try {
                call(entry, 0L);
                throw new AssertionError("a division by zero raises");
            } catch (LogicError e) {
                assertThat(e.value().code()).isEqualTo("DIVISION_BY_ZERO");
            }
        }
    }

    private static TierController controller(TieringMode mode) {
        return new TierController(TierSettings.DEFAULTS.withMode(mode));
    }

    @Test
    void modeCompilePublishesTheClassBeforeTheUnitRuns() {
        try (TierController controller = controller(TieringMode.COMPILE)) {
            RouteEntry entry = controller.start("tenth/logic", DIVISION);

            assertThat(entry.tier()).isEqualTo(Tier.COMPILED);
            assertThat(call(entry, 4L)).isEqualTo(2.5);
            UnitStatistics statistics = entry.statistics();
            assertThat(statistics.state()).isEqualTo(UnitState.ACTIVE);
            assertThat(statistics.whyNotCompiled()).isEmpty();
            assertThat(statistics.in(Tier.COMPILED).calls()).isEqualTo(1);
            assertThat(statistics.in(Tier.INTERPRETER).calls()).isZero();
            assertThat(statistics.compilations().orElseThrow().count()).isEqualTo(1);
            assertThat(statistics.code().orElseThrow().irOperations()).isEqualTo(4);
            assertThat(controller.statistics().liveClasses()).isEqualTo(1);
            assertThat(controller.statistics().codeBytes())
                    .isEqualTo(statistics.code().orElseThrow().bytecodeBytes());
        }
    }

    @Test
    void modeInterpretStaysInTheInterpreterAndSaysWhy() {
        try (TierController controller = controller(TieringMode.INTERPRET)) {
            RouteEntry entry = controller.start("tenth/logic", DIVISION);
            entry.compile();

            assertThat(call(entry, 4L)).isEqualTo(2.5);
            assertThat(entry.tier()).isEqualTo(Tier.INTERPRETER);
            assertThat(entry.listing()).isEmpty();
            assertThat(entry.statistics().whyNotCompiled().orElseThrow().code())
                    .isEqualTo(WhyNotCompiled.Code.TIERING_OFF);
            assertThat(controller.statistics().compiled()).isZero();
        }
    }

    @Test
    void modeAutoCompilesInTheBackground() {
        try (TierController controller = controller(TieringMode.AUTO)) {
            RouteEntry entry = controller.start("tenth/logic", DIVISION);

            assertThat(call(entry, 4L)).isEqualTo(2.5);
            while (entry.tier() == Tier.INTERPRETER) {
                Thread.onSpinWait();
            }
            assertThat(call(entry, 5L)).isEqualTo(2.0);
            assertThat(entry.statistics().calls()).isEqualTo(2);
        }
    }

    @Test
    void aThresholdKeepsTheUnitInTheInterpreterUntilThatCall() {
        try (TierController controller =
                new TierController(TierSettings.DEFAULTS.withCompileCalls(2))) {
            RouteEntry entry = controller.start("tenth/logic", DIVISION);

            call(entry, 4L);
            assertThat(entry.statistics().state()).isEqualTo(UnitState.ACTIVE);
            assertThat(controller.statistics().queued() + controller.statistics().active())
                    .isZero();
            call(entry, 4L);
            while (entry.tier() == Tier.INTERPRETER) {
                Thread.onSpinWait();
            }
            assertThat(call(entry, 5L)).isEqualTo(2.0);
            assertThat(entry.statistics().in(Tier.INTERPRETER).calls()).isEqualTo(2);
        }
    }

    @Test
    void errorsAreCountedInBothTiersAndAnswersAreAlike() {
        try (TierController controller = controller(TieringMode.COMPILE)) {
            RouteEntry entry = controller.start("tenth/logic", DIVISION);

            callsWithErrors(entry, 20);
            entry.interpret();
            callsWithErrors(entry, 30);
            call(entry, 1L);

            UnitStatistics statistics = entry.statistics();
            assertThat(statistics.calls()).isEqualTo(51);
            assertThat(statistics.errors()).isEqualTo(50);
            assertThat(statistics.in(Tier.COMPILED).calls()).isEqualTo(20);
            assertThat(statistics.in(Tier.COMPILED).meanNanos()).isPresent();
            assertThat(statistics.durations().percentile99().orElseThrow())
                    .isGreaterThanOrEqualTo(statistics.durations().median().orElseThrow());
        }
    }

    @Test
    void aPinHoldsUntilItIsLifted() {
        try (TierController controller = controller(TieringMode.COMPILE)) {
            RouteEntry entry = controller.start("tenth/logic", DIVISION);

            entry.interpret();

            assertThat(entry.tier()).isEqualTo(Tier.INTERPRETER);
            assertThat(entry.statistics().state()).isEqualTo(UnitState.PINNED);
            assertThat(entry.statistics().whyNotCompiled().orElseThrow().code())
                    .isEqualTo(WhyNotCompiled.Code.PINNED);
            assertThat(controller.statistics().liveClasses()).isZero();

            entry.compile();

            assertThat(entry.tier()).isEqualTo(Tier.COMPILED);
            assertThat(entry.statistics().state()).isEqualTo(UnitState.ACTIVE);
            assertThat(entry.statistics().whyNotCompiled()).isEmpty();
        }
    }

    @Test
    void resetBeginsAnew() {
        try (TierController controller =
                new TierController(TierSettings.DEFAULTS.withCompileCalls(100))) {
            RouteEntry entry = controller.start("tenth/logic", DIVISION);
            entry.compile();
            call(entry, 4L);

            entry.reset();

            assertThat(entry.tier()).isEqualTo(Tier.INTERPRETER);
            assertThat(entry.statistics().calls()).isZero();
            assertThat(entry.statistics().compilations()).isEmpty();
            assertThat(call(entry, 4L)).isEqualTo(2.5);
        }
    }

    @Test
    void compilingAgainIsCountedAndReplacesTheClass() {
        try (TierController controller = controller(TieringMode.COMPILE)) {
            RouteEntry entry = controller.start("tenth/logic", DIVISION);
            entry.compile();

            assertThat(entry.statistics().recompiles()).isEqualTo(1);
            assertThat(controller.statistics().compiled()).isEqualTo(2);
            assertThat(controller.statistics().liveClasses()).isEqualTo(1);
        }
    }

    @Test
    void aProgramThatIsTooLargeStaysInterpretedAndSaysWhy() {
        EmitLimits tiny = new EmitLimits(10, 10, 10, 2);
        try (TierController controller =
                new TierController(
                        TierSettings.DEFAULTS.withMode(TieringMode.COMPILE),
                        new ProgramCompiler(tiny, BuiltinTarget::ofRuntime),
                        CompilationObserver.NONE)) {
            RouteEntry entry = controller.start("tenth/logic", DIVISION);

            assertThat(call(entry, 4L)).isEqualTo(2.5);
            UnitStatistics statistics = entry.statistics();
            assertThat(statistics.tier()).isEqualTo(Tier.INTERPRETER);
            assertThat(statistics.whyNotCompiled().orElseThrow().code())
                    .isEqualTo(WhyNotCompiled.Code.TOO_LARGE);
            assertThat(statistics.compilations().orElseThrow().count()).isEqualTo(1);
            assertThat(controller.statistics().failed()).isEqualTo(1);
        }
    }

    @Test
    void aRetiredUnitStillAnswersButIsNotCompiled() {
        try (TierController controller = controller(TieringMode.COMPILE)) {
            RouteEntry entry = controller.start("tenth/logic", DIVISION);

            entry.retire();
            entry.retire();
            entry.compile();

            assertThat(call(entry, 4L)).isEqualTo(2.5);
            assertThat(controller.statistics().liveClasses()).isZero();
            assertThat(controller.statistics().codeBytes()).isZero();
            assertThat(controller.statistics().discarded()).isEqualTo(1);
        }
    }

    @Test
    void aQueueThatTakesNothingLetsTheCallerCompile() {
        TierController controller = controller(TieringMode.AUTO);
        controller.close();

        RouteEntry entry = controller.start("tenth/logic", DIVISION);

        assertThat(entry.tier()).isEqualTo(Tier.COMPILED);
    }
}
