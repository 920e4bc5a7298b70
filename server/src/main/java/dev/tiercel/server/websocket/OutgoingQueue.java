package dev.tiercel.server.websocket;

import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait to be written to one peer, bounded in messages and bytes (WS-29). Frames are
 * shared with other queues; only references are held. Control frames have places of their own, so
 * that messages cannot push them out. Thread-safe.
 */
final class OutgoingQueue {
    /** Frames are joined into writes of up to this size. */
    static final int WRITE_BYTES_MAX = 16_384;

    private final SessionLimits limits;
    private @Nullable ArrayDeque<byte[]> messages;
    private byte @Nullable [] control;
    private byte @Nullable [] close;
    private long bytes;
    private long dropped;
    private boolean isWriting;
    private boolean isClosed;

    OutgoingQueue(SessionLimits limits) {
        this.limits = limits;
    }

    /** What became of a frame. */
    enum Offer {
        /** It waits, and somebody writes. */
        QUEUED,
        /** It waits, and the caller must have the queue written. */
        QUEUED_FIRST,
        /** It waits, and older messages were discarded for it. */
        QUEUED_AFTER_DROPPING,
        /** It is discarded. */
        DROPPED,
        /** It is discarded, and the policy wants the connection closed. */
        OVERFLOWED
    }

    /** Adds a message. */
    synchronized Offer offer(byte[] frame) {
        if (isClosed || close != null) {
            return Offer.DROPPED;
        }
        boolean hasDropped = false;
        if (!fits(frame)) {
            if (limits.closesWhenFull()) {
                messages = null;
                bytes = 0;
                return Offer.OVERFLOWED;
            }
            if (frame.length > limits.queueBytes()) {
                return Offer.DROPPED;
            }
            while (!fits(frame)) {
                bytes -= Objects.requireNonNull(messages).removeFirst().length;
                dropped++;
                hasDropped = true;
            }
        }
        if (messages == null) {
            messages = new ArrayDeque<>(4);
        }
        messages.addLast(frame);
        bytes += frame.length;
        if (beginWriting()) {
            return Offer.QUEUED_FIRST;
        }
        return hasDropped ? Offer.QUEUED_AFTER_DROPPING : Offer.QUEUED;
    }

    /** Returns the number of messages that were queued and then discarded. */
    synchronized long dropped() {
        return dropped;
    }

    /**
     * Adds a ping or pong, which goes before messages; one that waits already is replaced.
     *
     * @return whether the caller must have the queue written
     */
    synchronized boolean offerControl(byte[] frame) {
        if (isClosed || close != null) {
            return false;
        }
        control = frame;
        return beginWriting();
    }

    /**
     * Adds the close frame, which goes after everything that waits; later frames are not accepted.
     *
     * @return whether the caller must have the queue written
     */
    synchronized boolean offerClose(byte[] frame) {
        if (isClosed || close != null) {
            return false;
        }
        close = frame;
        return beginWriting();
    }

    /** Whether a close frame waits or has been written. */
    synchronized boolean isClosing() {
        return isClosed || close != null;
    }

    /** Discards everything; nothing is accepted any more. */
    synchronized void discard() {
        isClosed = true;
        messages = null;
        control = null;
        bytes = 0;
    }

    /** Returns the number of messages that wait. */
    synchronized int size() {
        return messages == null ? 0 : messages.size();
    }

    /**
     * Moves frames to a buffer; if none are left, writing has ended.
     *
     * @return what to write
     */
    synchronized Batch take(byte[] buffer) {
        byte[] first = control;
        if (first != null) {
            control = null;
            return new Batch(first, first.length, false);
        }
        ArrayDeque<byte[]> waiting = messages;
        if (waiting == null || waiting.isEmpty()) {
            messages = null;
            byte[] last = close;
            isWriting = false;
            if (last == null || isClosed) {
                return Batch.NONE;
            }
            isClosed = true;
            return new Batch(last, last.length, true);
        }
        byte[] head = waiting.removeFirst();
        bytes -= head.length;
        byte[] next = waiting.peekFirst();
        if (next == null || head.length + next.length > buffer.length) {
            return new Batch(head, head.length, false);
        }
        int length = append(head, buffer, 0);
        while (next != null && length + next.length <= buffer.length) {
            waiting.removeFirst();
            bytes -= next.length;
            length = append(next, buffer, length);
            next = waiting.peekFirst();
        }
        return new Batch(buffer, length, false);
    }

    /**
     * Bytes to write.
     *
     * @param length number of bytes from the start; 0 if there is nothing
     * @param isClose whether this is the close frame
     */
    record Batch(byte[] bytes, int length, boolean isClose) {
        static final Batch NONE = new Batch(new byte[0], 0, false);
    }

    private static int append(byte[] frame, byte[] buffer, int length) {
        System.arraycopy(frame, 0, buffer, length, frame.length);
        return length + frame.length;
    }

    private boolean fits(byte[] frame) {
        int count = messages == null ? 0 : messages.size();
        return count < limits.queueMessages() && bytes + frame.length <= limits.queueBytes();
    }

    private boolean beginWriting() {
        if (isWriting) {
            return false;
        }
        isWriting = true;
        return true;
    }
}
