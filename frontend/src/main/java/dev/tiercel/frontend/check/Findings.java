package dev.tiercel.frontend.check;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.SourceLocation;
import java.util.Optional;
import java.util.Set;

/** Reports findings about parts of operations with the pointers of what was written. */
final class Findings {
    private final Diagnostics diagnostics;
    private final SyntaxIndex index;

    Findings(Diagnostics diagnostics, Node.Mapping syntax) {
        this.diagnostics = diagnostics;
        this.index = new SyntaxIndex(syntax);
    }

    /** Returns whether a field of an operation was found to have a value of another type. */
    boolean hasWrongType(SourceLocation operation, Set<String> keys) {
        return diagnostics
                .places(DiagnosticCode.WRONG_TYPE)
                .filter(pointer -> pointer.startsWith(operation.pointer() + "/"))
                .anyMatch(
                        pointer -> keys.contains(pointer.substring(pointer.lastIndexOf('/') + 1)));
    }

    SyntaxIndex index() {
        return index;
    }

    /** Returns the pointer of the scalar in which a part of an expression stands. */
    Pointer pointer(Site site, Position position) {
        return index.pointer(site.operation(), position);
    }

    /** Reports a finding about a part of an expression. */
    void report(DiagnosticCode code, String message, Site site, Position position) {
        diagnostics.report(code, message, position, pointer(site, position));
    }

    /** Reports a finding about a part of an expression with what to write instead. */
    void report(
            DiagnosticCode code, String message, Site site, Position position, String suggestion) {
        diagnostics.report(code, message, position, pointer(site, position), suggestion);
    }

    /** Reports a finding about a name that an operation assigns, declares or calls. */
    void reportName(
            DiagnosticCode code,
            String message,
            SourceLocation operation,
            String name,
            Optional<String> suggestion) {
        SyntaxIndex.Spot spot =
                index.nameSpot(
                        operation.pointer(),
                        new Position(operation.line(), operation.column()),
                        name);
        report(code, message, spot.position(), spot.pointer(), suggestion);
    }

    /** Reports a finding about a node of the document. */
    void report(DiagnosticCode code, String message, Node node) {
        report(code, message, node, Optional.empty());
    }

    /** Reports a finding about a node of the document, perhaps with what to write instead. */
    void report(DiagnosticCode code, String message, Node node, Optional<String> suggestion) {
        report(code, message, node.position(), node.pointer(), suggestion);
    }

    /** Reports a finding about a part of an expression, perhaps with what to write instead. */
    void report(
            DiagnosticCode code,
            String message,
            Site site,
            Position position,
            Optional<String> suggestion) {
        report(code, message, position, pointer(site, position), suggestion);
    }

    private void report(
            DiagnosticCode code,
            String message,
            Position position,
            Pointer pointer,
            Optional<String> suggestion) {
        suggestion.ifPresentOrElse(
                s -> diagnostics.report(code, message, position, pointer, s),
                () -> diagnostics.report(code, message, position, pointer));
    }
}
