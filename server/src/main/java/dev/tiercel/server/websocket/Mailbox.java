package dev.tiercel.server.websocket;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one connection, which are handled one after another in the order of arrival
 * (WS-12). An event that comes while none is being handled is handled at once by the thread that
 * brings it; otherwise it is left to the thread that handles the one before. Nothing is handled
 * after the last event. Thread-safe.
 */
final class Mailbox {
    /** Number of received messages that may wait; then the reader waits. */
    static final int EVENTS_MAX = 64;

    private final Consumer<HookEvent> handler;
    private @Nullable ArrayDeque<HookEvent> waiting;
    private boolean isRunning;
    private boolean isOver;

    /**
     * @param handler must not throw
     */
    Mailbox(Consumer<HookEvent> handler) {
        this.handler = handler;
    }

    /**
     * Handles an event, or leaves it to the thread that handles others; waits while too many wait.
     *
     * @param begin is run before this thread handles the event, which then has its place in the
     *     order
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void handle(HookEvent event, Runnable begin) throws InterruptedException {
        if (!leaveWhenThereIsRoom(event)) {
            begin.run();
            handleAll(event);
        }
    }

    /**
     * Has the last event handled by another thread, also if too many wait; those that wait are
     * handled before. Only the first one is.
     */
    void postLast(HookEvent event) {
        if (!leaveLast(event)) {
            Thread.ofVirtual().name("websocket-hooks").start(() -> handleAll(event));
        }
    }

    private synchronized boolean leaveWhenThereIsRoom(HookEvent event) throws InterruptedException {
        while (isRunning && !isOver && waiting != null && waiting.size() >= EVENTS_MAX) {
            wait();
        }
        return leave(event);
    }

    private synchronized boolean leaveLast(HookEvent event) {
        boolean isLeft = leave(event);
        isOver = true;
        notifyAll();
        return isLeft;
    }

    /** Leaves an event to the thread that handles others, or begins to handle events. */
    private synchronized boolean leave(HookEvent event) {
        if (isOver) {
            return true;
        }
        if (!isRunning) {
            isRunning = true;
            return false;
        }
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
        }
        waiting.addLast(event);
        return true;
    }

    private void handleAll(HookEvent first) {
        for (HookEvent event = first; event != null; event = next()) {
            handler.accept(event);
        }
    }

    private synchronized @Nullable HookEvent next() {
        HookEvent event = waiting == null ? null : waiting.pollFirst();
        if (event == null) {
            waiting = null;
            isRunning = false;
        } else {
            notifyAll();
        }
        return event;
    }
}
