package dev.tiercel.benchmarks;

import dev.tiercel.ir.SuppressForbidden;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Prints the processor time of registering a document once the JVM is warm: the same work as {@link
 * CompileBenchmark}, for machines that other programs keep busy.
 */
public final class CompileCost {
    private static final long WARM_NANOS = 20_000_000_000L;
    private static final int MEASURED = 31;
    private static final List<String> SHAPES =
            List.of("business", "sets", "try", "functions", "tasks", "depth", "text");

    private CompileCost() {}

    /** Measures documents of as many operations as the first argument says, else of 500. */
    @SuppressForbidden(reason = "the figures are what the command prints")
    public static void main(String[] arguments) {
        int operations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        List<String> shapes =
                arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : SHAPES;
        for (String shape : shapes) {
            double[] millis = measure(operations, shape);
            System.out.printf(
                    "%-10s %6d operations: least %.1f, median %.1f ms%n",
                    shape, operations, millis[0], millis[MEASURED / 2]);
        }
    }

    private static double[] measure(int operations, String shape) {
        CompileBenchmark benchmark = new CompileBenchmark();
        benchmark.operations = operations;
        benchmark.shape = shape;
        benchmark.prepare();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - start < WARM_NANOS) {
            Objects.requireNonNull(benchmark.interpreted());
        }
        double[] millis = new double[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            long before = threads.getCurrentThreadCpuTime();
            Objects.requireNonNull(benchmark.interpreted());
            millis[i] = (threads.getCurrentThreadCpuTime() - before) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }
}
