package dev.tiercel.benchmarks;

import dev.tiercel.runtime.ResponseBuffer;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Routes, called in turn, beside the same routes by hand. The time is that of one call, from the
 * bytes of the body to the bytes of the answer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {
            "-XX:PerMethodRecompilationCutoff=10000",
            "-XX:PerBytecodeRecompilationCutoff=10000",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx1g"
        })
public class RouteBenchmark {
    private static final int ORDER_LINES = 10;

    /** Number of routes that are called in turn. */
    @Param({"1", "24", "200"})
    public int routes;

    /** The document. */
    @Param({"checkout", "order"})
    public String document = "";

    private byte[] body = {};
    private EngineRoute[] interpreted = {};
    private EngineRoute[] compiled = {};
    private Twin[] tuned = {};
    private Twin[] maps = {};
    private int next;

    /** Compiles the documents and compares their answers with those of the twins. */
    @Setup
    public void prepare() {
        boolean isOrder = document.equals("order");
        body = isOrder ? Documents.orderBody(ORDER_LINES) : new byte[0];
        interpreted = engines(Tier.INTERPRETER, isOrder);
        compiled = engines(Tier.COMPILED, isOrder);
        tuned = twins(isOrder ? OrderTwin.class : CheckoutTwin.class);
        maps = twins(isOrder ? OrderMapsTwin.class : CheckoutMapsTwin.class);
        for (int i = 0; i < routes; i++) {
            byte[] expected = answer(tuned[i]);
            compare(expected, answer(maps[i]), "maps");
            compare(expected, answer(interpreted[i]), "interpreter");
            compare(expected, answer(compiled[i]), "compiled");
        }
    }

    /** Register code. */
    @Benchmark
    public ResponseBuffer interpreter() {
        return interpreted[turn()].call(body);
    }

    /** A hidden class. */
    @Benchmark
    public ResponseBuffer compiled() {
        return compiled[turn()].call(body);
    }

    /** Java by hand, tuned. */
    @Benchmark
    public int tunedTwin() {
        return tuned[turn()].call(body);
    }

    /** Java by hand, with maps and Jackson. */
    @Benchmark
    public int mapsTwin() {
        return maps[turn()].call(body);
    }

    private int turn() {
        int index = next + 1;
        next = index < routes ? index : 0;
        return next;
    }

    private EngineRoute[] engines(Tier tier, boolean isOrder) {
        IntFunction<EngineRoute> route =
                i -> new EngineRoute(isOrder ? Documents.order(i) : Documents.checkout(i), tier);
        return IntStream.range(0, routes).mapToObj(route).toArray(EngineRoute[]::new);
    }

    private Twin[] twins(Class<? extends Twin> twin) {
        Twin[] copies = new Twin[routes];
        for (int i = 0; i < routes; i++) {
            copies[i] = TwinCopies.copy(MethodHandles.lookup(), twin, Twin.class);
            copies[i].number(i);
        }
        return copies;
    }

    private byte[] answer(Twin twin) {
        int length = twin.call(body);
        return Arrays.copyOf(twin.bytes(), length);
    }

    private byte[] answer(EngineRoute route) {
        ResponseBuffer buffer = route.call(body);
        return Arrays.copyOf(buffer.bytes(), buffer.length());
    }

    private static void compare(byte[] expected, byte[] actual, String what) {
        if (!Arrays.equals(expected, actual)) {
            throw new IllegalStateException(
                    what
                            + " answers "
                            + new String(actual, StandardCharsets.UTF_8)
                            + " instead of "
                            + new String(expected, StandardCharsets.UTF_8));
        }
    }
}
