package dev.tiercel.frontend.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.scanner.Scanner;
import org.snakeyaml.engine.v2.tokens.Token;

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
        Parser parser = source.parser();
        while (!parser.checkEvent(Event.ID.StreamEnd)) {
            take(parser.next());
        }
        readDashes();
        readLines();
        return builder.build();
    }

    private void take(Event event) {
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
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
        if (!start.isExplicit()) {
            return;
        }
        builder.documentLine(YamlSource.end(start).getLine() + 1);
        if (source.codePoint(YamlSource.start(start).getIndex()) == '%') {
            builder.obstacle("directives");
        }
    }

    private void takeEnd(CollectionStartEvent start, CollectionEndEvent end) {
        if (start.isFlow() && YamlSource.start(start).getLine() == YamlSource.end(end).getLine()) {
            builder.oneLineCollection(YamlSource.position(YamlSource.start(start)));
        }
    }

    private void takeScalar(ScalarEvent scalar) {
        int start = YamlSource.start(scalar).getIndex();
        int end = Math.min(YamlSource.end(scalar).getIndex(), source.length());
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
        if (scalar.getTag().isEmpty()) {
            String value = WellFormedText.of(scalar.getValue());
            builder.scalar(
                    YamlSource.position(YamlSource.start(scalar)),
                    new SourceLayout.Written(value, lines, isBlock));
        }
    }

    private void readDashes() {
        Scanner scanner = source.scanner();
        while (!scanner.checkToken(Token.ID.StreamEnd)) {
            Token token = scanner.next();
            if (token.getTokenId() == Token.ID.BlockEntry) {
                builder.dash(YamlSource.position(token.getStartMark().orElseThrow()));
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
