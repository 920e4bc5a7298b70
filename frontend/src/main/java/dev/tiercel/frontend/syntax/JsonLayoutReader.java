package dev.tiercel.frontend.syntax;

import java.util.ArrayDeque;
import java.util.Deque;

/** Finds out which lists and objects of a JSON text stand on one line. */
final class JsonLayoutReader {
    private JsonLayoutReader() {}

    /** Returns the layout of a text that is JSON. */
    static SourceLayout read(String text) {
        var builder = new SourceLayout.Builder();
        Deque<Position> open = new ArrayDeque<>();
        int line = 1;
        int column = 0;
        boolean isString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLowSurrogate(c)) {
                column++;
            }
            if (isString) {
                if (c == '\\') {
                    i++;
                    column++;
                } else {
                    isString = c != '"';
                }
                continue;
            }
            switch (c) {
                case '"' -> isString = true;
                case '\n' -> {
                    line++;
                    column = 0;
                }
                case '{', '[' -> open.push(new Position(line, column));
                case '}', ']' -> {
                    Position start = open.pop();
                    if (start.line() == line) {
                        builder.oneLineCollection(start);
                    }
                }
                default -> {}
            }
        }
        return builder.build();
    }
}
