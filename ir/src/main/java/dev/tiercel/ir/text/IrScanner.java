package dev.tiercel.ir.text;

import dev.tiercel.ir.Absent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads words, numbers, strings and constants from the text of a program. One text, one thread. */
final class IrScanner {
    private final String text;
    private int position;

    IrScanner(String text) {
        this.text = text;
    }

    IrParseException error(String problem) {
        return errorAt(position, problem);
    }

    private IrParseException errorAt(int offset, String problem) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new IrParseException(line, offset - lineStart + 1, problem);
    }

    /** Skips space and comments up to the end of the line; true if the line ends here. */
    boolean isAtLineEnd() {
        skipSpaces();
        return position == text.length() || peek() == '\n';
    }

    /** Goes to the next line that has text. */
    void endLine() {
        if (!isAtLineEnd()) {
            throw error("expected the end of the line, found " + found());
        }
        skipLines();
    }

    /** Skips blank lines; true if nothing follows. */
    boolean skipLines() {
        while (isAtLineEnd() && position < text.length()) {
            position++;
        }
        return position == text.length();
    }

    boolean isAt(char expected) {
        skipSpaces();
        return position < text.length() && peek() == expected;
    }

    boolean accept(char expected) {
        if (!isAt(expected)) {
            return false;
        }
        position++;
        return true;
    }

    void expect(char expected) {
        if (!accept(expected)) {
            throw error("expected '" + expected + "', found " + found());
        }
    }

    boolean isAtWord(String expected) {
        skipSpaces();
        int end = position + expected.length();
        return text.startsWith(expected, position)
                && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
    }

    boolean acceptWord(String expected) {
        if (!isAtWord(expected)) {
            return false;
        }
        position += expected.length();
        return true;
    }

    void expectWord(String expected) {
        if (!acceptWord(expected)) {
            throw error("expected " + expected + ", found " + found());
        }
    }

    String word(String what) {
        skipSpaces();
        int start = position;
        while (position < text.length() && Character.isJavaIdentifierPart(peek())) {
            position++;
        }
        if (position == start) {
            throw error("expected " + what + ", found " + found());
        }
        return text.substring(start, position);
    }

    /** Reads a word and finds what it stands for. */
    <T> T word(String what, Function<String, @Nullable T> meaning) {
        skipSpaces();
        int start = position;
        String word = word(what);
        T value = meaning.apply(word);
        if (value == null) {
            throw errorAt(start, "unknown " + what + ": " + word);
        }
        return value;
    }

    /** Reads {@code %12}. */
    int value() {
        expect('%');
        return number("the number of a value");
    }

    /** Reads {@code b12} or {@code r12}. */
    int index(char prefix) {
        if (!isAt(prefix) || !Character.isDigit(peek(1))) {
            throw error("expected " + prefix + " and a number, found " + found());
        }
        position++;
        return number("a number");
    }

    String type() {
        skipSpaces();
        int start = position;
        while (position < text.length()
                && (Character.isLetter(peek()) || peek() == '?' || peek() == '-')) {
            position++;
        }
        return text.substring(start, position);
    }

    /** Reads an integer that fits 32 bits. */
    int number(String what) {
        skipSpaces();
        int start = position;
        Object number = scalar();
        if (number instanceof Long integer && integer.intValue() == integer) {
            return integer.intValue();
        }
        throw errorAt(start, "expected " + what);
    }

    long integer() {
        skipSpaces();
        int start = position;
        if (scalar() instanceof Long integer) {
            return integer;
        }
        throw errorAt(start, "expected an integer");
    }

    double decimal() {
        skipSpaces();
        int start = position;
        if (scalar() instanceof Double number) {
            return number;
        }
        throw errorAt(start, "expected a number with a fraction or exponent");
    }

    boolean flag(String whenTrue, String whenFalse) {
        if (acceptWord(whenTrue)) {
            return true;
        }
        expectWord(whenFalse);
        return false;
    }

    List<String> strings() {
        List<String> strings = new ArrayList<>();
        expect('[');
        separated(']', () -> strings.add(string()));
        return strings;
    }

    String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (position < text.length() && peek() != '"' && peek() != '\n') {
            char c = text.charAt(position++);
            string.append(c == '\\' ? escape() : c);
        }
        expect('"');
        return string.toString();
    }

    private char escape() {
        int start = position - 1;
        char c = position < text.length() ? text.charAt(position++) : ' ';
        return switch (c) {
            case '"', '\\' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int end = position + 4;
                if (end > text.length()) {
                    throw errorAt(start, "unfinished escape");
                }
                String digits = text.substring(position, end);
                position = end;
                try {
                    yield (char) Integer.parseInt(digits, 16);
                } catch (NumberFormatException e) {
                    throw errorAt(start, "not four hexadecimal digits: " + digits);
                }
            }
            default -> throw errorAt(start, "unknown escape: \\" + c);
        };
    }

    // Constants are as deep as documents may be, so this recursion is bounded by their limit.
    @Nullable Object constant() {
        if (isAt('"')) {
            return string();
        }
        if (accept('[')) {
            List<@Nullable Object> elements = new ArrayList<>();
            separated(']', () -> elements.add(constant()));
            return Collections.unmodifiableList(elements);
        }
        if (accept('{')) {
            SequencedMap<String, @Nullable Object> members = new LinkedHashMap<>();
            separated('}', () -> addMember(members));
            return Collections.unmodifiableSequencedMap(members);
        }
        return scalar();
    }

    private void addMember(SequencedMap<String, @Nullable Object> members) {
        String key = string();
        expect(':');
        members.put(key, constant());
    }

    /** Reads parts separated by commas up to the end character. */
    void separated(char end, Runnable part) {
        if (accept(end)) {
            return;
        }
        part.run();
        while (!accept(end)) {
            expect(',');
            part.run();
        }
    }

    private @Nullable Object scalar() {
        skipSpaces();
        int start = position;
        while (position < text.length() && isScalarPart(peek())) {
            position++;
        }
        String scalar = text.substring(start, position);
        return switch (scalar) {
            case "null" -> null;
            case "absent" -> Absent.ABSENT;
            case "true" -> true;
            case "false" -> false;
            default -> number(start, scalar);
        };
    }

    private Object number(int start, String digits) {
        try {
            boolean isInteger = digits.chars().allMatch(c -> c == '-' || Character.isDigit(c));
            return isInteger ? (Object) Long.valueOf(digits) : (Object) Double.valueOf(digits);
        } catch (NumberFormatException e) {
            position = start;
            throw error("expected a number, found " + found());
        }
    }

    private static boolean isScalarPart(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.';
    }

    private String found() {
        if (position >= text.length() || peek() == '\n') {
            return "the end of the line";
        }
        int end = position;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return text.substring(position, Math.max(end, position + 1));
    }

    private void skipSpaces() {
        while (position < text.length() && peek() != '\n' && Character.isWhitespace(peek())) {
            position++;
        }
        if (position < text.length() && peek() == ';') {
            int end = text.indexOf('\n', position);
            position = end < 0 ? text.length() : end;
        }
    }

    private char peek() {
        return text.charAt(position);
    }

    private char peek(int ahead) {
        int at = position + ahead;
        return at < text.length() ? text.charAt(at) : '\n';
    }
}
