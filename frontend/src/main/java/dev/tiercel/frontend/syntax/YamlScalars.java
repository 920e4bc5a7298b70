package dev.tiercel.frontend.syntax;

import dev.tiercel.ir.DiagnosticCode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Applies tags (DOC-5) and gives scalars their values. Not thread-safe. */
final class YamlScalars {
    private static final Set<String> COLLECTION_TAGS = Set.of("seq", "map");
    private static final Set<String> STANDARD_TAGS =
            Set.of("str", "int", "float", "bool", "null", "seq", "map");

    private final YamlSource source;
    private final DocumentCollector documents;

    YamlScalars(YamlSource source, DocumentCollector documents) {
        this.source = source;
        this.documents = documents;
    }

    Node.Scalar read(ScalarEvent event, Pointer pointer) {
        Position position = YamlSource.position(YamlSource.start(event));
        String text = WellFormedText.of(event.getValue());
        boolean isPlain = event.getScalarStyle() == ScalarStyle.PLAIN;
        var written = new Written(text, position, pointer);
        @Nullable Object value =
                switch (YamlTag.of(event.getTag().orElse(null))) {
                    case YamlTag.None _ -> isPlain ? resolved(written) : text;
                    case YamlTag.Local _ -> isPlain ? resolved(written) : text;
                    case YamlTag.NonSpecific _ -> text;
                    case YamlTag.Standard(var name) -> tagged(name, written);
                    case YamlTag.Foreign(var tag) -> {
                        reportUnknownTag(tag, position, pointer);
                        yield text;
                    }
                };
        Optional<String> tag =
                YamlTag.of(event.getTag().orElse(null)) instanceof YamlTag.Local(var name)
                        ? Optional.of(name)
                        : Optional.empty();
        return new Node.Scalar(value, text, position, pointer, tag, contentPosition(event));
    }

    /** Returns the operation tag of a list or mapping, after checking that another tag fits. */
    Optional<String> collectionTag(
            YamlTag tag, String expected, Position position, Pointer pointer) {
        switch (tag) {
            case YamlTag.None _, YamlTag.NonSpecific _ -> {}
            case YamlTag.Local(var name) -> {
                return Optional.of(name);
            }
            case YamlTag.Foreign(var text) -> reportUnknownTag(text, position, pointer);
            case YamlTag.Standard(var name) -> {
                if (!STANDARD_TAGS.contains(name)) {
                    reportUnknownTag("!!" + name, position, pointer);
                } else if (!name.equals(expected)) {
                    String kind = expected.equals("map") ? "mapping" : "list";
                    reportInvalid("A " + kind + " is no `!!" + name + "`", position, pointer);
                }
            }
        }
        return Optional.empty();
    }

    void reportUnknownTag(String tag, Position position, Pointer pointer) {
        documents
                .diagnostics()
                .report(DiagnosticCode.YAML_TAG, "Unknown tag `" + tag + "`", position, pointer);
    }

    private @Nullable Object resolved(Written written) {
        return switch (CoreSchema.resolve(written.text)) {
            case CoreSchema.Resolution.Value(var value) -> value;
            case CoreSchema.Resolution.NotFinite _ -> {
                reportInvalid(
                        "`" + written.text + "` is not a value", written.position, written.pointer);
                yield null;
            }
            case CoreSchema.Resolution.TooLarge _ ->
                    throw SyntaxFault.of(Format.YAML, "a number is too large", written.position);
        };
    }

    private @Nullable Object tagged(String tag, Written written) {
        if (tag.equals("str")) {
            return written.text;
        }
        if (!STANDARD_TAGS.contains(tag)) {
            reportUnknownTag("!!" + tag, written.position, written.pointer);
            return written.text;
        }
        @Nullable Object value = COLLECTION_TAGS.contains(tag) ? written.text : resolved(written);
        boolean fits =
                switch (tag) {
                    case "null" -> value == null;
                    case "bool" -> value instanceof Boolean;
                    case "int" -> value instanceof Long;
                    case "float" -> value instanceof Long || value instanceof Double;
                    default -> false;
                };
        if (!fits) {
            reportInvalid(
                    "`" + written.text + "` is no `!!" + tag + "`",
                    written.position,
                    written.pointer);
        }
        return tag.equals("float") && value instanceof Long number ? number.doubleValue() : value;
    }

    private void reportInvalid(String message, Position position, Pointer pointer) {
        documents.diagnostics().report(DiagnosticCode.INVALID_VALUE, message, position, pointer);
    }

    /** Returns where the content begins if it stands in the text as it is, on one line. */
    private Optional<Position> contentPosition(ScalarEvent event) {
        boolean isOneLine = YamlSource.start(event).getLine() == YamlSource.end(event).getLine();
        boolean isQuoted =
                event.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
                        || event.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
        boolean isPlain = event.getScalarStyle() == ScalarStyle.PLAIN;
        if (!isOneLine || (!isQuoted && !isPlain)) {
            return Optional.empty();
        }
        int[] content = WellFormedText.of(event.getValue()).codePoints().toArray();
        int quote = isQuoted ? 1 : 0;
        int start = YamlSource.end(event).getIndex() - quote - content.length;
        boolean isVerbatim =
                source.hasAt(start, content)
                        && (isPlain || isQuote(start - 1, event.getScalarStyle()));
        int column = YamlSource.end(event).getColumn() + 1 - quote - content.length;
        return isVerbatim
                ? Optional.of(new Position(YamlSource.end(event).getLine() + 1, column))
                : Optional.empty();
    }

    private boolean isQuote(int index, ScalarStyle style) {
        int quote = style == ScalarStyle.SINGLE_QUOTED ? '\'' : '"';
        return index >= 0 && source.codePoint(index) == quote;
    }

    /** A scalar's text and place. */
    private record Written(String text, Position position, Pointer pointer) {}
}
