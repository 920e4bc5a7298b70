package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;

/** Reports the operation tags that stand elsewhere than on a step (DOC-5). */
final class TagCheck {
    private TagCheck() {}

    static void report(Node node, Reading reading) {
        node.tag()
                .filter(_ -> !reading.isAcceptedTag(node))
                .ifPresent(tag -> reportMisplaced(tag, node, reading));
        switch (node) {
            case Node.Scalar _ -> {}
            case Node.Sequence sequence -> sequence.items().forEach(n -> report(n, reading));
            case Node.Mapping mapping -> mapping.entries().forEach(e -> report(e.value(), reading));
        }
    }

    private static void reportMisplaced(String tag, Node node, Reading reading) {
        boolean isOperation = OperationKind.find(tag).isPresent();
        reading.report(
                DiagnosticCode.YAML_TAG,
                isOperation
                        ? "Tag `!" + tag + "` may only stand on a step"
                        : "Unknown tag `!" + tag + "`",
                node);
    }
}
