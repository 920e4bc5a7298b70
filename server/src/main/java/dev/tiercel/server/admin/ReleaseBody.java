package dev.tiercel.server.admin;

import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.DocumentLimits;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.frontend.syntax.SourceText;
import dev.tiercel.frontend.syntax.SyntaxReader;
import dev.tiercel.frontend.syntax.SyntaxText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The body of a release: documents, or an object with {@code documents} and {@code message}
 * (ADM-21).
 */
record ReleaseBody(SourceText documents, Optional<String> message) {
    static ReleaseBody of(SourceText source) {
        return envelope(source)
                .flatMap(envelope -> open(source, envelope))
                .orElseGet(() -> new ReleaseBody(source, Optional.empty()));
    }

    private static Optional<Node.Mapping> envelope(SourceText source) {
        if (JsonBody.begin(source.bytes()) != '{') {
            return Optional.empty();
        }
        Diagnostics diagnostics = new Diagnostics(source.name());
        SyntaxText text = SyntaxReader.read(source, DocumentLimits.DEFAULTS, diagnostics);
        return !diagnostics.hasErrors()
                        && text.documents().size() == 1
                        && text.documents().getFirst().root() instanceof Node.Mapping root
                        && root.find("documents").isPresent()
                ? Optional.of(root)
                : Optional.empty();
    }

    /** Blanks what is around the list, so that the positions of findings stay those in the body. */
    private static Optional<ReleaseBody> open(SourceText source, Node.Mapping envelope) {
        if (!(envelope.find("documents").map(Node.Entry::value).orElse(null)
                instanceof Node.Sequence list)) {
            return Optional.empty();
        }
        String text = new String(source.bytes(), StandardCharsets.UTF_8);
        int start = offset(text, list.position());
        int end = endOfList(text, start);
        StringBuilder blanked = new StringBuilder(text.length());
        text.codePoints()
                .limit(text.codePointCount(0, start))
                .forEach(c -> blanked.append(c == '\n' ? '\n' : ' '));
        blanked.append(text, start, end);
        SourceText documents =
                new SourceText(
                        source.name(),
                        blanked.toString().getBytes(StandardCharsets.UTF_8),
                        source.namedYaml());
        return Optional.of(new ReleaseBody(documents, JsonBody.text(envelope, "message")));
    }

    private static int offset(String text, Position position) {
        int line = 1;
        int at = 0;
        while (line < position.line()) {
            at = text.indexOf('\n', at) + 1;
            line++;
        }
        return text.offsetByCodePoints(at, position.column() - 1);
    }

    private static int endOfList(String text, int start) {
        int depth = 0;
        boolean isString = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    isString = false;
                }
            } else if (c == '"') {
                isString = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return text.length();
    }
}
