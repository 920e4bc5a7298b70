package dev.tiercel.runtime;

import static dev.tiercel.runtime.Fixture.array;
import static dev.tiercel.runtime.Fixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.TaskErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OP-6 to OP-13: what becomes of tasks, in order and side by side. */
@Timeout(60)
final class TasksTest {
    private static final Object ABSENT = Absent.ABSENT;

    private final Fixture fixture = Fixture.create();
    private ExecutionContext context = fixture.context;
    private boolean isConcurrent;
    private boolean isRace;
    private long atOnceMax;

    private ArrayValue run(TaskErrors onError, int mergedCount, RoutineInvoker... tasks) {
        List<Opcode.Task> listed = new ArrayList<>();
        for (int i = 0; i < tasks.length; i++) {
            listed.add(new Opcode.Task(Optional.of("t" + i), i, 0));
        }
        return Tasks.run(
                context,
                (own, routine, arguments) -> tasks[routine].invoke(own, routine, arguments),
                new Opcode.RunTasks(listed, onError, mergedCount, isConcurrent),
                new Object[] {atOnceMax, isRace});
    }

    private static RoutineInvoker giving(@Nullable Object... parts) {
        @Nullable Object[] handedBack = new @Nullable Object[2 * parts.length - 1];
        handedBack[0] = parts[0];
        for (int i = 1; i < parts.length; i++) {
            handedBack[2 * i - 1] = i - 1L;
            handedBack[2 * i] = parts[i];
        }
        return (own, routine, arguments) -> Tasks.result(handedBack.clone());
    }

