package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OP-36 to OP-41: every budget at its limit and one beyond. */
final class BudgetTest {
    @Test
    void fuelIsComparedAtCheckpointsOnly() {
        ExecutionContext context = Fixture.withFuel(2).context;
        context.fuel -= 2;
        context.checkpoint();
        context.fuel -= 1;

        LogicError error = catchThrowableOfType(LogicError.class, context::checkpoint);

        assertThat(error.code()).isEqualTo("LIMIT_FUEL");
        assertThat(error.isCatchable()).isTrue();
    }

    @Test
    void manyStepsAreChargedAtOnce() {
        ExecutionContext context = Fixture.withFuel(100).context;
        context.chargeFuel(100);

        LogicError error = catchThrowableOfType(LogicError.class, () -> context.chargeFuel(1));

        assertThat(error.code()).isEqualTo("LIMIT_FUEL");
    }

    @Test
    void deadlineIsCountedFromTheRequestHead() {
        Fixture fixture = Fixture.with(new BudgetLimits(10, 1000, 1000, 10, 10));
        fixture.clock.advance(Duration.ofSeconds(1).minusNanos(1));
        fixture.context.checkpoint();
        fixture.clock.advance(Duration.ofNanos(1));

        LogicError error = catchThrowableOfType(LogicError.class, fixture.context::checkpoint);

        assertThat(error.code()).isEqualTo("LIMIT_DEADLINE");
        assertThat(error.value().status()).isEqualTo(503);
    }

    @Test
    void cancellationRaisesAtTheNextCheckpoint() {
        ExecutionContext context = Fixture.context();
        context.checkpoint();
        context.cancel();

        LogicError error = catchThrowableOfType(LogicError.class, context::checkpoint);

        assertThat(error.code()).isEqualTo("CANCELLED");
        assertThatCode(context::checkpoint).doesNotThrowAnyException();
    }

    @Test
    void cancellationIsNoExhaustionAndLeavesTheGraceBudgetUntouched() {
        ExecutionContext context = Fixture.withFuel(5).context;
        context.cancel();
        LogicError cancelled = catchThrowableOfType(LogicError.class, context::checkpoint);
        LogicError first = catchThrowableOfType(LogicError.class, () -> context.chargeFuel(6));
        context.cancel();
        LogicError again = catchThrowableOfType(LogicError.class, context::checkpoint);

        assertThat(cancelled.isCatchable()).isTrue();
        assertThat(first.code()).isEqualTo("LIMIT_FUEL");
        assertThat(first.isCatchable()).isTrue();
        assertThat(again.code()).isEqualTo("CANCELLED");
        assertThat(again.isCatchable()).isTrue();
    }

    /** What is built, and what OP-39 says it costs. */
    interface Builder {
        @Nullable Object build(ExecutionContext context);
    }

    static Stream<Arguments> builtValues() {
        Object three = value("[1,2,3]");
        return Stream.of(
                built(16 + 3 * 8, c -> Building.array(c, new Object[] {1L, 2L, 3L})),
                built(16, c -> Building.array(c, new Object[0])),
                built(32 + 24, c -> Building.object(c, Shape.of("a"), new Object[] {1L})),
                built(
                        32 + 2 * 24,
                        c -> Building.objectWithKeys(c, new Object[] {"a", 1L, "b", 2L})),
                built(16 + 6 * 8, c -> Arithmetic.add(c, three, three)),
                built(16 + 2 * 4, c -> Arithmetic.add(c, "ab", "cd")),
                built(16 + 2 * 4, c -> Arithmetic.add(c, "é\uD83D\uDE00", "x")),
                built(16 + 2 * 3, c -> TextForm.of(c, 123L)),
                built(16 + 2 * 7, c -> TextForm.json(c, three)),
                built(16 + 2 * 9, c -> TextForm.concatenate(c, "n=", three)),
                built(16 + 2 * 3, c -> TextForm.concatenate(c, "a", "b", "c")),
                built(16 + 2 * 4, c -> TextForm.concatenate(c, new Object[] {"a", "b", "c", 4L})),
                built(16 + 7, c -> respond(c, three)));
    }

    private static Arguments built(long cost, Builder builder) {
        return Arguments.of(cost, builder);
    }

    private static @Nullable Object respond(ExecutionContext context, @Nullable Object value) {
        Responses.respond(context, value, null, null, null);
        return null;
    }

    @ParameterizedTest(name = "value of {0} bytes")
    @MethodSource("builtValues")
    void builtValueFitsExactlyAndNotInOneByteLess(long cost, Builder builder) {
        ExecutionContext enough = Fixture.withMemory(cost).context;
        ExecutionContext tooLittle = Fixture.withMemory(cost - 1).context;

        builder.build(enough);
        LogicError error = catchThrowableOfType(LogicError.class, () -> builder.build(tooLittle));

        assertThat(enough.memoryLeft()).isZero();
        assertThat(error.code()).isEqualTo("LIMIT_MEMORY");
    }

    @Test
    void textOfManySharedPartsStopsAtTheBudgetBeforeItIsBuilt() {
        ExecutionContext context = Fixture.withMemory(10_000_000).context;
        Object value = "x".repeat(100);
        for (int i = 0; i < 60; i++) {
            value = ArrayValue.wrap(new @Nullable Object[] {value, value});
        }
        Object large = value;

        LogicError ofText =
                catchThrowableOfType(LogicError.class, () -> TextForm.of(context, large));
        LogicError ofResponse =
                catchThrowableOfType(
                        LogicError.class,
                        () -> respond(Fixture.withMemory(1 << 20).context, large));

        assertThat(ofText.code()).isEqualTo("LIMIT_MEMORY");
        assertThat(ofResponse.code()).isEqualTo("LIMIT_MEMORY");
    }

