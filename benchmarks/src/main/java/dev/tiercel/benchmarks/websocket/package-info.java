/** Load on WebSocket routes: processor time of the server per message, memory, slow peers. */
@NullMarked
package dev.tiercel.benchmarks.websocket;

import org.jspecify.annotations.NullMarked;
