package dev.tiercel.frontend.syntax;

import java.util.List;

/**
 * A text taken apart into its documents; none if the text does not parse or holds none. Immutable.
 */
public record SyntaxText(Format format, List<SourceDocument> documents) {
    public SyntaxText {
        documents = List.copyOf(documents);
    }
}
