package dev.tiercel.server.admin;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import dev.tiercel.ir.Diagnostic;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.server.http.ProblemCode;
import dev.tiercel.server.http.Refusal;
import java.util.Optional;

/** Bodies of requests that are one JSON object and no documents. */
final class JsonBody {
    private JsonBody() {}

    /**
     * Reads the body.
     *
     * @throws Refusal if it is anything else
     */
    static Node.Mapping read(AdminRequest request) {
        byte[] body = request.body();
        Diagnostics diagnostics = new Diagnostics("request");
        SyntaxText text =
                SyntaxReader.read(
                        new SourceText("request", body, false),
                        DocumentLimits.DEFAULTS,
                        diagnostics);
        boolean isList = begin(body) == '[';
        if (diagnostics.hasErrors()) {
            Diagnostic first = diagnostics.sorted().getFirst();
            if (!isList || first.code() != DiagnosticCode.EMPTY_DOCUMENT) {
                throw Refusal.of(ProblemCode.INVALID_JSON, first.message());
            }
        }
        if (isList
                || text.documents().size() != 1
                || !(text.documents().getFirst().root() instanceof Node.Mapping mapping)) {
            throw Refusal.of(ProblemCode.INVALID_REQUEST, "The body must be a JSON object");
        }
        return mapping;
    }

    /** Returns the first byte of a body that is no white space, 0 if there is none. */
    static byte begin(byte[] body) {
        for (byte b : body) {
            if (b > ' ') {
                return b;
            }
        }
        return 0;
    }

    /** Returns a member that is a string. */
    static Optional<String> text(Node.Mapping body, String name) {
        return body.find(name)
                .map(Node.Entry::value)
                .flatMap(value ->
                        value instanceof Node.Scalar scalar && scalar.value() instanceof String text
                                ? Optional.of(text)
                                : Optional.empty());
    }

    /** Returns a member that is an object. */
    static Optional<Node.Mapping> object(Node.Mapping body, String name) {
        return body.find(name)
                .map(Node.Entry::value)
                .flatMap(value ->
                        value instanceof Node.Mapping mapping
                                ? Optional.of(mapping)
                                : Optional.empty());
    }
}
