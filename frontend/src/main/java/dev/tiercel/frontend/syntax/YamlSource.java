package dev.tiercel.frontend.syntax;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/**
 * A YAML text as the parser needs it. The parser follows YAML 1.1, where NEL, LS and PS end a line;
 * in YAML 1.2 they are ordinary characters. They are therefore exchanged for private characters
 * that the text does not contain, and exchanged back in every scalar. Immutable.
 */
final class YamlSource {
    private static final List<Integer> SEPARATORS = List.of(0x85, 0x2028, 0x2029);
    private static final int PRIVATE_USE_START = 0xE000;

    private final int[] codePoints;
    private final List<Integer> substitutes;

    YamlSource(String text) {
        this.codePoints = text.codePoints().toArray();
        boolean hasSeparators = text.codePoints().anyMatch(SEPARATORS::contains);
        this.substitutes = hasSeparators ? unusedCharacters(text) : List.of();
    }

    private static List<Integer> unusedCharacters(String text) {
        var unused = new ArrayList<Integer>();
        for (int c = PRIVATE_USE_START; unused.size() < SEPARATORS.size(); c++) {
            if (text.indexOf(c) < 0) {
                unused.add(c);
            }
        }
        return unused;
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

    /** Returns the text to be parsed; its code points stand at the same indexes. */
    String parserText() {
        return exchanged(text(0, codePoints.length), SEPARATORS, substitutes);
    }

    /** Returns what the author wrote for a piece of text that came from the parser. */
    String restored(String parsed) {
        return WellFormedText.of(exchanged(parsed, substitutes, SEPARATORS));
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

    private String exchanged(String text, List<Integer> from, List<Integer> to) {
        if (substitutes.isEmpty()) {
            return text;
        }
        var result = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> from.contains(c) ? to.get(from.indexOf(c)) : c)
                .forEach(result::appendCodePoint);
        return result.toString();
    }
}
