package dev.tiercel.benchmarks;

import dev.tiercel.runtime.ResponseBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
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
 * Rows of a database that are returned as they are: written as text at once, or built as objects
 * because the document looks at them. The database is an array in memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
public class RowsBenchmark {
    private static final byte[] NO_BODY = {};
    private static final String UNCHANGED =
            """
            name: rows
            path: /rows
            method: GET
            logic:
              - {sql: SELECT, assign: rows}
              - return: "{{ rows }}"
            """;
    private static final String LOOKED_AT =
            UNCHANGED.replace(
                    "  - return", "  - if: \"rows == 1\"\n    then: [{log: none}]\n  - return");

    /** Number of rows. */
    @Param({"1", "20"})
    public int rows;

    private EngineRoute written = route(UNCHANGED, 1);
    private EngineRoute built = route(LOOKED_AT, 1);

    /** Compiles the documents and compares their answers. */
    @Setup
    public void prepare() {
        written = route(UNCHANGED, rows);
        built = route(LOOKED_AT, rows);
        if (!Arrays.equals(answer(written), answer(built))) {
            throw new IllegalStateException("the answers differ");
        }
    }

    /** Rows as text. */
    @Benchmark
    public ResponseBuffer text() {
        return written.call(NO_BODY);
    }

    /** Rows as objects, then as text. */
    @Benchmark
    public ResponseBuffer objects() {
        return built.call(NO_BODY);
    }

    private static EngineRoute route(String text, int rows) {
        return new EngineRoute(Documents.route(text), Tier.COMPILED, new StoredRows(rows));
    }

    private static byte[] answer(EngineRoute route) {
        ResponseBuffer buffer = route.call(NO_BODY);
        return Arrays.copyOf(buffer.bytes(), buffer.length());
    }
}
