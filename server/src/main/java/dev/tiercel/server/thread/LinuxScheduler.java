package dev.tiercel.server.thread;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What the scheduler of Linux lets a process without permissions say about its threads:
 * setpriority(2) and sched_setattr(2). Thread-safe.
 */
final class LinuxScheduler {
    private static final boolean IS_LINUX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    private static final int PRIO_PROCESS = 0;

    /** {@code struct sched_attr} as of its first version; the offsets of what is used of it. */
    private static final int ATTRIBUTES_BYTES = 48;

    private static final int SIZE_OFFSET = 0;
    private static final int RUNTIME_OFFSET = 24;

    private static final int PROCESS = (int) ProcessHandle.current().pid();
    private static final int NICE_MAX = 19;

    private final MethodHandle getPriority;
    private final MethodHandle setPriority;
    private final MethodHandle systemCall;
    private final Optional<CallNumbers> numbers;

    /** Numbers of system calls that have no function in older libraries. */
    private record CallNumbers(long setAttributes, long getAttributes) {
        static Optional<CallNumbers> ofThisProcessor() {
            return switch (System.getProperty("os.arch", "")) {
                case "amd64" -> Optional.of(new CallNumbers(314, 315));
                case "aarch64" -> Optional.of(new CallNumbers(274, 275));
                default -> Optional.empty();
            };
        }
    }

    private LinuxScheduler() {
        getPriority =
                function(
                        "getpriority",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        setPriority =
                function(
                        "setpriority",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT));
        systemCall =
                function(
                        "syscall",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG),
                        Linker.Option.firstVariadicArg(1));
        numbers = CallNumbers.ofThisProcessor();
    }

    /**
     * Finds the functions, if this is Linux, native access is allowed, and this JVM calls functions
     * of the system at all.
     */
    static Optional<LinuxScheduler> find() {
        if (!IS_LINUX || !LinuxScheduler.class.getModule().isNativeAccessEnabled()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LinuxScheduler());
        } catch (UnsupportedOperationException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private static MethodHandle function(
            String name, FunctionDescriptor types, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), types, options);
    }

    /**
     * Gives a thread a greater nice value than the process was started with.
     *
     * @param thread its number in the system, 0 for the calling one
     * @param difference to that of the first thread of the process; the sum is 19 at most
     * @return whether the system did it
     */
    boolean addNice(int thread, int difference) {
        try {
            int own = (int) getPriority.invokeExact(PRIO_PROCESS, PROCESS);
            int nice = Math.min(own + difference, NICE_MAX);
            return (int) setPriority.invokeExact(PRIO_PROCESS, thread, nice) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sets how long a thread computes before others that wait may have the processor. A thread that
     * wakes takes the processor at once from one with longer slices. Linux has this since 6.12.
     *
     * @param thread its number in the system, 0 for the calling one
     * @param nanos from 100,000 to 100,000,000, or 0 for what is usual
     * @return whether the system did it
     */
    boolean setSlice(int thread, long nanos) {
        if (numbers.isEmpty()) {
            return false;
        }
        CallNumbers call = numbers.get();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, Long.BYTES);
            attributes.set(ValueLayout.JAVA_INT, SIZE_OFFSET, ATTRIBUTES_BYTES);
            if (call(call.getAttributes, thread, attributes, ATTRIBUTES_BYTES) != 0
                    || attributes.get(ValueLayout.JAVA_LONG, RUNTIME_OFFSET) == 0) {
                return false;
            }
            attributes.set(ValueLayout.JAVA_LONG, RUNTIME_OFFSET, nanos);
            return call(call.setAttributes, thread, attributes, 0) == 0;
        }
    }

    private long call(long number, long thread, MemorySegment attributes, long third) {
        try {
            return (long) systemCall.invokeExact(number, thread, attributes, third, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
