package dev.tiercel.frontend.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/** Reads the layout of a YAML text that parses. Not thread-safe; for one text. */
final class YamlLayoutReader {
    private final YamlSource source;
    private final SourceLayout.Builder builder = new SourceLayout.Builder();
    private final boolean[] isInScalar;
    private final Deque<CollectionStartEvent> open = new ArrayDeque<>();

    YamlLayoutReader(String text) {
        this.source = new YamlSource(text);
        this.isInScalar = new boolean[source.length()];
    }

    SourceLayout read() {
        ParserImpl parser = new ParserImpl(reader(), options());
        while (!parser.checkEvent(Event.ID.StreamEnd)) {
            take(parser.getEvent());
        }
        readDashes();
        readLines();
        return builder.build();
    }

    private StreamReader reader() {
        return new StreamReader(source.parserText());
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }

    private void take(Event event) {
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor() != null)) {
            builder.obstacle("anchors and aliases");
        }
        switch (event) {
            case ScalarEvent scalar -> takeScalar(scalar);
            case CollectionStartEvent start -> open.push(start);
            case CollectionEndEvent end -> takeEnd(open.pop(), end);
            case DocumentStartEvent start -> takeDocument(start);
            default -> {}
        }
    }

    private void takeDocument(DocumentStartEvent start) {
        if (!start.getExplicit()) {
            return;
        }
        builder.documentLine(start.getEndMark().getLine() + 1);
        if (source.codePoint(start.getStartMark().getIndex()) == '%') {
            builder.obstacle("directives");
        }
    }

    private void takeEnd(CollectionStartEvent start, CollectionEndEvent end) {
        if (start.isFlow() && start.getStartMark().getLine() == end.getEndMark().getLine()) {
            builder.oneLineCollection(YamlSource.position(start.getStartMark()));
        }
    }

    private void takeScalar(ScalarEvent scalar) {
        int start = scalar.getStartMark().getIndex();
        int end = Math.min(scalar.getEndMark().getIndex(), source.length());
        for (int i = start; i < end; i++) {
            isInScalar[i] = true;
        }
        boolean isBlock =
                scalar.getScalarStyle() == ScalarStyle.LITERAL
                        || scalar.getScalarStyle() == ScalarStyle.FOLDED;
        List<String> lines = source.text(start, end).lines().toList();
        if (isBlock && !lines.isEmpty() && lines.getFirst().contains("#")) {
            builder.obstacle("a comment behind the indicator of a block scalar");
        }
        if (scalar.getTag() == null) {
            String value = source.restored(scalar.getValue());
            builder.scalar(
                    YamlSource.position(scalar.getStartMark()),
                    new SourceLayout.Written(value, lines, isBlock));
        }
    }

    private void readDashes() {
        ScannerImpl scanner = new ScannerImpl(reader(), options());
        while (!scanner.checkToken(Token.ID.StreamEnd)) {
            Token token = scanner.getToken();
            if (token.getTokenId() == Token.ID.BlockEntry) {
                builder.dash(YamlSource.position(token.getStartMark()));
            }
        }
    }

    private void readLines() {
        int start = 0;
        int line = 1;
        while (start <= source.length()) {
            int end = start;
            while (end < source.length() && !isLineEnd(source.codePoint(end))) {
                end++;
            }
            readLine(start, end, line);
            boolean isPair =
                    end + 1 < source.length()
                            && source.codePoint(end) == '\r'
                            && source.codePoint(end + 1) == '\n';
            start = end + (isPair ? 2 : 1);
            line++;
        }
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    private void readLine(int start, int end, int line) {
        boolean isBlank = true;
        for (int i = start; i < end; i++) {
            int c = source.codePoint(i);
            boolean isSpace = c == ' ' || c == '\t';
            boolean isAfterSpace = i == start || isSpace(i - 1);
            if (c == '#' && isAfterSpace && !isInScalar[i]) {
                builder.comment(
                        new SourceLayout.Comment(
                                new Position(line, i - start + 1),
                                source.text(i, end).stripTrailing(),
                                isBlank));
                return;
            }
            isBlank = isBlank && isSpace;
        }
        if (isBlank) {
            builder.blankLine(line);
        }
    }

    private boolean isSpace(int index) {
        return source.codePoint(index) == ' ' || source.codePoint(index) == '\t';
    }
}
