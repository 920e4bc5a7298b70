package dev.tiercel.frontend.document;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The channels that the hooks of a WebSocket route name literally; connections join them (WS-24).
 */
public final class LiteralChannels {
    private LiteralChannels() {}

    /** Returns the names in the order of the text. */
    public static List<String> of(RouteDocument route) {
        Set<String> names = new LinkedHashSet<>();
        RouteDocument.Hooks hooks = route.hooks();
        for (List<Operation> hook :
                List.of(hooks.onConnect(), hooks.onMessage(), hooks.onDisconnect())) {
            collect(hook, names);
        }
        return List.copyOf(names);
    }

    /** Bodies of the functions that a hook declares are part of the hook. */
    private static void collect(List<Operation> block, Set<String> names) {
        OperationWalk.forEach(
                block,
                operation -> {
                    if (operation instanceof WebSocketOperation socket) {
                        socket.literalChannel().ifPresent(names::add);
                    } else if (operation instanceof Operation.DefineFunction definition) {
                        collect(definition.function().body(), names);
                    }
                });
    }
}
