package dev.tiercel.benchmarks;

import dev.tiercel.frontend.document.RoutePath;
import dev.tiercel.frontend.document.RoutePath.Segment;
import dev.tiercel.server.route.RequestPath;
import dev.tiercel.server.route.RouteMethod;
import dev.tiercel.server.route.RouteTable;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** Finding the route of a request, among few and many. The time is that of one path. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
public class RouterBenchmark {
    private static final int PATHS = 256;
    private static final int GROUP = 20;

    /** Number of routes in the table. */
    @Param({"1", "200", "10000"})
    public int routes;

    private RouteTable<Integer> table = RouteTable.empty();
    private String[] paths = {};
    private int next;

    /** Fills the table, and draws the paths that are asked for. */
    @Setup
    public void prepare() {
        RouteTable.Change<Integer> change = RouteTable.<Integer>empty().change();
        for (int i = 0; i < routes; i++) {
            change.put(path(i), RouteMethod.GET, i);
        }
        table = change.table();
        Random random = new Random(1);
        paths = new String[PATHS];
        for (int i = 0; i < PATHS; i++) {
            int route = random.nextInt(routes);
            paths[i] = "/api/service" + route / GROUP + "/n" + route + "/" + i;
            if (!Integer.valueOf(route).equals(find(paths[i]))) {
                throw new IllegalStateException(paths[i] + " is not found");
            }
        }
    }

    private static RoutePath path(int route) {
        String service = "service" + route / GROUP;
        return new RoutePath(
                "/api/" + service + "/n" + route + "/:id",
                List.of(
                        new Segment.Literal("api"),
                        new Segment.Literal(service),
                        new Segment.Literal("n" + route),
                        new Segment.Parameter("id")));
    }

    /** Splits the path and walks the table. */
    @Benchmark
    public @Nullable Integer find() {
        next = (next + 1) % PATHS;
        return find(paths[next]);
    }

    private @Nullable Integer find(String path) {
        return table.find(RouteMethod.GET, RequestPath.parse(path));
    }

    /** Splits the path only. */
    @Benchmark
    public Object parse() {
        next = (next + 1) % PATHS;
        return RequestPath.parse(paths[next]);
    }
}
