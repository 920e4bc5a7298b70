package dev.tiercel.server.input;

import dev.tiercel.frontend.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows JSON Pointers into what documents say. */
final class NodePath {
    private NodePath() {}

    /** Returns the decoded parts of a pointer. */
    static List<String> parts(String pointer) {
        List<String> parts = new ArrayList<>();
        if (!pointer.isEmpty()) {
            for (String part : pointer.substring(1).split("/", -1)) {
                parts.add(part.replace("~1", "/").replace("~0", "~"));
            }
        }
        return parts;
    }

    /** Returns the node at the end of a path. */
    static Optional<Node> find(Node root, List<String> path) {
        Optional<Node> node = Optional.of(root);
        for (String part : path) {
            node = node.flatMap(n -> child(n, part));
        }
        return node;
    }

    /** Returns the last node on a path that the text has. */
    static Node nearest(Node root, List<String> path) {
        Node node = root;
        for (String part : path) {
            Optional<Node> child = child(node, part);
            if (child.isEmpty()) {
                return node;
            }
            node = child.get();
        }
        return node;
    }

    private static Optional<Node> child(Node node, String part) {
        return switch (node) {
            case Node.Mapping mapping -> mapping.find(part).map(Node.Entry::value);
            case Node.Sequence sequence when isIndex(part, sequence.items().size()) ->
                    Optional.of(sequence.items().get(Integer.parseInt(part)));
            case Node.Sequence _, Node.Scalar _ -> Optional.empty();
        };
    }

    private static boolean isIndex(String part, int size) {
        return part.length() < 7
                && part.chars().allMatch(c -> c >= '0' && c <= '9')
                && !part.isEmpty()
                && Integer.parseInt(part) < size;
    }
}