    @Test
    void stepBeyondFuelAndMemoryRaisesForFuel() {
        ExecutionContext context =
                Fixture.with(new BudgetLimits(1, 30_000, 10, 256, 10_000)).context;
        context.fuel -= 2;

        LogicError error = catchThrowableOfType(LogicError.class, () -> context.chargeMemory(11));

        assertThat(error.code()).isEqualTo("LIMIT_FUEL");
    }

    @Test
    void graceBudgetIsGrantedOnceForAllBudgets() {
        Fixture fixture = Fixture.withFuel(0);
        ExecutionContext context = fixture.context;
        context.fuel--;
        assertThatThrownBy(context::checkpoint).isInstanceOf(LogicError.class);

        context.chargeFuel(10_000);
        context.chargeMemory(1 << 20);
        fixture.clock.advance(Duration.ofMillis(500).minusNanos(1));
        context.checkpoint();
        LogicError error = catchThrowableOfType(LogicError.class, () -> context.chargeFuel(1));

        assertThat(error.code()).isEqualTo("LIMIT_FUEL");
        assertThat(error.isCatchable()).isFalse();
    }

    @Test
    void secondExhaustionOfAnotherBudgetCannotBeCaughtEither() {
        Fixture fixture = Fixture.withMemory(10);
        LogicError first =
                catchThrowableOfType(LogicError.class, () -> fixture.context.chargeMemory(11));
        fixture.clock.advance(Duration.ofMillis(500));
        LogicError second = catchThrowableOfType(LogicError.class, fixture.context::checkpoint);

        assertThat(first.isCatchable()).isTrue();
        assertThat(second.code()).isEqualTo("LIMIT_DEADLINE");
        assertThat(second.isCatchable()).isFalse();
    }

    @Test
    void graceMemoryIsOneMebibyte() {
        ExecutionContext context = Fixture.withMemory(10).context;
        assertThatThrownBy(() -> context.chargeMemory(11)).isInstanceOf(LogicError.class);

        LogicError error =
                catchThrowableOfType(LogicError.class, () -> context.chargeMemory((1 << 20) + 1));

        assertThat(error.isCatchable()).isFalse();
    }

    @Test
    void callsAreNestedUpToTheLimit() {
        ExecutionContext context = Fixture.with(new BudgetLimits(1, 1, 1, 2, 1)).context;
        context.enterCall();
        context.enterCall();

        LogicError error = catchThrowableOfType(LogicError.class, context::enterCall);

        assertThat(error.code()).isEqualTo("LIMIT_DEPTH");
        assertThat(error.isCatchable()).isTrue();
        assertThat(context.depth).isEqualTo(2);
    }

    @Test
    void predicateChargesEachElementBeforeItIsVisited() {
        ExecutionContext context = Fixture.withFuel(2).context;
        Predicate predicate =
                new Predicate(
                        (c, routine, arguments) ->
                                Arithmetic.add(
                                        c,
                                        Arithmetic.add(c, arguments[0], arguments[1]),
                                        arguments[2]),
                        3,
                        new Object[] {100L});

        assertThat(predicate.test(context, 5L, 0)).isEqualTo(105L);
        assertThat(predicate.test(context, 6L, 1)).isEqualTo(107L);
        LogicError error =
                catchThrowableOfType(LogicError.class, () -> predicate.test(context, 7L, 2));
        assertThat(error.code()).isEqualTo("LIMIT_FUEL");
    }

    /** OP-38: fuel is compared at checkpoints and nowhere else, however long logic has run. */
    @Test
    void theEndOfATurnDoesNotCompareFuel() {
        Fixture fixture = Fixture.withFuel(1);
        fixture.context.fuel = -1;
        fixture.clock.advance(Duration.ofMillis(3));

        assertThatCode(fixture.context::checkTime).doesNotThrowAnyException();
        assertThatThrownBy(fixture.context::checkpoint).hasMessageContaining("LIMIT_FUEL");
    }

    /** As many as there are carriers: without turns the thread after them would have to wait. */
    @Test
    void logicThatComputesForLongLetsOtherVirtualThreadsRun()
            throws ExecutionException, InterruptedException {
        AtomicBoolean isOtherWaiting = new AtomicBoolean();
        AtomicBoolean hasOtherRun = new AtomicBoolean();
        List<FutureTask<Boolean>> computing = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            FutureTask<Boolean> task =
                    new FutureTask<>(() -> {
                        while (!isOtherWaiting.get()) {
                            Thread.onSpinWait();
                        }
                        return computeUntil(hasOtherRun);
                    });
            Thread.ofVirtual().start(task);
            computing.add(task);
        }
        Thread.ofVirtual().start(() -> hasOtherRun.set(true));
        isOtherWaiting.set(true);

        for (FutureTask<Boolean> task : computing) {
            assertThat(task.get()).isTrue();
        }
    }

    /** Each step takes a millisecond, so that the deadline ends it after 30,000. */
    private static boolean computeUntil(AtomicBoolean isEnd) {
        Fixture fixture = Fixture.create();
        while (!isEnd.get()) {
            fixture.clock.advance(Duration.ofMillis(1));
            fixture.context.checkpoint();
        }
        return true;
    }

    @Test
    void tickingClockAdvances() {
        try (CoarseClock clock = CoarseClock.ticking(Duration.ofMillis(1))) {
            long start = clock.nanos();
            while (clock.nanos() == start) {
                Thread.onSpinWait();
            }
            assertThat(clock.nanos() - start).isPositive();
        }
    }
}
