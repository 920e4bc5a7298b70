package dev.tiercel.frontend.format;

import dev.tiercel.frontend.format.CommentPlaces.Place;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.SourceLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes trees as YAML: block style with two spaces, on one line what stood on one line, scalars as
 * they were written, comments with what they are about. Not thread-safe; for one text.
 */
final class YamlPrinter {
    /** What ends a plain scalar inside brackets, or makes it something else. */
    private static final Pattern FLOW_INDICATOR = Pattern.compile("[,\\[\\]{}]|: | #|:$");

    private static final int INDENT = 2;

    private final SourceLayout layout;
    private final StringBuilder out = new StringBuilder(1024);
    private CommentPlaces comments;

    /**
     * @param layout of the text that the trees come from
     */
    YamlPrinter(SourceLayout layout) {
        this.layout = layout;
        this.comments = CommentPlaces.none(layout);
    }

    /** Adds a document, after a separator if it is not the first. */
    void add(Node.Mapping root, CommentPlaces ofDocument) {
        comments = ofDocument;
        if (!out.isEmpty()) {
            out.append("---\n");
        }
        lines(withoutFirstBlank(comments.takeHeader()), 0);
        if (root.entries().isEmpty()) {
            out.append("{}\n");
        } else {
            block(root, 0, Optional.empty());
        }
        lines(comments.takeTrailer(), 0);
    }

    String text() {
        return out.toString();
    }

    /**
     * Writes a mapping or list.
     *
     * @param dash the element that the block is, if it begins on the line of its dash
     */
    private void block(Node node, int indent, Optional<Place> dash) {
        Optional<Place> onLine = dash;
        boolean isFirst = true;
        switch (node) {
            case Node.Mapping mapping -> {
                for (Node.Entry entry : mapping.entries()) {
                    entry(entry, indent, isFirst, onLine);
                    onLine = Optional.empty();
                    isFirst = false;
                }
            }
            case Node.Sequence sequence -> {
                for (Node element : sequence.items()) {
                    element(element, indent, isFirst, onLine);
                    onLine = Optional.empty();
                    isFirst = false;
                }
            }
            case Node.Scalar _ -> throw new IllegalArgumentException("a scalar is no block");
        }
    }

    private void entry(Node.Entry entry, int indent, boolean isFirst, Optional<Place> dash) {
        Place place = new Place(entry.keyPosition(), false);
        if (dash.isEmpty()) {
            above(comments.takeBefore(place), indent, isFirst);
            out.repeat(" ", indent);
        }
        out.append(ScalarText.yaml(entry.key())).append(':');
        value(entry.value(), indent, Stream.concat(dash.stream(), Stream.of(place)).toList());
        lines(comments.takeAfter(place), indent);
    }

    private void element(Node element, int indent, boolean isFirst, Optional<Place> dash) {
        Place place = new Place(element.position(), true);
        if (dash.isEmpty()) {
            List<String> lines = new ArrayList<>(comments.takeBefore(place));
            lines.addAll(aboveFirst(element));
            above(lines, indent, isFirst);
            out.repeat(" ", indent);
        }
        out.append('-');
        if (isBlock(element)) {
            out.append(' ');
            block(element, indent + INDENT, Optional.of(place));
        } else {
            value(element, indent, List.of(place));
        }
        lines(comments.takeAfter(place), indent);
    }

    /** Takes the comments about the first member of an element, which has no line of its own. */
    private List<String> aboveFirst(Node element) {
        return isBlock(element) && element instanceof Node.Mapping mapping
                ? comments
                        .takeBefore(new Place(mapping.entries().getFirst().keyPosition(), false))
                        .stream()
                        .filter(line -> !line.isEmpty())
                        .toList()
                : List.of();
    }

    private boolean isBlock(Node node) {
        return switch (node) {
            case Node.Scalar _ -> false;
            case Node.Sequence sequence ->
                    !sequence.items().isEmpty() && !layout.isOneLine(node.position());
            case Node.Mapping mapping ->
                    !mapping.entries().isEmpty() && !layout.isOneLine(node.position());
        };
    }

