package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.function.Predicate;

/** Reports the operation tags that stand elsewhere than on a step (DOC-5). */
final class TagCheck {
    private TagCheck() {}

    /** Reports the tags of a document and of the members that are part of it. */
    static void report(Node.Mapping root, Predicate<Node.Entry> isPart, Reading reading) {
        reportOwn(root, reading);
        root.entries().stream().filter(isPart).forEach(e -> reportWithin(e.value(), reading));
    }

    private static void reportWithin(Node node, Reading reading) {
        reportOwn(node, reading);
        switch (node) {
            case Node.Scalar _ -> {}
            case Node.Sequence sequence -> sequence.items().forEach(n -> reportWithin(n, reading));
            case Node.Mapping mapping ->
                    mapping.entries().forEach(e -> reportWithin(e.value(), reading));
        }
    }

    private static void reportOwn(Node node, Reading reading) {
        node.tag()
                .filter(_ -> !reading.isAcceptedTag(node))
                .ifPresent(tag -> reportMisplaced(tag, node, reading));
    }

    private static void reportMisplaced(String tag, Node node, Reading reading) {
        boolean isOperation = reading.operation(tag).isPresent();
        reading.report(
                DiagnosticCode.YAML_TAG,
                isOperation
                        ? "Tag `!" + tag + "` may only stand on a step"
                        : "Unknown tag `!" + tag + "`",
                node);
    }
}
