package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;

/** The words for what a node is. */
final class NodeKind {
    private NodeKind() {}

    static String of(Node node) {
        return switch (node) {
            case Node.Sequence _ -> "a list";
            case Node.Mapping _ -> "a mapping";
            case Node.Scalar scalar ->
                    switch (scalar.value()) {
                        case null -> "null";
                        case String _ -> "a string";
                        case Boolean _ -> "a boolean";
                        default -> "a number";
                    };
        };
    }

    static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar && scalar.value() == null;
    }
}
