package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;

/** The field {@code version}: a string, or a number kept as it is written. */
final class Version {
    private static final String DEFAULT = "1.0.0";

    private Version() {}

    static String of(Fields fields) {
        return fields.node("version").map(node -> text(node, fields)).orElse(DEFAULT);
    }

    private static String text(Node node, Fields fields) {
        if (node instanceof Node.Scalar scalar
                && (scalar.value() instanceof String || scalar.value() instanceof Number)) {
            return scalar.text();
        }
        fields.reading().reportType("version", "a string or a number", node);
        return DEFAULT;
    }
}
