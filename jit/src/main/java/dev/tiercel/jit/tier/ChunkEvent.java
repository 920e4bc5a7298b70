package dev.tiercel.jit.tier;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * What every chunk of a flight recording is told when it begins and ends. Thread-safe. Before the
 * first recording of the process the class of the event is not even loaded, which a start would
 * wait for.
 */
public final class ChunkEvent implements FlightRecorderListener, AutoCloseable {
    private final Supplier<Class<? extends Event>> type;
    private final Runnable commit;
    private final AtomicBoolean isRegistered = new AtomicBoolean();

    private ChunkEvent(Supplier<Class<? extends Event>> type, Runnable commit) {
        this.type = type;
        this.commit = commit;
    }

    /**
     * Returns what is told from now on until it is closed.
     *
     * @param type class of the events, whose period is {@code everyChunk}
     * @param commit makes and commits them
     */
    public static ChunkEvent of(Supplier<Class<? extends Event>> type, Runnable commit) {
        ChunkEvent event = new ChunkEvent(type, commit);
        FlightRecorder.addListener(event);
        if (FlightRecorder.isInitialized()) {
            event.register();
        }
        return event;
    }

    @Override
    public void recorderInitialized(FlightRecorder recorder) {
        register();
    }

    private void register() {
        if (isRegistered.compareAndSet(false, true)) {
            FlightRecorder.addPeriodicEvent(type.get(), commit);
        }
    }

    @Override
    public void close() {
        FlightRecorder.removeListener(this);
        if (isRegistered.getAndSet(true)) {
            FlightRecorder.removePeriodicEvent(commit);
        }
    }
}
