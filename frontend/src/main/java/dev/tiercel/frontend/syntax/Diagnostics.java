package dev.tiercel.frontend.syntax;

import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The findings about one text, collected while its documents are read one after another; the same
 * finding counts once. Not thread-safe; one object belongs to one registration or check.
 */
public final class Diagnostics {
    private static final int MESSAGE_LENGTH_MAX = 300;

    private final String source;
    private final Set<Diagnostic> findings = new LinkedHashSet<>();
    private int document;

    /**
     * @param source file name, or {@code request}
     */
    public Diagnostics(String source) {
        this.source = source;
    }

    /** Makes the following findings those of the document with the given index in its text. */
    public void startDocument(int index) {
        document = index;
    }

    /** Returns the source of the findings. */
    public String source() {
        return source;
    }

    /** Adds a finding without suggestion. */
    public void report(DiagnosticCode code, String message, Position position, Pointer pointer) {
        add(code, message, position, pointer, Optional.empty());
    }

    /** Adds a finding with the nearest name or a corrected snippet. */
    public void report(
            DiagnosticCode code,
            String message,
            Position position,
            Pointer pointer,
            String suggestion) {
        add(code, message, position, pointer, Optional.of(suggestion));
    }

    /** Adds every finding of another collector. */
    public void addAll(Diagnostics others) {
        findings.addAll(others.findings);
    }

    /** Adds a finding that was made elsewhere. */
    public void add(Diagnostic finding) {
        findings.add(finding);
    }

    /** Returns whether any document has an error. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Diagnostic::isError);
    }

    /** Returns whether the document with the given index has an error. */
    public boolean hasErrors(int index) {
        return findings.stream().anyMatch(d -> d.document() == index && d.isError());
    }

    /** Returns whether a key at a place, or right below one of its members, could not be read. */
    public boolean hasUnreadableKey(Pointer owner) {
        String place = owner.toString();
        return places(DiagnosticCode.KEY_NOT_STRING)
                .anyMatch(key ->
                        key.equals(place)
                                || parent(key).equals(place)
                                || parent(parent(key)).equals(place));
    }

    /** Returns the pointers of the findings of a code in the current document. */
    public Stream<String> places(DiagnosticCode code) {
        return findings.stream()
                .filter(d -> d.document() == document && d.code() == code)
                .map(d -> d.location().pointer());
    }

    private static String parent(String pointer) {
        return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    }

    /**
     * Returns the findings by document, line and column; of one place in the order of reporting.
     */
    public List<Diagnostic> sorted() {
        return findings.stream().sorted(Diagnostic.ORDER).toList();
    }

    private void add(
            DiagnosticCode code,
            String message,
            Position position,
            Pointer pointer,
            Optional<String> suggestion) {
        var location =
                new Diagnostic.Location(
                        source, position.line(), position.column(), pointer.toString());
        findings.add(new Diagnostic(code, shortened(message), document, location, suggestion));
    }

    /** A message names what the author wrote, which may be long. */
    private static String shortened(String message) {
        return message.codePointCount(0, message.length()) <= MESSAGE_LENGTH_MAX
                ? message
                : message.substring(0, message.offsetByCodePoints(0, MESSAGE_LENGTH_MAX)) + "…";
    }
}
