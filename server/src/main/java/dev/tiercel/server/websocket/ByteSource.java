package dev.tiercel.server.websocket;

import java.io.EOFException;
import java.io.IOException;

/** Bytes that a peer sends. Used by one thread. */
public interface ByteSource {
    /**
     * Waits for the next byte.
     *
     * @return 0 to 255
     * @throws EOFException if there are no more
     * @throws IOException if the connection is lost
     */
    int read() throws IOException;

    /**
     * Waits until a part of an array is full.
     *
     * @param end index behind the part
     * @throws EOFException if there are not that many
     * @throws IOException if the connection is lost
     */
    void readFully(byte[] target, int start, int end) throws IOException;
}
