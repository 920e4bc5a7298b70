package dev.tiercel.frontend.syntax;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.Scanner;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A YAML text by code points, and what reads it. Immutable. */
final class YamlSource {
    // The size of the text bounds what is read, and its readers bound the nesting.
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    private final int[] codePoints;

    YamlSource(String text) {
        this.codePoints = text.codePoints().toArray();
    }

    /** Returns what reads the events of the text. */
    Parser parser() {
        return new ParserImpl(SETTINGS, reader());
    }

    /** Returns what reads the tokens of the text. */
    Scanner scanner() {
        return new ScannerImpl(SETTINGS, reader());
    }

    private StreamReader reader() {
        return new StreamReader(SETTINGS, text(0, codePoints.length));
    }

    int length() {
        return codePoints.length;
    }

    int codePoint(int index) {
        return codePoints[index];
    }

    /** Returns part of the text as written. */
    String text(int start, int end) {
        return new String(codePoints, start, end - start);
    }

    /** Returns whether exactly this text stands at an index. */
    boolean hasAt(int index, int[] expected) {
        if (index < 0 || index + expected.length > codePoints.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (codePoints[index + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the place of an index, counted as the parser counts lines. */
    Position position(int index) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < index; i++) {
            boolean isLineEnd =
                    codePoints[i] == '\n'
                            || (codePoints[i] == '\r'
                                    && !(i + 1 < codePoints.length && codePoints[i + 1] == '\n'));
            line = isLineEnd ? line + 1 : line;
            column = isLineEnd ? 1 : column + 1;
        }
        return new Position(line, column);
    }

    /** Returns the place of a mark of the parser. */
    static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Returns where an event begins. */
    static Mark start(Event event) {
        return event.getStartMark().orElseThrow();
    }

    /** Returns where an event ends. */
    static Mark end(Event event) {
        return event.getEndMark().orElseThrow();
    }
}
