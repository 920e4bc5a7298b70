/**
 * WebSocket connections: frames (bytes), sessions (queues, states, timers), channels (who is a
 * member), hooks (the engine).
 */
@org.jspecify.annotations.NullMarked
package dev.tiercel.server.websocket;
