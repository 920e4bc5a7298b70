package dev.tiercel.ir;

/**
 * Where an operation stands in a document; the {@code source} of the errors it raises.
 *
 * @param document name of the route, service or global function whose text holds the operation
 * @param operation canonical name of the operation
 * @param pointer JSON Pointer to the operation within its document as written
 * @param line 1-based line of the operation in its text
 * @param column 1-based column of the operation in its text
 */
public record SourceLocation(
        String document, String operation, String pointer, int line, int column) {}
