package dev.tiercel.server.route;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.server.store.StoredDocument;

/** A document that was checked cannot be run: a defect, which must not stop the others. */
final class EngineDefectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient StoredDocument document;

    EngineDefectException(StoredDocument document, RuntimeException cause) {
        super("The engine cannot run " + document.name(), cause);
        this.document = document;
    }

    StoredDocument document() {
        return document;
    }

    /**
     * Returns the finding for the author of the document.
     *
     * @param index of the document in its text
     */
    Diagnostic finding(String source, int index) {
        Diagnostics diagnostics = new Diagnostics(source);
        diagnostics.startDocument(index);
        diagnostics.report(
                DiagnosticCode.UNSUPPORTED,
                "`" + document.name() + "` cannot be run because of a defect: " + getCause(),
                new Position(1, 1),
                Pointer.ROOT);
        return diagnostics.sorted().getFirst();
    }
}
