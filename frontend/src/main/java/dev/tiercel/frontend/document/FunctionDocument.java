package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import java.util.List;

/** A global function (DOC-17). */
public record FunctionDocument(
        String name,
        List<String> parameters,
        List<Operation> body,
        String description,
        String version,
        Node.Mapping syntax)
        implements Document {}
