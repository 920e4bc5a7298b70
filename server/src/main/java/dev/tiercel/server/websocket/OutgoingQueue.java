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

    private SessionLimits limits;
    private @Nullable ArrayDeque<byte[]> messages;
    private byte @Nullable [] pong;
    private byte @Nullable [] ping;
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
        /** It waits, somebody writes, and more than half of what may wait does. */
        QUEUED_IN_CROWD,
        /** It waits, and the caller must have the queue written. */
        QUEUED_FIRST,
        /** It waits, and older messages were discarded for it. */
        QUEUED_AFTER_DROPPING,
        /** It is discarded, because it is larger than the queue. */
        DROPPED,
        /** It is discarded with all that waited, and the policy wants the connection closed. */
        OVERFLOWED,
        /** It is discarded, because the connection closes. */
        CLOSED
    }

    /** Lets nothing be written until the caller has the queue written. */
    synchronized void hold() {
        isWriting = true;
    }

    synchronized void setLimits(SessionLimits newLimits) {
        limits = newLimits;
    }

    /** Adds a message. */
    synchronized Offer offer(byte[] frame) {
        if (isClosed || close != null) {
            return Offer.CLOSED;
        }
        boolean hasDropped = false;
        if (!fits(frame)) {
            if (limits.closesWhenFull()) {
                dropped += 1L + size();
                messages = null;
                bytes = 0;
                return Offer.OVERFLOWED;
            }
            if (frame.length > limits.queueBytes()) {
                dropped++;
                return Offer.DROPPED;
            }
            hasDropped = true;
            makeRoom(frame);
        }
        if (messages == null) {
            messages = new ArrayDeque<>(4);
        }
        messages.addLast(frame);
        bytes += frame.length;
        if (beginWriting()) {
            return Offer.QUEUED_FIRST;
        }
        if (hasDropped) {
            return Offer.QUEUED_AFTER_DROPPING;
        }
        return isCrowded() ? Offer.QUEUED_IN_CROWD : Offer.QUEUED;
    }

    /** Returns the number of messages that were discarded since this was asked. */
    synchronized long takeDropped() {
        long count = dropped;
        dropped = 0;
        return count;
    }

    /**
     * Adds a pong, which goes before messages; one that waits already is replaced, so that the
     * newest ping of the peer is answered.
     *
     * @return whether the caller must have the queue written
     */
    synchronized boolean offerPong(byte[] frame) {
        if (isClosed || close != null) {
            return false;
        }
        pong = frame;
        return beginWriting();
    }

    /**
     * Adds a ping, which goes before messages, unless one waits already.
     *
     * @return whether the caller must have the queue written
     */
    synchronized boolean offerPing(byte[] frame) {
        if (isClosed || close != null) {
            return false;
        }
        ping = frame;
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
        pong = null;
        ping = null;
        bytes = 0;
    }

    /** Returns the number of messages that wait. */
    synchronized int size() {
        return messages == null ? 0 : messages.size();
    }

    /**
     * Takes out what is written next, several messages together if several wait; if there is
     * nothing, writing has ended.
     */
    synchronized Batch take() {
        byte[] first = takeControl();
        if (first != null) {
            return new Batch(first, first.length);
        }
        ArrayDeque<byte[]> waiting = messages;
        if (waiting == null || waiting.isEmpty()) {
            messages = null;
            return takeClose();
        }
        byte[] head = waiting.removeFirst();
        byte[] next = waiting.peekFirst();
        long all = bytes;
        bytes -= head.length;
        if (next == null || head.length + next.length > WRITE_BYTES_MAX) {
            Batch batch = new Batch(head, head.length);
            batch.count(head);
            return batch;
        }
        return join(head, waiting, (int) Math.min(all, WRITE_BYTES_MAX));
    }

    private byte @Nullable [] takeControl() {
        byte[] first = pong;
        if (first != null) {
            pong = null;
            return first;
        }
        first = ping;
        ping = null;
        return first;
    }

    private Batch join(byte[] head, ArrayDeque<byte[]> waiting, int length) {
        Batch batch = new Batch(new byte[length], 0);
        batch.append(head);
        for (byte[] next = waiting.peekFirst();
                next != null && batch.length() + next.length <= length;
                next = waiting.peekFirst()) {
            waiting.removeFirst();
            bytes -= next.length;
            batch.append(next);
        }
        return batch;
    }

    private Batch takeClose() {
        isWriting = false;
        byte[] last = close;
        if (last == null || isClosed) {
            return new Batch(new byte[0], 0);
        }
        isClosed = true;
        Batch batch = new Batch(last, last.length);
        batch.isClose = true;
        return batch;
    }

    /** Bytes to write, and how many messages they are. Used by the thread that writes. */
    static final class Batch {
        private static final int OPCODE = 0x0F;
        private static final int LENGTH = 0x7F;
        private static final int LENGTH_IN_2_BYTES = 126;

        private final byte[] bytes;
        private int length;
        private int texts;
        private int binaries;
        private int payloadBytes;
        private boolean isClose;

        private Batch(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Returns the number of bytes from the start; 0 if there is nothing to write. */
        int length() {
            return length;
        }

        int texts() {
            return texts;
        }

        int binaries() {
            return binaries;
        }

        /** Returns the number of bytes of messages, without heads of frames. */
        int payloadBytes() {
            return payloadBytes;
        }

        /** Whether this is the close frame. */
        boolean isClose() {
            return isClose;
        }

        private void append(byte[] frame) {
            System.arraycopy(frame, 0, bytes, length, frame.length);
            length += frame.length;
            count(frame);
        }

        private void count(byte[] frame) {
            if ((frame[0] & OPCODE) == FrameKind.TEXT.code()) {
                texts++;
            } else {
                binaries++;
            }
            int code = frame[1] & LENGTH;
            int headBytes =
                    code < LENGTH_IN_2_BYTES
                            ? FrameWriter.HEAD_BYTES_MIN
                            : code == LENGTH_IN_2_BYTES
                                    ? FrameWriter.HEAD_BYTES_MIN + Short.BYTES
                                    : FrameWriter.HEAD_BYTES_MAX;
            payloadBytes += frame.length - headBytes;
        }
    }

    private void makeRoom(byte[] frame) {
        ArrayDeque<byte[]> waiting = Objects.requireNonNull(messages);
        while (!fits(frame)) {
            bytes -= waiting.removeFirst().length;
            dropped++;
        }
    }

    private boolean fits(byte[] frame) {
        return size() < limits.queueMessages() && bytes + frame.length <= limits.queueBytes();
    }

    private boolean isCrowded() {
        return size() > limits.queueMessages() / 2 || bytes > limits.queueBytes() / 2;
    }

    private boolean beginWriting() {
        if (isWriting) {
            return false;
        }
        isWriting = true;
        return true;
    }
}
