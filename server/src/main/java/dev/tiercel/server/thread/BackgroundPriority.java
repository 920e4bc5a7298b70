package dev.tiercel.server.thread;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread of the operating system compute behind those that answer requests. A release
 * computes for milliseconds without a pause; with the same priority as everything else it keeps a
 * processor for whole slices of the scheduler while requests wait for one. Thread-safe.
 *
 * <p>On Linux a nice value belongs to a thread, and a greater one needs no permission
 * (setpriority(2), sched(7)). Elsewhere it would belong to the process, and nothing is done.
 */
public final class BackgroundPriority {
    /**
     * A tenth of the weight of a request's thread: the share that is left of a saturated processor,
     * and on any other all of it.
     */
    public static final int NICE_VALUE = 12;

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundPriority.class);
    private static final boolean IS_LINUX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;

    private static volatile @Nullable MethodHandle setPriority;

    private BackgroundPriority() {}

    /**
     * Finds the function of the system, which takes some ten milliseconds the first time. Until
     * then {@link #take} does nothing.
     */
    public static void prepare() {
        if (setPriority != null || !IS_LINUX) {
            return;
        }
        if (!BackgroundPriority.class.getModule().isNativeAccessEnabled()) {
            LOG.debug("Without --enable-native-access the priority of threads cannot be changed");
            return;
        }
        Linker linker = Linker.nativeLinker();
        setPriority =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setpriority"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT));
    }

    /** Gives the calling thread, which must not be virtual, the priority until it ends. */
    public static void take() {
        MethodHandle function = setPriority;
        if (function == null) {
            return;
        }
        try {
            int result = (int) function.invokeExact(PRIO_PROCESS, CALLING_THREAD, NICE_VALUE);
            if (result != 0) {
                LOG.debug("The system keeps the priority of {}", Thread.currentThread().getName());
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
