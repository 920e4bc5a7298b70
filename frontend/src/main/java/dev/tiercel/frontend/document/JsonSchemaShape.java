package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;

/** The outer form of a JSON Schema; what it says is checked where it is used. */
final class JsonSchemaShape {
    private JsonSchemaShape() {}

    /** Reports a schema that is neither a mapping nor a boolean. */
    static void check(String field, Node node, Reading reading) {
        boolean isBoolean = node instanceof Node.Scalar scalar && scalar.value() instanceof Boolean;
        if (!isBoolean && !(node instanceof Node.Mapping)) {
            reading.reportType(field, "a mapping or a boolean", node);
        }
    }
}
