package dev.tiercel.frontend.expression;

import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds the templates of a text (LANG-26, LANG-28). */
final class TemplateScanner {
    static final String OPEN = "{{";

    private TemplateScanner() {}

    /**
     * Splits a text of a value position into its parts; neighbouring parts are never both text.
     *
     * @throws ExpressionFault if a template is not closed
     */
    static List<TextPart> parts(String text) {
        List<TextPart> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int done = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, done)) {
            int run = open;
            while (run > done && text.charAt(run - 1) == '\\') {
                run--;
            }
            int backslashes = open - run;
            literal.append(text, done, run).repeat('\\', backslashes / 2);
            if (backslashes % 2 == 1) {
                literal.append(OPEN);
                done = open + 2;
                continue;
            }
            flush(literal, parts);
            int close = close(text, open, text.length());
            parts.add(new TextPart.Template(open + 2, close));
            done = close + 2;
        }
        literal.append(text, done, text.length());
        flush(literal, parts);
        return parts;
    }

    static void flush(StringBuilder literal, List<TextPart> parts) {
        if (!literal.isEmpty()) {
            parts.add(new TextPart.Text(literal.toString()));
            literal.setLength(0);
        }
    }

    /**
     * Returns where the {@code }}} of a template stands: the first outside string literals and
     * nested brackets.
     *
     * @param open where its opening braces stand
     * @throws ExpressionFault if there is none before {@code limit}
     */
    static int close(String text, int open, int limit) {
        Deque<Integer> brackets = new ArrayDeque<>();
        int i = open + 2;
        while (i < limit) {
            char c = text.charAt(i);
            switch (c) {
                case '\'', '"' -> {
                    int end = stringEnd(text, i, limit);
                    if (end < 0) {
                        throw unclosed(
                                open, "the string that begins with `" + c + "` in it is not");
                    }
                    i = end;
                }
                case '(', '[', '{' -> brackets.push(i);
                case ')', ']', '}' -> {
                    if (!brackets.isEmpty()) {
                        if (matches(text.charAt(brackets.element()), c)) {
                            brackets.pop();
                        }
                    } else if (text.startsWith("}}", i) && i + 1 < limit) {
                        return i;
                    }
                }
                default -> {}
            }
            i++;
        }
        if (brackets.isEmpty()) {
            throw unclosed(open, "write `}}` behind the expression, or `\\{{` for the characters");
        }
        throw unclosed(open, "`" + text.charAt(brackets.element()) + "` in it is not");
    }

    private static boolean matches(char open, char close) {
        return open == '(' ? close == ')' : close == open + 2;
    }

    private static int stringEnd(String text, int start, int limit) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < limit; i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i;
            }
            if (c == '\\') {
                i++;
            }
        }
        return -1;
    }

    private static ExpressionFault unclosed(int open, String because) {
        return new ExpressionFault(
                DiagnosticCode.TEMPLATE_UNCLOSED,
                "`{{` is not closed: " + because,
                open,
                Optional.empty());
    }
}
