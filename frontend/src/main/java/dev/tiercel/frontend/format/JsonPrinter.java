package dev.tiercel.frontend.format;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Position;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** Writes trees as JSON. Not thread-safe; for one text. */
public final class JsonPrinter {
    private final Predicate<Position> isOneLine;
    private final boolean isSpaced;
    private final StringBuilder out = new StringBuilder(1024);

    private JsonPrinter(Predicate<Position> isOneLine, boolean isSpaced) {
        this.isOneLine = isOneLine;
        this.isSpaced = isSpaced;
    }

    /** Returns a tree on one line without spaces. */
    public static String compact(Node node) {
        JsonPrinter printer = new JsonPrinter(_ -> true, false);
        printer.print(node, 0, true);
        return printer.out.toString();
    }

    /** Returns a document with two spaces per level. */
    public static String indented(Node.Mapping root) {
        return documents(List.of(root), false, _ -> false);
    }

    /**
     * Returns the text of one document, or of several as a list.
     *
     * @param isOneLine whether the list or mapping of a position stays on one line
     */
    static String documents(
            List<Node.Mapping> roots, boolean isList, Predicate<Position> isOneLine) {
        JsonPrinter printer = new JsonPrinter(isOneLine, true);
        if (isList) {
            printer.enclosed(
                    "[]", roots.size(), i -> printer.members(roots.get(i), 1, false), 0, false);
        } else {
            printer.members(roots.getFirst(), 0, false);
        }
        return printer.out.append('\n').toString();
    }

    private void print(Node node, int depth, boolean isInLine) {
        boolean isLine = isInLine || isOneLine.test(node.position());
        switch (node) {
            case Node.Scalar scalar -> out.append(ScalarText.json(scalar));
            case Node.Sequence(var items, _, _, _) ->
                    enclosed(
                            "[]",
                            items.size(),
                            i -> print(items.get(i), depth + 1, isLine),
                            depth,
                            isLine);
            case Node.Mapping mapping -> members(mapping, depth, isLine);
        }
    }

    private void members(Node.Mapping mapping, int depth, boolean isLine) {
        List<Node.Entry> entries = mapping.entries();
        enclosed(
                "{}",
                entries.size(),
                i -> {
                    out.append(ScalarText.quoted(entries.get(i).key()))
                            .append(isSpaced ? ": " : ":");
                    print(entries.get(i).value(), depth + 1, isLine);
                },
                depth,
                isLine);
    }

    private void enclosed(String brackets, int count, IntConsumer part, int depth, boolean isLine) {
        out.append(brackets.charAt(0));
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append(isLine && isSpaced ? ", " : ",");
            }
            if (!isLine) {
                out.append('\n').repeat("  ", depth + 1);
            }
            part.accept(i);
        }
        if (!isLine && count > 0) {
            out.append('\n').repeat("  ", depth);
        }
        out.append(brackets.charAt(1));
    }
}
