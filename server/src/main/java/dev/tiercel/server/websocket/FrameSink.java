package dev.tiercel.server.websocket;

import java.io.IOException;

/** Where the bytes of a session go. */
public interface FrameSink {
    /**
     * Writes; waits until the operating system has taken all bytes.
     *
     * @throws IOException if the connection is lost
     */
    void write(byte[] bytes, int length) throws IOException;

    /**
     * Tells the peer that nothing follows, if that can be told without the end of what it sends;
     * called after the last write.
     */
    void finish();

    /** Closes the connection at once; a write that waits ends. Safe for use by several threads. */
    void disconnect();
}
