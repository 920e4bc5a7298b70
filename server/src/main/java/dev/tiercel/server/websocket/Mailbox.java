package dev.tiercel.server.websocket;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one connection, which are handled one after another in the order of arrival
 * (WS-12). A virtual thread that ends when there are none left handles them. Thread-safe.
 */
final class Mailbox {
    /** Number of received messages that may wait; then the reader waits. */
    static final int EVENTS_MAX = 64;

    private final ArrayDeque<HookEvent> events = new ArrayDeque<>(2);
    private final Consumer<HookEvent> handler;
    private boolean isRunning;

    Mailbox(Consumer<HookEvent> handler) {
        this.handler = handler;
    }

    /**
     * Adds an event; waits while there are too many.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    synchronized void put(HookEvent event) throws InterruptedException {
        while (events.size() >= EVENTS_MAX) {
            wait();
        }
        add(event);
    }

    /** Adds the last event, also if there are too many. */
    synchronized void putLast(HookEvent event) {
        add(event);
    }

    private void add(HookEvent event) {
        events.addLast(event);
        if (!isRunning) {
            isRunning = true;
            Thread.ofVirtual().name("websocket-hooks").start(this::run);
        }
    }

    private void run() {
        for (HookEvent event = next(); event != null; event = next()) {
            handler.accept(event);
        }
    }

    private synchronized @Nullable HookEvent next() {
        HookEvent event = events.pollFirst();
        if (event == null) {
            isRunning = false;
        } else {
            notifyAll();
        }
        return event;
    }
}
