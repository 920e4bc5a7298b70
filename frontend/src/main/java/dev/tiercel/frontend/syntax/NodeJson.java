package dev.tiercel.frontend.syntax;

import java.util.Locale;

/** Writes what a node stands for as JSON text, on one line; templates are text like any other. */
public final class NodeJson {
    private NodeJson() {}

    /** Returns the JSON text of a node. */
    public static String of(Node node) {
        StringBuilder text = new StringBuilder();
        write(node, text);
        return text.toString();
    }

    private static void write(Node node, StringBuilder text) {
        switch (node) {
            case Node.Scalar scalar -> {
                if (scalar.value() instanceof String string) {
                    quote(string, text);
                } else {
                    text.append(scalar.value());
                }
            }
            case Node.Sequence sequence -> {
                text.append('[');
                String separator = "";
                for (Node item : sequence.items()) {
                    text.append(separator);
                    write(item, text);
                    separator = ",";
                }
                text.append(']');
            }
            case Node.Mapping mapping -> {
                text.append('{');
                String separator = "";
                for (Node.Entry entry : mapping.entries()) {
                    text.append(separator);
                    quote(entry.key(), text);
                    text.append(':');
                    write(entry.value(), text);
                    separator = ",";
                }
                text.append('}');
            }
        }
    }

    private static void quote(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
