package dev.tiercel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

        mailbox.handle(FIRST, () -> inAnotherThread(() -> mailbox.handleLast(SECOND)));

        assertThat(handled).containsExactly("on_connect " + thread(), "on_message " + thread());
    }

    @Test
    void eventsThatComeOneByOneAreHandledByTheirThreads() throws InterruptedException {
        Mailbox mailbox = new Mailbox(event -> handled.add(event.hook() + " " + thread()));

        mailbox.handle(FIRST, () -> {});
        inAnotherThread(() -> mailbox.handleLast(LAST));

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
