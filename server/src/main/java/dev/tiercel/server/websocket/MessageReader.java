package dev.tiercel.server.websocket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from frames. Text is checked as it arrives, so that a wrong fragment ends
 * the connection before the rest of the message. Holds no buffer between messages. Used by one
 * thread.
 */
final class MessageReader {
    private static final int CODE_BYTES = 2;
    private static final int BYTE = 0xFF;
    private static final char REPLACEMENT = '\uFFFD';

    private final FrameReader frames;
    private final IntSupplier messageBytesMax;
    private final Runnable frameArrived;
    private @Nullable Fragments fragments;
    private int bytes;

    /** The fragments of a message that is not complete. */
    private static final class Fragments {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final @Nullable TextDecoder decoder;

        Fragments(FrameKind kind) {
            this.decoder = kind == FrameKind.TEXT ? new TextDecoder() : null;
        }

        int length() {
            return decoder == null ? bytes.size() : decoder.bytes();
        }

        void add(byte[] payload, boolean isLast) {
            if (decoder == null) {
                bytes.writeBytes(payload);
            } else {
                decoder.add(payload, isLast);
            }
        }

        Received message() {
            return decoder == null
                    ? new Received.Binary(bytes.toByteArray())
                    : new Received.Text(decoder.text());
        }
    }

    /**
     * @param messageBytesMax greatest message, asked for before every frame
     * @param frameArrived is run after each frame, those inside messages too
     */
    MessageReader(ByteSource source, IntSupplier messageBytesMax, Runnable frameArrived) {
        this.frames = new FrameReader(source);
        this.messageBytesMax = messageBytesMax;
        this.frameArrived = frameArrived;
    }

    /**
     * Waits for the next message or control frame.
     *
     * @throws FailedConnection if the peer breaks the protocol or the limit
     * @throws IOException if the connection is lost
     */
    Received next() throws IOException {
        while (true) {
            Fragments before = fragments;
            int bytesMax = messageBytesMax.getAsInt();
            Frame frame = frames.read(bytesMax - (before == null ? 0 : before.length()));
            frameArrived.run();
            switch (frame.kind()) {
                case PING -> {
                    return new Received.Ping(frame.payload());
                }
                case PONG -> {
                    return new Received.Pong();
                }
                case CLOSE -> {
                    return close(frame.payload());
                }
                case TEXT, BINARY, CONTINUATION -> {
                    Received message = add(frame);
                    if (message != null) {
                        return message;
                    }
                }
            }
        }
    }

    /** Returns the length of the newest message that was returned. */
    int bytes() {
        return bytes;
    }

    private @Nullable Received add(Frame frame) {
        Fragments open = fragments;
        boolean isContinuation = frame.kind() == FrameKind.CONTINUATION;
        if (isContinuation && open == null) {
            throw FailedConnection.protocol("A continuation without a beginning");
        }
        if (!isContinuation && open != null) {
            throw FailedConnection.protocol("A message inside another one");
        }
        if (open == null && frame.isFinal()) {
            bytes = frame.payload().length;
            return frame.kind() == FrameKind.TEXT
                    ? new Received.Text(text(frame.payload(), 0))
                    : new Received.Binary(frame.payload());
        }
        if (open == null) {
            open = new Fragments(frame.kind());
            fragments = open;
        }
        open.add(frame.payload(), frame.isFinal());
        if (!frame.isFinal()) {
            return null;
        }
        fragments = null;
        bytes = open.length();
        return open.message();
    }

    private static Received close(byte[] payload) {
        if (payload.length == 0) {
            return new Received.Close(CloseCode.ABSENT, "");
        }
        if (payload.length < CODE_BYTES) {
            throw FailedConnection.protocol("A close frame has half a code");
        }
        int code = (payload[0] & BYTE) << Byte.SIZE | (payload[1] & BYTE);
        if (!CloseCode.isAllowedFromPeer(code)) {
            throw FailedConnection.protocol("The close code " + code + " is not allowed");
        }
        return new Received.Close(code, text(payload, CODE_BYTES));
    }

    private static String text(byte[] bytes, int start) {
        String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : strictText(bytes, start);
    }

    /** The decoder of strings replaces what is wrong, and is many times as fast. */
    private static String strictText(byte[] bytes, int start) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw TextDecoder.notUtf8();
        }
    }
}
