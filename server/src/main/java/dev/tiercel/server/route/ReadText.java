package dev.tiercel.server.route;

import dev.tiercel.frontend.document.Document;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.Format;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.server.store.StoredText;
import java.util.List;

/**
 * A text with its documents as far as they could be read.
 *
 * @param format as detected
 * @param documentCount documents in the text, also those with errors
 * @param documents those without errors of their own
 * @param faulty those with errors as far as they could be read, for finding more errors in them
 * @param diagnostics findings so far
 */
public record ReadText(
        Format format,
        int documentCount,
        List<ReadDocument> documents,
        List<ReadDocument> faulty,
        Diagnostics diagnostics) {
    public ReadText {
        documents = List.copyOf(documents);
        faulty = List.copyOf(faulty);
    }

    /** A text whose faulty documents are unknown. */
    public ReadText(
            Format format,
            int documentCount,
            List<ReadDocument> documents,
            Diagnostics diagnostics) {
        this(format, documentCount, documents, List.of(), diagnostics);
    }

    /**
     * A document of a text.
     *
     * @param index its position among all documents of the text
     */
    public record ReadDocument(int index, Document document, StoredText text) {}

    /** Returns a text without documents, for changes that only remove some. */
    public static ReadText empty() {
        return new ReadText(Format.JSON, 0, List.of(), new Diagnostics("request"));
    }

    /** Whether the text is no JSON and no YAML, so that there are no findings about documents. */
    public boolean isUnparsed() {
        return diagnostics.sorted().stream()
                .anyMatch(d ->
                        d.code() == DiagnosticCode.INVALID_UTF8
                                || d.code() == DiagnosticCode.JSON_SYNTAX
                                || d.code() == DiagnosticCode.YAML_SYNTAX);
    }
}
