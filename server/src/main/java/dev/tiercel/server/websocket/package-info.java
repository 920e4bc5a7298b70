/**
 * WebSocket connections: frames (bytes), sessions (queues, states, timers), channels (who is a
 * member), hooks (the engine).
 */
@NullMarked
package dev.tiercel.server.websocket;

import org.jspecify.annotations.NullMarked;
