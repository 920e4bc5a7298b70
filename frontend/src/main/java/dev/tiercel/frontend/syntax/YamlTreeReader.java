package dev.tiercel.frontend.syntax;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

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
            var options = new LoaderOptions();
            options.setCodePointLimit(Integer.MAX_VALUE);
            var parser = new ParserImpl(new StreamReader(source.parserText()), options);
            while (!parser.checkEvent(Event.ID.StreamEnd)) {
                if (parser.checkEvent(Event.ID.DocumentStart)) {
                    readDocument(parser);
                } else {
                    parser.getEvent();
                }
            }
        } catch (MarkedYAMLException e) {
            throw SyntaxFault.of(
                    Format.YAML, YamlFaults.describe(e), YamlSource.position(e.getProblemMark()));
        } catch (YAMLException e) {
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

    private void readDocument(ParserImpl parser) {
        var start = (DocumentStartEvent) parser.getEvent();
        @Nullable Node root = new YamlDocumentReader(parser, source, documents).read();
        var end = (DocumentEndEvent) parser.getEvent();
        if (root != null) {
            documents.add(root, text(start, end, parser.peekEvent()));
        }
        if (end.getExplicit()) {
            separatorEnd = afterBlankRest(end.getEndMark().getIndex());
        }
    }

    /** Returns the text between the separators around a document; directives belong to it. */
    private String text(DocumentStartEvent start, DocumentEndEvent end, Event next) {
        int from = separatorEnd;
        if (start.getExplicit()) {
            int first = start.getStartMark().getIndex();
            boolean hasDirectives = source.codePoint(first) == '%';
            from = hasDirectives ? first : afterBlankRest(start.getEndMark().getIndex());
        }
        Event until = end.getExplicit() ? end : next;
        int to =
                until.getEventId() == Event.ID.StreamEnd
                        ? source.length()
                        : until.getStartMark().getIndex();
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
