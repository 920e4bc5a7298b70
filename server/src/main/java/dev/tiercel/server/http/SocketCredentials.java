package dev.tiercel.server.http;

import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of a WebSocket handshake where headers cannot be set, as in a browser (WS-9).
 * Immutable.
 *
 * @param token from the query or the subprotocols
 * @param protocol subprotocol that is answered; only an offer with a token is
 * @param query what logic sees of it, without the token
 */
record SocketCredentials(Optional<String> token, Optional<String> protocol, ObjectValue query) {
    private static final String PARAMETER = "access_token";
    private static final String PREFIX = "bearer.";

    static SocketCredentials of(Exchange exchange) {
        List<String> offered =
                exchange.header("sec-websocket-protocol").stream()
                        .flatMap(header -> Stream.of(header.split(",")))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
        Optional<String> bearer = offered.stream().filter(SocketCredentials::isToken).findFirst();
        Optional<String> other = offered.stream().filter(name -> !isToken(name)).findFirst();
        return new SocketCredentials(
                exchange.queryText(PARAMETER)
                        .or(() -> bearer.map(name -> name.substring(PREFIX.length()))),
                bearer.map(name -> other.orElse(name)),
                withoutToken(exchange.query()));
    }

    private static boolean isToken(String protocol) {
        return protocol.startsWith(PREFIX);
    }

    private static ObjectValue withoutToken(ObjectValue query) {
        if (!query.has(PARAMETER)) {
            return query;
        }
        ObjectBuilder rest = new ObjectBuilder();
        for (int i = 0; i < query.slotCount(); i++) {
            @Nullable Object value = query.slot(i);
            if (value != Absent.ABSENT && !query.key(i).equals(PARAMETER)) {
                rest.put(query.key(i), value);
            }
        }
        return rest.build();
    }
}
