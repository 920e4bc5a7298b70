package dev.tiercel.server.websocket;

/**
 * A frame as it was received, unmasked.
 *
 * @param isFinal whether it ends its message
 */
record Frame(boolean isFinal, FrameKind kind, byte[] payload) {}