    private static RoutineInvoker failing(String code, int status) {
        return (own, routine, arguments) -> {
            throw LogicError.of(ErrorValue.thrown(code, code + " happened", status, null));
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("LANG-21: a stack that is used up before the calls are counted out is LIMIT_DEPTH")
    void stackThatIsUsedUpIsAnErrorOfTheLogic() {
        LogicError error =
                failure(
                        TaskErrors.THROW,
                        (own, routine, arguments) -> {
                            throw new StackOverflowError();
                        });

        assertThat(error.value().cause().orElseThrow().code()).isEqualTo("LIMIT_DEPTH");
    }

    private LogicError failure(TaskErrors onError, RoutineInvoker... tasks) {
        return catchThrowableOfType(LogicError.class, () -> run(onError, 0, tasks));
    }

    private static Object required(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }

    private static List<@Nullable Object> failedIndexes(LogicError error) {
        List<@Nullable Object> indexes = new ArrayList<>();
        ObjectValue data = (ObjectValue) required(error.value().data());
        ((ArrayValue) required(data.get("errors")))
                .forEach(e -> indexes.add(((ObjectValue) required(e)).get("index")));
        return indexes;
    }

    @ParameterizedTest(name = "side by side: {0}")
    @ValueSource(booleans = {false, true})
    void resultsAndMergedVariablesFollowTaskOrder(boolean concurrent) {
        isConcurrent = concurrent;

        ArrayValue outcome =
                run(
                        TaskErrors.THROW,
                        3,
                        giving("a", 1L, ABSENT, ABSENT),
                        giving("b", 2L, null, ABSENT),
                        giving("c", ABSENT, ABSENT, ABSENT));

        assertThat(Tasks.outcome(outcome, 0)).isEqualTo(value("['a','b','c']".replace('\'', '"')));
        assertThat(Tasks.outcome(outcome, 1)).isEqualTo(ArrayValue.EMPTY);
        assertThat(Tasks.outcome(outcome, 2)).isEqualTo(2L);
        assertThat(Tasks.outcome(outcome, 3)).isNull();
        assertThat(Tasks.outcome(outcome, 4)).isSameAs(ABSENT);
    }

    @ParameterizedTest(name = "side by side: {0}")
    @ValueSource(booleans = {false, true})
    void throwRunsAllTasksAndReportsEveryFailure(boolean concurrent) {
        isConcurrent = concurrent;
        AtomicInteger ended = new AtomicInteger();

        LogicError error =
                failure(
                        TaskErrors.THROW,
                        giving(1L),
                        failing("NO_STOCK", 409),
                        failing("OTHER", 502),
                        (own, routine, arguments) -> {
                            ended.incrementAndGet();
                            return Tasks.result(new Object[] {4L});
                        });

        assertThat(error.code()).isEqualTo("PARALLEL_FAILED");
        assertThat(error.value().message())
                .isEqualTo("2 of 4 tasks failed; the first: NO_STOCK happened");
        assertThat(error.value().status()).isEqualTo(409);
        assertThat(error.value().cause().orElseThrow().code()).isEqualTo("NO_STOCK");
        assertThat(failedIndexes(error)).containsExactly(1L, 2L);
        assertThat(ended).hasValue(1);
    }

    @ParameterizedTest(name = "side by side: {0}")
    @ValueSource(booleans = {false, true})
    void collectLeavesNullAndListsFailures(boolean concurrent) {
        isConcurrent = concurrent;

        ArrayValue outcome =
                run(TaskErrors.COLLECT, 1, giving("a", 1L), failing("X", 500), giving("c", ABSENT));

        assertThat(Tasks.outcome(outcome, 0)).isEqualTo(array("[\"a\",null,\"c\"]"));
        ArrayValue errors = (ArrayValue) required(Tasks.outcome(outcome, 1));
        assertThat(errors.size()).isEqualTo(1);
        ObjectValue failure = (ObjectValue) required(errors.get(0));
        assertThat(failure.get("index")).isEqualTo(1L);
        assertThat(failure.get("name")).isEqualTo("t1");
        assertThat(((ErrorValue) required(failure.get("error"))).code()).isEqualTo("X");
        assertThat(Tasks.outcome(outcome, 2)).isEqualTo(1L);
    }

    @Test
    void failFastInOrderStartsNoTaskAfterTheFirstFailure() {
        AtomicInteger started = new AtomicInteger();

        LogicError error =
                failure(
                        TaskErrors.FAIL_FAST,
                        giving(1L),
                        failing("X", 500),
                        (own, routine, arguments) -> {
                            started.incrementAndGet();
                            return Tasks.result(new Object[] {3L});
                        });

        assertThat(error.code()).isEqualTo("PARALLEL_FAILED");
        assertThat(failedIndexes(error)).containsExactly(1L);
        assertThat(started).hasValue(0);
    }

    @Test
    void failFastCancelsAndAwaitsRunningTasks() {
        isConcurrent = true;
        CountDownLatch sleeping = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        fixture.effects.whileSleeping(() -> {
            sleeping.countDown();
            await(never);
        });
        List<String> codes = new ArrayList<>();

        LogicError error =
                failure(
                        TaskErrors.FAIL_FAST,
                        (own, routine, arguments) -> {
                            LogicError cancelled =
                                    catchThrowableOfType(LogicError.class, () -> own.sleep(10L));
                            codes.add(cancelled.code());
                            codes.add("interrupted: " + Thread.currentThread().isInterrupted());
                            throw cancelled;
                        },
                        (own, routine, arguments) -> {
                            await(sleeping);
                            return failing("X", 503).invoke(own, routine, arguments);
                        });

        assertThat(codes).containsExactly("CANCELLED", "interrupted: false");
        assertThat(failedIndexes(error)).containsExactly(1L);
        assertThat(error.value().status()).isEqualTo(503);
    }

    @ParameterizedTest(name = "side by side: {0}")
    @ValueSource(booleans = {false, true})
    void raceIsWonByASuccessThoughOthersFail(boolean concurrent) {
        isConcurrent = concurrent;
        isRace = true;

        ArrayValue outcome =
                run(TaskErrors.THROW, 1, failing("X", 500), giving("won", 7L), failing("Y", 500));

        assertThat(Tasks.outcome(outcome, 0)).isEqualTo("won");
        assertThat(Tasks.outcome(outcome, 2)).isEqualTo(7L);
    }

    @Test
    void winnerOfARaceCancelsTheOthersAndAloneIsMerged() {
        isConcurrent = true;
        isRace = true;
        CountDownLatch sleeping = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        fixture.effects.whileSleeping(() -> {
            sleeping.countDown();
            await(never);
        });

        ArrayValue outcome =
                run(
                        TaskErrors.THROW,
                        1,
                        (own, routine, arguments) -> {
                            assertThat(catchThrowable(() -> own.sleep(10L))).isNotNull();
                            return Tasks.result(new Object[] {"late", 0L, 1L});
                        },
                        (own, routine, arguments) -> {
                            await(sleeping);
                            return Tasks.result(new Object[] {"first", 0L, ABSENT});
                        });

        assertThat(Tasks.outcome(outcome, 0)).isEqualTo("first");
        assertThat(Tasks.outcome(outcome, 2)).isSameAs(ABSENT);
    }

    @ParameterizedTest(name = "side by side: {0}")
    @ValueSource(booleans = {false, true})
    void raceThatNobodyWinsFails(boolean concurrent) {
        isConcurrent = concurrent;
        isRace = true;

        LogicError error = failure(TaskErrors.THROW, failing("X", 404), failing("Y", 500));

        assertThat(error.code()).isEqualTo("PARALLEL_FAILED");
        assertThat(error.value().status()).isEqualTo(404);
        assertThat(failedIndexes(error)).containsExactly(0L, 1L);
    }

    @Test
    void raceOfNoTasksHasNoValue() {
        isRace = true;

        assertThat(Tasks.outcome(run(TaskErrors.THROW, 0), 0)).isNull();
    }

    @Test
    void tasksRunSideBySide() {
        isConcurrent = true;
        CountDownLatch both = new CountDownLatch(2);
        RoutineInvoker meeting =
                (own, routine, arguments) -> {
                    both.countDown();
                    await(both);
                    return Tasks.result(new Object[] {(long) routine});
                };

        ArrayValue outcome = run(TaskErrors.THROW, 0, meeting, meeting);

        assertThat(Tasks.outcome(outcome, 0)).isEqualTo(array("[0,1]"));
    }

    @Test
    void noMoreThanTheGivenNumberRunAtOnceAndTheyStartInOrder() {
        isConcurrent = true;
        atOnceMax = 2;
        AtomicInteger running = new AtomicInteger();
        AtomicInteger greatest = new AtomicInteger();
        List<Integer> started = new ArrayList<>();
        RoutineInvoker[] tasks = new RoutineInvoker[20];
        Arrays.fill(
                tasks,
                (RoutineInvoker)
                        (own, routine, arguments) -> {
                            greatest.accumulateAndGet(running.incrementAndGet(), Math::max);
                            synchronized (started) {
                                started.add(routine);
                            }
                            for (int i = 0; i < 1000; i++) {
                                Thread.onSpinWait();
                            }
                            running.decrementAndGet();
                            return Tasks.result(new Object[] {null});
                        });

        run(TaskErrors.THROW, 0, tasks);

        assertThat(greatest.get()).isBetween(1, 2);
        assertThat(started).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(started.indexOf(i)).isBetween(i - 1, i + 1);
        }
    }

    private static RoutineInvoker spending(int steps) {
        return (own, routine, arguments) -> {
            for (int i = 0; i < steps; i++) {
                own.fuel--;
                own.checkpoint();
            }
            own.fuel--;
            return Tasks.result(new Object[] {null});
        };
    }

    @ParameterizedTest(name = "side by side: {0}")
    @ValueSource(booleans = {false, true})
    void stepsOfAllTasksAreOneSum(boolean concurrent) {
        isConcurrent = concurrent;
        context = Fixture.withFuel(10_000).context;

        run(TaskErrors.THROW, 0, spending(99), spending(499), spending(999));

        assertThat(context.fuel).isEqualTo(10_000 - 100 - 500 - 1000);
    }

    @Test
    void stepsAreComparedWithTheSumOfAllTasks() {
        isConcurrent = true;
        context = Fixture.withFuel(1000).context;
        CountDownLatch spent = new CountDownLatch(1);
        RoutineInvoker late =
                (own, routine, arguments) -> {
                    await(spent);
                    own.fuel--;
                    own.checkpoint();
                    return Tasks.result(new Object[] {null});
                };
        RoutineInvoker early =
                (own, routine, arguments) -> {
                    own.chargeFuel(999);
                    spent.countDown();
                    return Tasks.result(new Object[] {null});
                };

        run(TaskErrors.THROW, 0, late, early);
        assertThat(context.fuel).isZero();
        context = Fixture.withFuel(999).context;
        LogicError error = failure(TaskErrors.THROW, late, early);

        assertThat(error.value().cause().orElseThrow().code()).isEqualTo("LIMIT_FUEL");
    }

    @ParameterizedTest(name = "side by side: {0}")
    @ValueSource(booleans = {false, true})
    void memoryOfAllTasksIsOneSum(boolean concurrent) {
        isConcurrent = concurrent;
        RoutineInvoker building =
                (own, routine, arguments) -> {
                    own.chargeMemory(500);
                    return Tasks.result(new Object[] {null});
                };
        long ofResults = 16 + 2 * 8 + 16;
        context = Fixture.withMemory(1000 + ofResults).context;
        run(TaskErrors.THROW, 0, building, building);
        assertThat(context.memoryLeft()).isZero();
        context = Fixture.withMemory(999).context;

        LogicError error = failure(TaskErrors.THROW, building, building);

        assertThat(error.value().cause().orElseThrow().code()).isEqualTo("LIMIT_MEMORY");
    }

    @ParameterizedTest(name = "side by side: {0}")
    @ValueSource(booleans = {false, true})
    void secondExhaustionInATaskLeavesTheOperationAtOnce(boolean concurrent) {
        isConcurrent = concurrent;
        context = Fixture.withFuel(5).context;

        LogicError error =
                failure(
                        TaskErrors.COLLECT,
                        (own, routine, arguments) -> {
                            assertThat(catchThrowable(() -> own.chargeFuel(6))).isNotNull();
                            own.chargeFuel(10_001);
                            return Tasks.result(new Object[] {null});
                        },
                        giving(1L));

        assertThat(error.code()).isEqualTo("LIMIT_FUEL");
        assertThat(error.isCatchable()).isFalse();
    }

    @Test
    void graceOfATaskIsThatOfTheRequest() {
        isConcurrent = true;
        context = Fixture.withFuel(5).context;

        run(
                TaskErrors.COLLECT,
                0,
                (own, routine, arguments) -> {
                    own.chargeFuel(6);
                    return Tasks.result(new Object[] {null});
                },
                giving(1L));
        assertThat(context.fuel).isEqualTo(10_000);
        LogicError second =
                catchThrowableOfType(LogicError.class, () -> context.chargeFuel(10_001));

        assertThat(second.isCatchable()).isFalse();
    }

    @Test
    void cancellingTheRequestCancelsItsTasks() {
        isConcurrent = true;
        CountDownLatch never = new CountDownLatch(1);
        fixture.effects.whileSleeping(() -> {
            context.cancel();
            await(never);
        });
        RoutineInvoker sleeping =
                (own, routine, arguments) -> {
                    own.sleep(1L);
                    return Tasks.result(new Object[] {null});
                };

        LogicError error = failure(TaskErrors.COLLECT, sleeping, sleeping);

        assertThat(error.code()).isEqualTo("CANCELLED");
        assertThat(error.isCatchable()).isTrue();
        context.checkpoint();
    }

    @Test
    void interruptingTheThreadOfTheRequestCancelsItsTasks() {
        isConcurrent = true;
        Thread request = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        fixture.effects.whileSleeping(() -> {
            request.interrupt();
            await(never);
        });
        RoutineInvoker sleeping =
                (own, routine, arguments) -> {
                    own.sleep(1L);
                    return Tasks.result(new Object[] {null});
                };

        LogicError error = failure(TaskErrors.COLLECT, sleeping, sleeping);

        assertThat(error.code()).isEqualTo("CANCELLED");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void tasksWithinTasksShareOneBudgetAndAreCancelledTogether() {
        isConcurrent = true;
        context = Fixture.withFuel(1000).context;
        Opcode.RunTasks inner =
                new Opcode.RunTasks(
                        List.of(
                                new Opcode.Task(Optional.empty(), 0, 0),
                                new Opcode.Task(Optional.empty(), 1, 0)),
                        TaskErrors.THROW,
                        0,
                        true);
        RoutineInvoker nesting =
                (own, routine, arguments) -> {
                    own.fuel -= 3;
                    Tasks.run(
                            own,
                            (c, r, a) -> spending(9).invoke(c, r, a),
                            inner,
                            new Object[] {0L, false});
                    own.fuel--;
                    return Tasks.result(new Object[] {null});
                };

        run(TaskErrors.THROW, 0, nesting, nesting);

        assertThat(context.fuel).isEqualTo(1000 - 2 * (3 + 20 + 1));
    }

    @ParameterizedTest(name = "side by side: {0}")
    @ValueSource(booleans = {false, true})
    void depthOfATaskIsLeftBehindWhenItFails(boolean concurrent) {
        isConcurrent = concurrent;
        context.enterCall();
        List<Integer> depths = new ArrayList<>();

        run(
                TaskErrors.COLLECT,
                0,
                (own, routine, arguments) -> {
                    own.enterCall();
                    return failing("X", 500).invoke(own, routine, arguments);
                },
                (own, routine, arguments) -> {
                    depths.add(own.depth);
                    return Tasks.result(new Object[] {null});
                });

        assertThat(depths).containsExactly(1);
        assertThat(context.depth).isEqualTo(1);
    }

    @Test
    void defectInATaskIsNoFailureOfTheDocument() {
        isConcurrent = true;

        Throwable defect =
                catchThrowable(() ->
                        run(
                                TaskErrors.COLLECT,
                                0,
                                (own, routine, arguments) -> {
                                    throw new IllegalArgumentException("defect");
                                },
                                giving(1L)));

        assertThat(defect).isInstanceOf(IllegalStateException.class);
        assertThat(defect.getCause()).hasMessage("defect");
    }

    @ParameterizedTest(name = "side by side: {0}")
    @ValueSource(booleans = {false, true})
    void eachElementIsATaskThatTakesAStep(boolean concurrent) {
        ArrayValue outcome =
                Tasks.runForEach(
                        context,
                        (own, routine, arguments) ->
                                Tasks.result(new Object[] {ArrayValue.wrap(arguments.clone())}),
                        new Opcode.RunTaskForEach(5, TaskErrors.THROW, 0, concurrent),
                        new Object[] {0L, false, array("[\"x\",\"y\"]"), 2L, "captured", ABSENT});

        ArrayValue results = (ArrayValue) required(Tasks.outcome(outcome, 0));
        assertThat(results.get(0))
                .isEqualTo(ArrayValue.wrap(new Object[] {"x", 0L, 2L, "captured", ABSENT}));
        assertThat(results.get(1))
                .isEqualTo(ArrayValue.wrap(new Object[] {"y", 1L, 2L, "captured", ABSENT}));
        assertThat(context.fuel).isEqualTo(10_000_000 - 2);
    }

    @Test
    void capturesAreHandedToTheirTask() {
        List<Object> seen = new ArrayList<>();

        Tasks.run(
                context,
                (own, routine, arguments) -> {
                    seen.add(Arrays.asList(arguments.clone()));
                    return Tasks.result(new Object[] {null});
                },
                new Opcode.RunTasks(
                        List.of(
                                new Opcode.Task(Optional.empty(), 1, 2),
                                new Opcode.Task(Optional.empty(), 2, 1)),
                        TaskErrors.THROW,
                        0,
                        false),
                new Object[] {0L, false, "a", "b", "c"});

        assertThat(seen).containsExactly(List.of("a", "b"), List.of("c"));
    }
}
