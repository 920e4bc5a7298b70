package dev.tiercel.server.websocket;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads the frames of a client (RFC 6455, section 5). Used by one thread. */
final class FrameReader {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int CONTROL_BYTES_MAX = 125;
    private static final int SHORT_BYTES_MAX = 0xFFFF;

    /** What a peer gets for a length that it only announces. */
    private static final int UNSEEN_BYTES_MAX = 1024;

    /** By how much the buffer grows when it is full. */
    private static final int GROWTH = 4;

    private final ByteSource source;

    FrameReader(ByteSource source) {
        this.source = source;
    }

    /**
     * Waits for the next frame.
     *
     * @param dataBytesMax greatest payload of a data frame
     * @throws FailedConnection if the peer breaks the protocol or the limit
     * @throws IOException if the connection is lost
     */
    Frame read(long dataBytesMax) throws IOException {
        int first = source.read();
        if ((first & RESERVED) != 0) {
            throw FailedConnection.protocol("A reserved bit is set");
        }
        FrameKind kind =
                FrameKind.of(first & OPCODE)
                        .orElseThrow(() -> FailedConnection.protocol("An opcode is reserved"));
        boolean isFinal = (first & FINAL) != 0;
        int second = source.read();
        if ((second & MASKED) == 0) {
            throw FailedConnection.protocol("A frame of the client is not masked");
        }
        long length = length(second & LENGTH);
        check(kind, isFinal, length, dataBytesMax);
        int mask = (int) number(Integer.BYTES);
        byte[] payload = payload((int) length);
        unmask(payload, mask);
        return new Frame(isFinal, kind, payload);
    }

    /** Reads into a buffer that grows with what has arrived, not with what is announced. */
    private byte[] payload(int length) throws IOException {
        byte[] payload = new byte[Math.min(length, UNSEEN_BYTES_MAX)];
        source.readFully(payload, 0, payload.length);
        while (payload.length < length) {
            int arrived = payload.length;
            payload = Arrays.copyOf(payload, (int) Math.min(length, (long) arrived * GROWTH));
            source.readFully(payload, arrived, payload.length);
        }
        return payload;
    }

    private long length(int code) throws IOException {
        return switch (code) {
            case LENGTH_IN_2_BYTES -> {
                long length = number(2);
                if (length < LENGTH_IN_2_BYTES) {
                    throw FailedConnection.protocol("A length is not in its shortest form");
                }
                yield length;
            }
            case LENGTH_IN_8_BYTES -> {
                long length = number(8);
                if (length < 0) {
                    throw FailedConnection.protocol("A length is negative");
                }
                if (length <= SHORT_BYTES_MAX) {
                    throw FailedConnection.protocol("A length is not in its shortest form");
                }
                yield length;
            }
            default -> code;
        };
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << Byte.SIZE | source.read();
        }
        return number;
    }

    private static void check(FrameKind kind, boolean isFinal, long length, long dataBytesMax) {
        if (kind.isControl()) {
            if (!isFinal) {
                throw FailedConnection.protocol("A control frame is fragmented");
            }
            if (length > CONTROL_BYTES_MAX) {
                throw FailedConnection.protocol("A control frame is too long");
            }
        } else if (length > dataBytesMax) {
            throw new FailedConnection(CloseCode.TOO_LARGE, "The message is too large");
        }
    }

    private static void unmask(byte[] payload, int mask) {
        long wide = (long) mask << Integer.SIZE | (mask & 0xFFFF_FFFFL);
        int index = 0;
        for (; index + Long.BYTES <= payload.length; index += Long.BYTES) {
            LONGS.set(payload, index, (long) LONGS.get(payload, index) ^ wide);
        }
        for (; index < payload.length; index++) {
            payload[index] ^= (byte) (wide >>> (Long.SIZE - Byte.SIZE * (1 + index % Long.BYTES)));
        }
    }
}
