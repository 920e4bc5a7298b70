package dev.tiercel.server.websocket;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames as a client sends them, also wrong ones. */
final class ClientFrames {
    static final int FINAL = 0x80;
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Adds a masked frame whose first byte is given. */
    ClientFrames frame(int first, byte[] payload) {
        int lengthForm = payload.length < 126 ? 0 : payload.length <= 0xFFFF ? 2 : 8;
        return frame(first, payload, lengthForm, true);
    }

    ClientFrames text(String text) {
        return frame(FINAL | 0x1, utf8(text));
    }

    /**
     * Adds a frame.
     *
     * @param lengthForm number of bytes of the length besides the first, 0, 2 or 8
     */
    ClientFrames frame(int first, byte[] payload, int lengthForm, boolean isMasked) {
        bytes.write(first);
        int mask = isMasked ? 0x80 : 0;
        switch (lengthForm) {
            case 0 -> bytes.write(mask | payload.length);
            case 2 -> {
                bytes.write(mask | 126);
                bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
            }
            default -> {
                bytes.write(mask | 127);
                bytes.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
            }
        }
        if (isMasked) {
            bytes.writeBytes(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            bytes.write(isMasked ? payload[i] ^ MASK[i & 3] : payload[i]);
        }
        return this;
    }

    ClientFrames raw(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    MessageReader reader(int messageBytesMax) {
        return new MessageReader(source(toBytes()), () -> messageBytesMax, () -> {});
    }

    static ByteSource source(byte[] bytes) {
        InputStream in = new ByteArrayInputStream(bytes);
        return new ByteSource() {
            @Override
            public int read() throws IOException {
                int value = in.read();
                if (value < 0) {
                    throw new EOFException();
                }
                return value;
            }

            @Override
            public void readFully(byte[] target, int start, int end) throws IOException {
                if (in.readNBytes(target, start, end - start) < end - start) {
                    throw new EOFException();
                }
            }
        };
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(int... values) {
        byte[] result = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (byte) values[i];
        }
        return result;
    }
}
