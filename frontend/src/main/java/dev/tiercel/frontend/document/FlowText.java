package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a node on one line, for the snippets that findings suggest. */
final class FlowText {
    private static final int LENGTH_MAX = 100;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private FlowText() {}

    /** Returns the node in YAML flow style; one too long to be read at a glance is an ellipsis. */
    static String of(Node node) {
        String text = write(node);
        return text.length() > LENGTH_MAX ? "…" : text;
    }

    /** Returns a mapping of the given entries, in the same way. */
    static String ofEntries(List<Node.Entry> entries) {
        String text = write(entries);
        return text.length() > LENGTH_MAX ? "{…}" : text;
    }

    private static String write(List<Node.Entry> entries) {
        return entries.stream()
                .map(e -> string(e.key()) + ": " + of(e.value()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String write(Node node) {
        return switch (node) {
            case Node.Scalar scalar ->
                    scalar.value() instanceof String text ? string(text) : scalar.text();
            case Node.Sequence sequence ->
                    sequence.items().stream()
                            .map(FlowText::of)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Node.Mapping mapping -> write(mapping.entries());
        };
    }

    private static String string(String text) {
        boolean isPlain = PLAIN.matcher(text).matches() && !isWord(text);
        return isPlain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean isWord(String text) {
        return text.equalsIgnoreCase("true")
                || text.equalsIgnoreCase("false")
                || text.equalsIgnoreCase("null");
    }
}