    /** Writes a value behind its key or dash, and ends the line. */
    private void value(Node node, int indent, List<Place> places) {
        String beside =
                places.stream()
                        .flatMap(p -> comments.takeBeside(p).stream())
                        .map(c -> " " + c)
                        .collect(Collectors.joining());
        if (isBlock(node)) {
            out.append(beside).append('\n');
            block(node, indent + INDENT, Optional.empty());
            return;
        }
        List<String> lines =
                node instanceof Node.Scalar scalar
                        ? scalar(scalar, indent + INDENT)
                        : List.of(flow(node));
        boolean isBlockScalar = lines.size() > 1 && isIndicator(lines.getFirst());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            out.append(i == 0 && !line.isEmpty() ? " " : "").append(line);
            boolean isLast = i == lines.size() - 1;
            out.append(isBlockScalar ? i == 0 ? beside : "" : isLast ? beside : "").append('\n');
        }
    }

    private static boolean isIndicator(String line) {
        return line.startsWith("|") || line.startsWith(">");
    }

    /** Returns the lines of a scalar; those after the first are indented. */
    private List<String> scalar(Node.Scalar scalar, int indent) {
        Optional<SourceLayout.Written> written =
                layout.scalar(scalar.position()).filter(w -> w.value().equals(scalar.text()));
        if (written.isPresent()) {
            List<String> lines = written.get().lines();
            if (lines.size() <= 1) {
                return lines.isEmpty() ? List.of("") : lines;
            }
            Optional<List<String>> moved =
                    written.get().isBlock()
                            ? BlockScalar.moved(lines, indent)
                            : Optional.of(folded(lines, indent));
            if (moved.isPresent()) {
                return moved.get();
            }
        }
        return scalar.value() instanceof String text
                ? BlockScalar.of(text, indent).orElse(List.of(ScalarText.yaml(text)))
                : List.of(ScalarText.yaml(scalar));
    }

    /** Indents the lines of a quoted or plain scalar, where leading spaces say nothing. */
    private static List<String> folded(List<String> lines, int indent) {
        List<String> moved = new ArrayList<>();
        moved.add(lines.getFirst().stripTrailing());
        for (String line : lines.subList(1, lines.size())) {
            moved.add(line.isBlank() ? "" : " ".repeat(indent) + line.strip());
        }
        return moved;
    }

    private String flow(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> flowScalar(scalar);
            case Node.Sequence sequence ->
                    sequence.items().stream()
                            .map(this::flow)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Node.Mapping mapping ->
                    mapping.entries().stream()
                            .map(e -> ScalarText.yaml(e.key()) + ": " + flow(e.value()))
                            .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private String flowScalar(Node.Scalar scalar) {
        return layout.scalar(scalar.position())
                .filter(w -> w.value().equals(scalar.text()) && w.lines().size() == 1)
                .map(w -> w.lines().getFirst())
                .filter(YamlPrinter::fitsFlow)
                .orElseGet(() -> ScalarText.yaml(scalar));
    }

    private static boolean fitsFlow(String written) {
        char first = written.charAt(0);
        return first == '"' || first == '\'' || !FLOW_INDICATOR.matcher(written).find();
    }

    private void above(List<String> lines, int indent, boolean isFirst) {
        lines(isFirst ? withoutFirstBlank(lines) : lines, indent);
    }

    private static List<String> withoutFirstBlank(List<String> lines) {
        return !lines.isEmpty() && lines.getFirst().isEmpty()
                ? lines.subList(1, lines.size())
                : lines;
    }

    private void lines(List<String> lines, int indent) {
        for (String line : lines) {
            if (line.isEmpty()) {
                emptyLine();
            } else {
                out.repeat(" ", indent).append(line).append('\n');
            }
        }
    }

    private void emptyLine() {
        boolean isAfterEmpty = out.length() > 1 && out.charAt(out.length() - 2) == '\n';
        if (!out.isEmpty() && !isAfterEmpty) {
            out.append('\n');
        }
    }
}
