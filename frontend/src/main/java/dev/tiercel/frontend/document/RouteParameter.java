package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import java.util.Optional;

/** A declared parameter (DOC-22). */
public record RouteParameter(
        String name,
        In in,
        DataType dataType,
        boolean required,
        Optional<Node> defaultValue,
        Optional<String> validation,
        String description) {
    /** Where the parameter is read from. */
    public enum In {
        PATH,
        QUERY,
        BODY,
        HEADER
    }

    /** What the value is coerced to (DOC-24). */
    public enum DataType {
        STRING,
        NUMBER,
        INTEGER,
        BOOLEAN,
        ARRAY,
        OBJECT
    }
}
