package dev.tiercel.server.http;

import dev.tiercel.runtime.ExecutionEnvironment;
import dev.tiercel.runtime.effect.WebSocketConnector;
import dev.tiercel.server.auth.Authenticator;
import dev.tiercel.server.config.ServerConfig;

/**
 * What requests of routes share. Thread-safe.
 *
 * @param webSockets what sends to connections
 */
record RouteServices(
        ExecutionEnvironment environment,
        ClientAddress addresses,
        Authenticator authenticator,
        RateLimiter limiter,
        WebSocketConnector webSockets) {
    static RouteServices of(
            ServerConfig config, ExecutionEnvironment environment, WebSocketConnector webSockets) {
        return new RouteServices(
                environment,
                new ClientAddress(config.server().trustedProxies()),
                new Authenticator(config.auth(), environment.instants()),
                new RateLimiter(System::nanoTime),
                webSockets);
    }
}
