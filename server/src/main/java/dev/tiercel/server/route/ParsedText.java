package dev.tiercel.server.route;

import dev.tiercel.frontend.document.DocumentReader;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.SyntaxText;
import java.util.Set;

/**
 * A text whose documents are not read yet, because they may use extensions of other texts.
 *
 * @param diagnostics findings so far; reading adds its own
 */
public record ParsedText(SyntaxText syntax, Diagnostics diagnostics) {
    /** Returns the operations that extensions of the text add. */
    Set<String> extensionOperations() {
        return DocumentReader.extensionOperations(syntax);
    }
}
