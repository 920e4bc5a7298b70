package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** WS-12: events are handled one after another, in the order in which they came. */
class MailboxTest {
    private static final HookEvent FIRST = new HookEvent.Connected();
    private static final HookEvent SECOND = new HookEvent.Message(new Received.Text("second"));
    private static final HookEvent LAST =
            new HookEvent.Disconnected(new Session.Closed(1000, "last"));

    private final List<String> handled = Collections.synchronizedList(new ArrayList<>());

    @Test
    @DisplayName("WS-12: an event has its place before the thread that brings it may be replaced")
    void anotherReaderCannotBeFaster() throws InterruptedException {
        Mailbox mailbox = new Mailbox(event -> handled.add(event.hook() + " " + thread()));

        mailbox.handle(FIRST, () -> inAnotherThread(() -> handle(mailbox, SECOND)));

        assertThat(handled).containsExactly("on_connect " + thread(), "on_message " + thread());
    }

    @Test
    void eventsThatComeOneByOneAreHandledByTheirThreads() throws InterruptedException {
        Mailbox mailbox = new Mailbox(event -> handled.add(event.hook() + " " + thread()));

        mailbox.handle(FIRST, () -> {});
        inAnotherThread(() -> handle(mailbox, LAST));

        assertThat(handled).containsExactly("on_connect " + thread(), "on_disconnect other");
    }

    @Test
    void theLastEventIsPostedToAnotherThreadOnlyIfNoneHandlesEvents() throws InterruptedException {
        Mailbox[] mailbox = new Mailbox[1];
        mailbox[0] =
                new Mailbox(event -> {
                    handled.add(event.hook() + " " + thread());
                    if (event instanceof HookEvent.Connected) {
                        mailbox[0].postLast(LAST);
                    }
                });

        mailbox[0].handle(FIRST, () -> {});

        assertThat(handled).containsExactly("on_connect " + thread(), "on_disconnect " + thread());
    }

    @Test
    @DisplayName("WS-12: nothing is handled after the last event, of which there is one")
    void nothingFollowsTheLastEvent() throws InterruptedException {
        Mailbox[] mailbox = new Mailbox[1];
        mailbox[0] =
                new Mailbox(event -> {
                    handled.add(event.hook());
                    if (event instanceof HookEvent.Connected) {
                        handle(mailbox[0], SECOND);
                        mailbox[0].postLast(LAST);
                        mailbox[0].postLast(LAST);
                        handle(mailbox[0], SECOND);
                    }
                });

        mailbox[0].handle(FIRST, () -> {});

        assertThat(handled).containsExactly("on_connect", "on_message", "on_disconnect");
    }

    @Test
    @DisplayName("WS-12: a reader that waits for room is let go by the last event")
    void theLastEventLetsAWaitingReaderGo() throws InterruptedException {
        CountDownLatch canEnd = new CountDownLatch(1);
        Mailbox mailbox =
                new Mailbox(event -> {
                    handled.add(event.hook());
                    await(canEnd);
                });
        Thread first = Thread.ofPlatform().name("first").start(() -> handle(mailbox, FIRST));
        while (handled.isEmpty()) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < Mailbox.EVENTS_MAX; i++) {
            mailbox.handle(SECOND, () -> {});
        }
        Thread reader = Thread.ofPlatform().name("reader").start(() -> handle(mailbox, SECOND));
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        mailbox.postLast(LAST);
        reader.join();
        canEnd.countDown();
        first.join();

        assertThat(handled).hasSize(1 + Mailbox.EVENTS_MAX + 1).last().isEqualTo("on_disconnect");
    }

    private static void handle(Mailbox mailbox, HookEvent event) {
        try {
            mailbox.handle(event, () -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String thread() {
        return Thread.currentThread().getName();
    }

    private static void inAnotherThread(Runnable action) {
        Thread thread = Thread.ofPlatform().name("other").start(action);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
