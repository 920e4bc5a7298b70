package dev.tiercel.frontend.syntax;

/**
 * One document of a text.
 *
 * @param root the content, usually a mapping
 * @param originalBytes the document as written (CFG-14): the whole text if it holds one document,
 *     otherwise what stands between the separators; not copied, so nobody may change it
 * @param index position among the documents of the text
 */
public record SourceDocument(Node root, byte[] originalBytes, int index) {}
