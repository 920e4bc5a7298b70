package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import java.util.Optional;

/** A test in a document (DOC-35). Values are literal and kept as syntax. */
public record RouteTest(
        String name,
        Optional<String> method,
        Optional<String> path,
        Optional<Node.Mapping> query,
        Optional<Node.Mapping> headers,
        Optional<Node> body,
        Optional<String> now,
        Expectation expect) {
    /** What the answer must be. */
    public record Expectation(
            int status,
            Optional<Node.Mapping> headers,
            Optional<Node> body,
            Optional<Node> bodyContains) {}
}
