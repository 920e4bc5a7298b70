package dev.tiercel.server.thread;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread of the operating system compute behind those that answer requests. A release
 * computes for milliseconds without a pause, and the JVM compiles what it has run; with the same
 * say as everything else they keep a processor for whole slices of the scheduler while requests
 * wait for one. Thread-safe.
 *
 * <p>On Linux a nice value and the length of slices belong to a thread, and a greater value and any
 * length need no permission (setpriority(2), sched_setattr(2), sched(7)). Elsewhere they would
 * belong to the process, and nothing is done.
 */
public final class BackgroundPriority {
    /**
     * How much greater the nice value is than that of requests. Their threads weigh fifteen times
     * as much then: the share that is left of a saturated processor, and on any other all of it.
     */
    public static final int NICE_DIFFERENCE = 12;

    /**
     * Length of the slices of threads that requests need, in nanoseconds. The least that Linux
     * takes: what matters is that they are shorter than those of threads that compute.
     */
    public static final long REQUEST_SLICE_NANOS = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundPriority.class);
    private static final int CALLING_THREAD = 0;
    private static final long USUAL_SLICE = 0;
    private static final Path THREADS = Path.of("/proc/self/task");

    /** How the names of threads begin that compute for long: of the JVM, and of this program. */
    private static final List<String> COMPUTING =
            List.of(
                    "C1 Compiler",
                    "C2 Compiler",
                    "GC Thread",
                    "G1 ",
                    "ForkJoinPool.c",
                    "ZWorker",
                    "Shenandoah",
                    "tiercel-compile");

    private static volatile @Nullable LinuxScheduler scheduler;

    private BackgroundPriority() {}

    /**
     * Finds the functions of the system, which takes some ten milliseconds the first time, and lets
     * the threads that exist, but for those that compute for long, interrupt them. Threads have
     * that of the thread that starts them. Until then the other methods do nothing.
     */
    public static synchronized void prepare() {
        if (scheduler != null) {
            return;
        }
        LinuxScheduler found = LinuxScheduler.find().orElse(null);
        if (found == null) {
            LOG.debug("The priority of threads cannot be changed here");
            return;
        }
        shortenSlices(found);
        scheduler = found;
        announce();
    }

    /**
     * Has the JVM start what carries virtual threads, before work in the background could bring it
     * about. Called by a thread with the priority of requests that hands work over.
     */
    public static void announce() {
        if (scheduler != null) {
            Carriers.start();
        }
    }

    /**
     * Gives the calling thread, which must not be virtual, the priority until it ends; threads that
     * it starts have it as well.
     */
    public static void take() {
        LinuxScheduler known = scheduler;
        if (known == null) {
            return;
        }
        try {
            known.setSlice(CALLING_THREAD, USUAL_SLICE);
            if (!known.addNice(CALLING_THREAD, NICE_DIFFERENCE)) {
                LOG.debug("The system keeps the priority of {}", Thread.currentThread().getName());
            }
        } catch (OutOfMemoryError e) {
            LOG.debug("No memory for a priority; the work begins without", e);
        }
    }

    private static void shortenSlices(LinuxScheduler scheduler) {
        int shortened = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                int number = Integer.parseInt(thread.getFileName().toString());
                if (!isComputing(thread) && scheduler.setSlice(number, REQUEST_SLICE_NANOS)) {
                    shortened++;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("The threads of this process cannot be listed", e);
        }
        LOG.debug("{} threads interrupt those that compute", shortened);
    }

    /** A thread that has ended meanwhile needs nothing. */
    private static boolean isComputing(Path thread) {
        try {
            String name = Files.readString(thread.resolve("comm"));
            return COMPUTING.stream().anyMatch(name::startsWith);
        } catch (IOException e) {
            return true;
        }
    }
}
