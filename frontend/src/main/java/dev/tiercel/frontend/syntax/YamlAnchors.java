package dev.tiercel.frontend.syntax;

import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The anchors of one document and the copies that aliases make of their nodes. What aliases of
 * aliases can build is bounded by the number of copied nodes. Not thread-safe.
 */
final class YamlAnchors {
    private static final int COPIED_NODES_MAX = 200_000;

    private final DocumentCollector documents;
    private final Map<String, Node> nodeByAnchor = new HashMap<>();
    private final Set<String> openAnchors = new HashSet<>();
    private int aliases;
    private int copiedNodes;
    private Optional<Position> firstExcess = Optional.empty();
    private Optional<Position> newestAlias = Optional.empty();

    YamlAnchors(DocumentCollector documents) {
        this.documents = documents;
    }

    /** Begins an anchored list or mapping. */
    void open(@Nullable String anchor) {
        if (anchor != null) {
            openAnchors.add(anchor);
        }
    }

    /** Completes an anchored node. */
    void define(@Nullable String anchor, Node node) {
        if (anchor != null) {
            openAnchors.remove(anchor);
            nodeByAnchor.put(anchor, node);
        }
    }

    /**
     * Returns what an alias stands for, as a node of the place where the alias stands.
     *
     * @throws SyntaxFault if there is no such anchor, or too much would be copied
     */
    Node expand(String anchor, Position position, Pointer pointer, int depth) {
        aliases++;
        newestAlias = Optional.of(position);
        if (aliases > documents.limits().aliasesMax()) {
            firstExcess = firstExcess.or(() -> Optional.of(position));
        }
        if (openAnchors.contains(anchor)) {
            throw fault("alias `*" + anchor + "` stands inside its own anchor", position);
        }
        Node node = nodeByAnchor.get(anchor);
        if (node == null) {
            throw fault("undefined alias `*" + anchor + "`", position);
        }
        return copy(node, pointer, depth);
    }

    /** Reports that the document has more aliases than allowed, if it has. */
    void reportExcess() {
        firstExcess.ifPresent(position ->
                documents
                        .diagnostics()
                        .report(
                                DiagnosticCode.TOO_MANY_ALIASES,
                                String.format(
                                        Locale.ROOT,
                                        "%,d aliases exceed %,d",
                                        aliases,
                                        documents.limits().aliasesMax()),
                                position,
                                Pointer.ROOT));
    }

    /** Returns a node with the pointers of another place. */
    Node copy(Node node, Pointer pointer, int depth) {
        copiedNodes++;
        if (copiedNodes > COPIED_NODES_MAX) {
            throw new SyntaxFault(
                    DiagnosticCode.TOO_MANY_ALIASES,
                    String.format(
                            Locale.ROOT, "Aliases stand for more than %,d nodes", COPIED_NODES_MAX),
                    newestAlias.orElse(node.position()),
                    Pointer.ROOT);
        }
        return switch (node) {
            case Node.Scalar s ->
                    new Node.Scalar(
                            s.value(),
                            s.text(),
                            s.position(),
                            pointer,
                            s.tag(),
                            s.contentPosition());
            case Node.Sequence(var items, var position, _, var tag) -> {
                documents.checkDepth(depth, position, pointer);
                List<Node> copies = new ArrayList<>(items.size());
                for (Node item : items) {
                    copies.add(copy(item, pointer.element(copies.size()), depth + 1));
                }
                yield new Node.Sequence(copies, position, pointer, tag);
            }
            case Node.Mapping(var entries, var position, _, var tag) -> {
                documents.checkDepth(depth, position, pointer);
                List<Node.Entry> copies = new ArrayList<>(entries.size());
                for (Node.Entry entry : entries) {
                    Node value = copy(entry.value(), pointer.member(entry.key()), depth + 1);
                    copies.add(new Node.Entry(entry.key(), entry.keyPosition(), value));
                }
                yield new Node.Mapping(copies, position, pointer, tag);
            }
        };
    }

    private static SyntaxFault fault(String description, Position position) {
        return SyntaxFault.of(Format.YAML, description, position);
    }
}
