package dev.tiercel.frontend.syntax;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads YAML into trees, one per document that is not empty. Not thread-safe; for one text. */
final class YamlTreeReader {
    private final YamlSource source;
    private final DocumentCollector documents;
    private int separatorEnd;

    YamlTreeReader(String text, DocumentCollector documents) {
        this.source = new YamlSource(text);
        this.documents = documents;
    }

    /**
     * Reads the whole text.
     *
     * @throws SyntaxFault if it is no YAML or exceeds a limit
     */
    void read() {
        checkPrintable();
        try {
            Parser parser = source.parser();
            while (!parser.checkEvent(Event.ID.StreamEnd)) {
                if (parser.checkEvent(Event.ID.DocumentStart)) {
                    readDocument(parser);
                } else {
                    parser.next();
                }
            }
        } catch (MarkedYamlEngineException e) {
            throw SyntaxFault.of(
                    Format.YAML,
                    YamlFaults.describe(e),
                    YamlSource.position(e.getProblemMark().orElseThrow()));
        } catch (YamlEngineException e) {
            throw SyntaxFault.of(Format.YAML, String.valueOf(e.getMessage()), new Position(1, 1));
        }
    }

    private void checkPrintable() {
        for (int i = 0; i < source.length(); i++) {
            if (!StreamReader.isPrintable(source.codePoint(i))) {
                throw SyntaxFault.of(
                        Format.YAML,
                        String.format("the character U+%04X is not allowed", source.codePoint(i)),
                        source.position(i));
            }
        }
    }

    private void readDocument(Parser parser) {
        var start = (DocumentStartEvent) parser.next();
        @Nullable Node root = new YamlDocumentReader(parser, source, documents).read();
        var end = (DocumentEndEvent) parser.next();
        if (root != null) {
            documents.add(root, text(start, end, parser.peekEvent()));
        }
        if (end.isExplicit()) {
            separatorEnd = afterBlankRest(YamlSource.end(end).getIndex());
        }
    }

    /** Returns the text between the separators around a document; directives belong to it. */
    private String text(DocumentStartEvent start, DocumentEndEvent end, Event next) {
        int from = separatorEnd;
        if (start.isExplicit()) {
            int first = YamlSource.start(start).getIndex();
            boolean hasDirectives = source.codePoint(first) == '%';
            from = hasDirectives ? first : afterBlankRest(YamlSource.end(start).getIndex());
        }
        Event until = end.isExplicit() ? end : next;
        int to =
                until.getEventId() == Event.ID.StreamEnd
                        ? source.length()
                        : YamlSource.start(until).getIndex();
        return source.text(from, to);
    }

    /**
     * Returns the index of the line after a separator, or that of what stands on the separator's
     * line.
     */
    private int afterBlankRest(int index) {
        int i = index;
        while (i < source.length() && (source.codePoint(i) == ' ' || source.codePoint(i) == '\t')) {
            i++;
        }
        if (i < source.length() && source.codePoint(i) == '\r') {
            i++;
        }
        boolean isLineEnd = i == source.length() || source.codePoint(i) == '\n';
        return isLineEnd ? Math.min(i + 1, source.length()) : index;
    }
}
