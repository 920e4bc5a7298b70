package dev.tiercel.benchmarks.expression;

import dev.tiercel.benchmarks.EngineRoute;
import dev.tiercel.benchmarks.Tier;
import dev.tiercel.runtime.ResponseBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A predicate where it is used: a loop counts the orders for which it holds. Times are per order,
 * with what the loop costs, its steps of fuel and its look at the budgets.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
public class FilterBenchmark {
    private static final int ORDERS = 1000;
    private static final double LIMIT = 500;
    private static final String DOCUMENT =
            """
            name: filter
            path: /filter
            method: POST
            logic:
              - set: {var: count, value: 0}
              - loop:
                  collection: "{{ body.orders }}"
                  var: order
                  do:
                    - if: "(order.base + order.tax) * order.qty > 500 && order.status == 'open'"
                      then:
                        - set: {var: count, value: "{{ count + 1 }}"}
              - return: "{{ count }}"
            """;

    private final Order[] orders = Order.some(ORDERS).toArray(Order[]::new);
    private final IntFunction<ResponseBuffer> compiled = route(Tier.COMPILED);
    private final IntFunction<ResponseBuffer> interpreted = route(Tier.INTERPRETER);

    /** Compares the results. */
    @Setup
    public void compare() {
        String expected = String.valueOf(java());
        for (ResponseBuffer answer : List.of(compiled(), interpreter())) {
            String actual = new String(answer.bytes(), 0, answer.length(), StandardCharsets.UTF_8);
            if (!actual.equals(expected)) {
                throw new IllegalStateException(actual + ", not " + expected);
            }
        }
    }

    /** A hidden class. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public ResponseBuffer compiled() {
        return compiled.apply(0);
    }

    /** Register code. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public ResponseBuffer interpreter() {
        return interpreted.apply(0);
    }

    /** The loop by hand, on beans. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public long java() {
        long count = 0;
        for (Order order : orders) {
            if ((order.getBase() + order.getTax()) * order.getQty() > LIMIT
                    && order.getStatus().equals("open")) {
                count++;
            }
        }
        return count;
    }

    private IntFunction<ResponseBuffer> route(Tier tier) {
        String body =
                Order.some(ORDERS).stream()
                        .map(Order::json)
                        .collect(Collectors.joining(",", "{\"orders\":[", "]}"));
        return EngineRoute.of(DOCUMENT, tier)
                .repeated(List.of(body.getBytes(StandardCharsets.UTF_8)));
    }
}
