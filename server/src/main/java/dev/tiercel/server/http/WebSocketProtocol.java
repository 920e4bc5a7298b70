package dev.tiercel.server.http;

import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1RoutedUpgrade;
import io.helidon.webserver.http1.spi.Http1RoutedUpgrader;
import io.helidon.webserver.http1.spi.Http1UpgradeResult;
import io.helidon.webserver.spi.ServerConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has Helidon bring requests for an upgrade to WebSocket to {@link RequestRouting}, which upgrades
 * them. Immutable.
 */
final class WebSocketProtocol implements Http1RoutedUpgrader {
    /** As {@link RequestHead} spells it: Helidon compares letters exactly. */
    @Override
    public String supportedProtocol() {
        return RequestHead.WEBSOCKET_PROTOCOL;
    }

    @Override
    public Optional<Http1RoutedUpgrade> routedUpgrade(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        return Optional.of((_, _) -> Http1UpgradeResult.notApplicable());
    }

    @Override
    public @Nullable ServerConnection upgrade(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        return null;
    }
}
