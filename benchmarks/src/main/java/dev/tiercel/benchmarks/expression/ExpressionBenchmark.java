package dev.tiercel.benchmarks.expression;

import dev.tiercel.runtime.ResponseBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
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
 * Expressions, evaluated in turn, on orders that are at hand. Tiercel runs a whole route, with its
 * budgets, and writes the result as JSON; the others return an object.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
public class ExpressionBenchmark {
    /** Number of programs that are evaluated in turn. */
    @Param({"1", "24", "200"})
    public int programs;

    /** The expression. */
    @Param public Case expression = Case.PREDICATE;

    /** What evaluates it. */
    @Param public Engine engine = Engine.TIERCEL;

    private Evaluation[] evaluations = {};
    private int next;
    private int order;

    /** Compiles the programs and compares their results with those of Java. */
    @Setup
    public void prepare() {
        evaluations =
                IntStream.range(0, programs)
                        .mapToObj(i -> engine.prepare(expression, i))
                        .toArray(Evaluation[]::new);
        for (int i = 0; i < programs; i++) {
            compare(i, Engine.JAVA.prepare(expression, i), evaluations[i]);
        }
    }

    private void compare(int program, Evaluation byHand, Evaluation evaluation) {
        for (int i = 0; i < Order.COUNT; i++) {
            String expected = text(byHand.evaluate(i));
            String actual = text(evaluation.evaluate(i));
            if (!actual.equals(expected)) {
                throw new IllegalStateException(
                        "%s: %s is %s, not %s"
                                .formatted(engine, expression.text(program), actual, expected));
            }
        }
    }

    /** Evaluates the next program on the next order. */
    @Benchmark
    public Object evaluate() {
        int index = next + 1;
        next = index < programs ? index : 0;
        order = order + 1 & Order.COUNT - 1;
        return evaluations[next].evaluate(order);
    }

    private static String text(Object result) {
        if (result instanceof ResponseBuffer buffer) {
            return new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.UTF_8)
                    .replace("\"", "");
        }
        return result.toString();
    }
}
