package dev.tiercel.server.golden;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts of documents as cases write them. The first line of each stands for the heading of its
 * section, so that the positions of findings and errors are those below the heading.
 */
final class CaseText {
    private static final String ROUTE = "name: case\npath: /case\nmethod: POST\n";

    private CaseText() {}

    /** Returns the text of section {@code document}. */
    static String document(CaseSection section) {
        return "\n" + section.text() + "\n";
    }

    /** Returns the route of section {@code logic}. */
    static String logic(List<String> operations) {
        return "logic:\n" + String.join("\n", operations) + "\n" + ROUTE;
    }

    /** Returns the route that answers an expression. */
    static String expression(List<String> setup, String expression) {
        return value(setup, quoted("{{ " + expression + " }}"));
    }

    /** Returns the route that answers a value as it is written in YAML. */
    static String value(List<String> setup, String value) {
        return afterSetup(setup, List.of("- return:", "    value: " + value));
    }

    /** Returns the route that runs one operation, or a list of them in flow style. */
    static String operations(List<String> setup, String text) {
        List<String> operations = text.startsWith("[") ? elements(text) : List.of(text);
        return afterSetup(setup, operations.stream().map(operation -> "- " + operation).toList());
    }

    private static String afterSetup(List<String> setup, List<String> operations) {
        List<String> all = new ArrayList<>(setup);
        all.addAll(operations);
        return logic(all);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Splits a list in flow style at the commas between its elements. */
    private static List<String> elements(String list) {
        List<String> elements = new ArrayList<>();
        int depth = 0;
        int start = 1;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (isQuote(list, i)) {
                i = endOfQuote(list, i);
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
            if (depth == 0 || (depth == 1 && c == ',')) {
                elements.add(list.substring(start, i).strip());
                start = i + 1;
            }
        }
        elements.removeIf(String::isEmpty);
        return elements;
    }

    private static boolean isQuote(String text, int index) {
        char c = text.charAt(index);
        if (c != '"' && c != '\'') {
            return false;
        }
        int before = index - 1;
        while (text.charAt(before) == ' ') {
            before--;
        }
        return "[{,:".indexOf(text.charAt(before)) >= 0;
    }

    private static int endOfQuote(String text, int start) {
        char quote = text.charAt(start);
        int i = start + 1;
        while (text.charAt(i) != quote) {
            i += quote == '"' && text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
