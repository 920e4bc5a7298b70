package dev.tiercel.frontend.syntax;

import dev.tiercel.ir.DiagnosticCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The documents of one text while it is read in one format, with the findings about them. Not
 * thread-safe.
 */
final class DocumentCollector {
    private final Diagnostics diagnostics;
    private final DocumentLimits limits;
    private final List<Node> roots = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final boolean keepsDuplicates;
    private boolean isList;

    /**
     * @param keepsDuplicates whether mappings may have several members of one name
     */
    DocumentCollector(String source, DocumentLimits limits, boolean keepsDuplicates) {
        this.diagnostics = new Diagnostics(source);
        this.limits = limits;
        this.keepsDuplicates = keepsDuplicates;
    }

    boolean keepsDuplicates() {
        return keepsDuplicates;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    DocumentLimits limits() {
        return limits;
    }

    /**
     * Says that the documents are elements of a list, so that even a single one is not the whole
     * text.
     */
    void startList() {
        isList = true;
    }

    /** Adds a document; its text is what stands between the separators. */
    void add(Node root, String text) {
        if (roots.size() == limits.documentsMax()) {
            throw new SyntaxFault(
                    DiagnosticCode.DOCUMENT_TOO_LARGE,
                    String.format(Locale.ROOT, "More than %,d documents", limits.documentsMax()),
                    root.position(),
                    Pointer.ROOT);
        }
        roots.add(root);
        texts.add(text);
        diagnostics.startDocument(roots.size());
    }

    /** Refuses a text without any document (DOC-6). */
    void checkNotEmpty() {
        if (roots.isEmpty()) {
            throw new SyntaxFault(
                    DiagnosticCode.EMPTY_DOCUMENT,
                    "The text contains no document",
                    new Position(1, 1),
                    Pointer.ROOT);
        }
    }

    /** Refuses a mapping or list at a depth, counted from 1, that is not allowed. */
    void checkDepth(int depth, Position position, Pointer pointer) {
        if (depth > limits.depthMax()) {
            throw new SyntaxFault(
                    DiagnosticCode.DOCUMENT_TOO_DEEP,
                    "Nesting exceeds " + limits.depthMax(),
                    position,
                    pointer);
        }
    }

    void reportDuplicateKey(String key, Position position, Pointer pointer) {
        String message = "Key `" + key + "` occurs twice";
        if (key.equals("then")) {
            diagnostics.report(
                    DiagnosticCode.DUPLICATE_KEY,
                    message + "; use `else_if`",
                    position,
                    pointer,
                    "else_if");
        } else {
            diagnostics.report(DiagnosticCode.DUPLICATE_KEY, message, position, pointer);
        }
    }

    /**
     * Returns the documents with their bytes; a text that is one document keeps all of its bytes.
     */
    List<SourceDocument> documents(byte[] whole) {
        var result = new ArrayList<SourceDocument>(roots.size());
        for (int i = 0; i < roots.size(); i++) {
            boolean isWhole = roots.size() == 1 && !isList;
            byte[] bytes = isWhole ? whole : texts.get(i).getBytes(StandardCharsets.UTF_8);
            result.add(new SourceDocument(roots.get(i), bytes, i));
        }
        return result;
    }
}
