package dev.tiercel.server.admin;

import dev.tiercel.frontend.syntax.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members of documents in canonical form as plain data, for answers. */
final class CanonicalJson {
    private static final List<String> HOOKS = List.of("on_connect", "on_message", "on_disconnect");

    private CanonicalJson() {}

    /** Returns a member, null if it is absent. */
    static @Nullable Object member(Node.Mapping document, String name) {
        Optional<Node> value = document.find(name).map(Node.Entry::value);
        return value.isEmpty() ? null : plain(value.get());
    }

    /** Returns a block, an empty one if it is absent. */
    static List<@Nullable Object> block(Node.Mapping canonical, String name) {
        List<@Nullable Object> steps = new ArrayList<>();
        if (canonical.find(name).map(Node.Entry::value).orElse(null)
                instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> steps.add(plain(item)));
        }
        return steps;
    }

    /** Returns the hooks of a WebSocket route, null for another route. */
    static @Nullable Object hooks(Node.Mapping document) {
        if (!(document.find("ws_hooks").map(Node.Entry::value).orElse(null)
                instanceof Node.Mapping hooks)) {
            return null;
        }
        Map<String, @Nullable Object> blocks = new LinkedHashMap<>();
        HOOKS.forEach(name -> blocks.put(name, block(hooks, name)));
        return blocks;
    }

    /** Returns the value of a node. */
    static @Nullable Object plain(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.value();
            case Node.Sequence sequence -> {
                List<@Nullable Object> elements = new ArrayList<>();
                sequence.items().forEach(item -> elements.add(plain(item)));
                yield elements;
            }
            case Node.Mapping mapping -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                mapping.entries().forEach(e -> members.put(e.key(), plain(e.value())));
                yield members;
            }
        };
    }
}
