package dev.tiercel.jit.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.text.IrParser;
import dev.tiercel.jit.TestRequest;
import dev.tiercel.jit.Texts;
import dev.tiercel.runtime.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Units that are replaced, and change their tier, while requests run them at full speed. */
final class SwapStressTest {
    private static final int REPLACEMENTS = 2_000;
    private static final int READERS = 2;

    /** A revision of a unit, as a route table holds it. */
    private record Served(long generation, RouteEntry entry) {}

    private static Program generation(long number) {
        return IrParser.parse(
                Texts.blocks(
                                """
                                b0:
                                    %0:I = constant GENERATION
                                    %1:I = callRoutine r1
                                    %2:any = loadRoot body
                                    %3:A = makeArray %0, %1, %2
                                    return %3
                                """)
                        .concat(
                                """
                                routine 1 "function" {
                                b0:
                                    %0:I = constant GENERATION
                                    return %0
                                }
                                """)
                        .replace("GENERATION", Long.toString(number)));
    }

    @Test
    void eachAnswerBelongsToTheGenerationThatServedIt() throws Exception {
        try (TierController controller =
                        new TierController(TierSettings.DEFAULTS.withCompileCalls(1));
                ExecutorService readers =
                        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            AtomicReference<Served> served = new AtomicReference<>(serve(controller, 0));
            List<Future<Long>> reading = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                reading.add(readers.submit(reader(served)));
            }

            for (long number = 1; number <= REPLACEMENTS; number++) {
                Served previous = served.getAndSet(serve(controller, number));
                previous.entry().retire();
                changeTier(served.get().entry(), number);
            }

            served.set(new Served(Long.MAX_VALUE, served.get().entry()));
            for (Future<Long> reader : reading) {
                assertThat(reader.get()).isPositive();
            }
            served.get().entry().retire();
            assertThat(controller.statistics().liveClasses()).isZero();
            assertThat(controller.statistics().codeBytes()).isZero();
            assertThat(controller.statistics().failed()).isZero();
        }
    }

    private static Served serve(TierController controller, long number) {
        return new Served(number, controller.start("unit", generation(number)));
    }

    private static void changeTier(RouteEntry entry, long number) {
        switch ((int) (number % 4)) {
            case 0 -> entry.compile();
            case 1 -> entry.interpret();
            case 2 -> entry.reset();
            default -> {}
        }
    }

    /** Reads until the last generation is gone; gives the number of answers. */
    private static Callable<Long> reader(AtomicReference<Served> served) {
        return () -> {
            TestRequest request = new TestRequest();
            long answers = 0;
            for (Served now = served.get();
                    now.generation() != Long.MAX_VALUE;
                    now = served.get()) {
                request.begin(now.entry().program().locations());
                Object answer = now.entry().target().execute(request.context());
                if (!(answer instanceof ArrayValue array)
                        || !Long.valueOf(now.generation()).equals(array.get(0))
                        || !Long.valueOf(now.generation()).equals(array.get(1))) {
                    throw new AssertionError(
                            "generation " + now.generation() + " answered " + answer);
                }
                answers++;
            }
            return answers;
        };
    }
}
