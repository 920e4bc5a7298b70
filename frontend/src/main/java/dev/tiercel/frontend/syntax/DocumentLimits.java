package dev.tiercel.frontend.syntax;

/**
 * Bounds of one text (DOC-54); all are positive and inclusive.
 *
 * @param bytesMax size of the text
 * @param depthMax nesting of mappings and lists, and of one expression
 * @param operationsMax operations of one document, counted after alias expansion
 * @param aliasesMax YAML alias references of one document
 * @param documentsMax documents in one text
 */
public record DocumentLimits(
        int bytesMax, int depthMax, int operationsMax, int aliasesMax, int documentsMax) {
    /** The limits that apply unless the configuration says otherwise. */
    public static final DocumentLimits DEFAULTS =
            new DocumentLimits(2 * 1024 * 1024, 128, 10_000, 50, 1_000);
}
