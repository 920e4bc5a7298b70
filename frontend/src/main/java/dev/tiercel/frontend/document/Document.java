package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;

/** A typed document without errors in its own text. */
public sealed interface Document permits RouteDocument, FunctionDocument, ExtensionDocument {
    /** The name by which people and errors refer to the document. */
    String name();

    /** The document as written. */
    Node.Mapping syntax();
}
