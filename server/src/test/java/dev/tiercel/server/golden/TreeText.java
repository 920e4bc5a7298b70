package dev.tiercel.server.golden;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON text of maps, lists, strings, numbers and booleans, one operation a line. */
final class TreeText {
    private TreeText() {}

    static String json(Object node) {
        return switch (node) {
            case Map<?, ?> members ->
                    members.entrySet().stream()
                            .map(entry ->
                                    Outcome.json(String.valueOf(entry.getKey()))
                                            + ": "
                                            + json(entry.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            case List<?> elements ->
                    elements.stream()
                            .map(TreeText::json)
                            .collect(Collectors.joining(",\n ", "[", "]"));
            case String text -> Outcome.json(text);
            default -> String.valueOf(node);
        };
    }
}
