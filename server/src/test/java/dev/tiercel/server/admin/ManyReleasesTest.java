package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RawAnswer;
import dev.tiercel.server.http.RawConnection;
import dev.tiercel.server.http.RunningServer;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server that is given one release after another keeps nothing of those that went. */
class ManyReleasesTest {
    private static final int WARM_UP = 100;

    /** Releases that are counted; more with {@code -Dtiercel.releases=10000}. */
    private static final int RELEASES = Integer.getInteger("tiercel.releases", 300);

    /** What may be added by other causes, such as methods of the JDK that are linked late. */
    private static final long CLASSES_MORE_MAX = 100;

    private static final long METASPACE_MORE_MAX = 4_000_000;
    private static final long HEAP_MORE_MAX = 6_000_000;

    /** What is in memory when everything that nobody holds is gone. */
    private record Memory(long classes, long metaspaceBytes, long heapBytes) {
        static Memory measured() {
            collect();
            collect();
            ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
            long metaspace =
                    ManagementFactory.getMemoryPoolMXBeans().stream()
                            .filter(pool -> pool.getName().equals("Metaspace"))
                            .map(MemoryPoolMXBean::getUsage)
                            .mapToLong(usage -> usage.getUsed())
                            .sum();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            return new Memory(classes.getLoadedClassCount(), metaspace, heap);
        }

        private static void collect() {
            WeakReference<Object> nobodys = new WeakReference<>(new Object());
            while (nobodys.get() != null) {
                System.gc();
            }
        }
    }

    @Test
    @DisplayName("GEN-2: classes, metaspace and heap are flat over many releases")
    void memoryIsFlat() {
        String configuration = "engine: {tiering: {mode: compile}}\ndata: {keep_releases: 3}\n";
        try (RunningServer server = RunningServer.configured(configuration);
                RawConnection connection = RawConnection.to(server.port())) {
            release(connection, 0, WARM_UP);
            Memory before = Memory.measured();

            release(connection, WARM_UP, WARM_UP + RELEASES);
            Memory after = Memory.measured();

            assertThat(after.classes() - before.classes()).isLessThan(CLASSES_MORE_MAX);
            assertThat(after.metaspaceBytes() - before.metaspaceBytes())
                    .isLessThan(METASPACE_MORE_MAX);
            assertThat(after.heapBytes() - before.heapBytes()).isLessThan(HEAP_MORE_MAX);
            assertThat(server.get("/metrics").body()).contains("tiercel_live_classes 1.0\n");
        }
    }

    /** Replaces a function and the route that calls it, and calls the route. */
    private static void release(RawConnection connection, int from, int to) {
        for (int i = from; i < to; i++) {
            String path = i % 2 == 0 ? "/api/v1/global-functions" : "/api/v1/dynamic-routes";
            String document =
                    (i % 2 == 0
                                    ? """
                                    {"name":"price","params":["n"],"logic":[{"return":"{{ n * %d }}"}]}\
                                    """
                                    : """
                                    {"name":"r","path":"/r/:n","method":"GET","logic":[{"loop":"{{ range(3) }}","do":[{"set":\
                                    {"a":"{{ price(integer(params.n)) }}"}}]},{"return":{"a":"{{ a }}","release":%d}}]}\
                                    """)
                            .formatted(i);
            RawAnswer answer =
                    connection.send(RawConnection.request("POST", path, document)).answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            if (i > 0) {
                int factor = i % 2 == 0 ? i : i - 1;
                int route = i % 2 == 0 ? i - 1 : i;
                assertThat(
                                connection
                                        .send(RawConnection.request("GET", "/r/2", ""))
                                        .answer()
                                        .body())
                        .isEqualTo(
                                String.format(
                                        Locale.ROOT,
                                        "{\"a\":%d,\"release\":%d}",
                                        2 * factor,
                                        route));
            }
        }
    }
}
