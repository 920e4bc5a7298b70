package dev.tiercel.frontend.format;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.frontend.syntax.SourceDocument;
import dev.tiercel.frontend.syntax.SyntaxText;
import dev.tiercel.ir.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Applies what findings suggest (CFG-26, {@code --fix}). */
final class Corrections {
    private static final String STATUS = "/status";

    private Corrections() {}

    /** Returns the documents with a finding corrected; nothing if it suggests nothing certain. */
    static List<List<Node>> apply(Diagnostic finding, SyntaxText syntax) {
        return correction(finding)
                .map(correction -> applied(correction, finding.document(), syntax))
                .orElse(List.of());
    }

    /**
     * The change of one node.
     *
     * @param change returns the node itself if it does not fit
     */
    private record Correction(String pointer, UnaryOperator<Node> change) {}

    private static Optional<Correction> correction(Diagnostic finding) {
        String pointer = finding.location().pointer();
        Optional<String> suggestion = finding.suggestion();
        return switch (finding.code()) {
            case LOOKS_LIKE_ARITHMETIC ->
                    suggestion.map(text -> new Correction(pointer, node -> scalar(text, node)));
            case UNKNOWN_NAME ->
                    suggestion
                            .filter(text -> text.startsWith("'"))
                            .map(text ->
                                    new Correction(pointer, node -> quoted(text, finding, node)));
            case STATUS_IN_BODY ->
                    Optional.of(
                            new Correction(
                                    pointer.substring(0, pointer.length() - STATUS.length()),
                                    Corrections::withoutStatus));
            default -> Optional.empty();
        };
    }

    private static List<List<Node>> applied(
            Correction correction, int document, SyntaxText syntax) {
        List<List<Node>> roots = new ArrayList<>();
        boolean isChanged = false;
        for (SourceDocument source : syntax.documents()) {
            Node root =
                    source.index() == document ? changed(source.root(), correction) : source.root();
            isChanged |= !root.equals(source.root());
            roots.add(List.of(root));
        }
        return isChanged ? roots : List.of();
    }

    private static Node changed(Node node, Correction correction) {
        String pointer = node.pointer().toString();
        if (pointer.equals(correction.pointer())) {
            return correction.change().apply(node);
        }
        if (!correction.pointer().startsWith(pointer + "/")) {
            return node;
        }
        return switch (node) {
            case Node.Scalar scalar -> scalar;
            case Node.Sequence(var items, var position, var place, var tag) -> {
                List<Node> changed = items.stream().map(i -> changed(i, correction)).toList();
                yield items.equals(changed)
                        ? node
                        : new Node.Sequence(changed, position, place, tag);
            }
            case Node.Mapping(var entries, var position, var place, var tag) -> {
                List<Node> before = entries.stream().map(Node.Entry::value).toList();
                List<Node> after = before.stream().map(v -> changed(v, correction)).toList();
                List<Node.Entry> changed = new ArrayList<>();
                for (int i = 0; i < entries.size(); i++) {
                    Node.Entry entry = entries.get(i);
                    changed.add(new Node.Entry(entry.key(), entry.keyPosition(), after.get(i)));
                }
                yield before.equals(after) ? node : new Node.Mapping(changed, position, place, tag);
            }
        };
    }

    private static Node scalar(String text, Node place) {
        return new Node.Scalar(
                text, text, place.position(), place.pointer(), place.tag(), Optional.empty());
    }

    /** Quotes the word of a finding, if it stands in the text where the finding says. */
    private static Node quoted(String suggestion, Diagnostic finding, Node node) {
        if (!(node instanceof Node.Scalar scalar)
                || scalar.contentPosition().isEmpty()
                || !(scalar.value() instanceof String text)) {
            return node;
        }
        Position content = scalar.contentPosition().get();
        String word = suggestion.substring(1, suggestion.length() - 1);
        int column = finding.location().column() - content.column();
        boolean isThere =
                finding.location().line() == content.line()
                        && column >= 0
                        && column <= text.codePointCount(0, text.length())
                        && text.startsWith(word, text.offsetByCodePoints(0, column));
        if (!isThere) {
            return node;
        }
        int start = text.offsetByCodePoints(0, column);
        return scalar(
                text.substring(0, start) + suggestion + text.substring(start + word.length()),
                node);
    }

    /** Puts the members beside {@code status} below {@code value}. */
    private static Node withoutStatus(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            return node;
        }
        List<Node.Entry> rest = new ArrayList<>();
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            (entry.key().equals("status") ? entries : rest).add(entry);
        }
        Pointer pointer = mapping.pointer().member("value");
        Node value = new Node.Mapping(rest, mapping.position(), pointer, Optional.empty());
        entries.addFirst(new Node.Entry("value", mapping.position(), value));
        return new Node.Mapping(entries, mapping.position(), mapping.pointer(), mapping.tag());
    }
}
