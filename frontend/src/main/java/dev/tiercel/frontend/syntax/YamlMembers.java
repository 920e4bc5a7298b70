package dev.tiercel.frontend.syntax;

import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The members of one YAML mapping, with merge keys applied. Not thread-safe. */
final class YamlMembers {
    private final Pointer pointer;
    private final DocumentCollector documents;
    private final YamlAnchors anchors;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private boolean hasMerge;

    YamlMembers(Pointer pointer, DocumentCollector documents, YamlAnchors anchors) {
        this.pointer = pointer;
        this.documents = documents;
        this.anchors = anchors;
    }

    /** What stands in the mapping: a member, or a mapping to be merged. */
    private sealed interface Part {
        record Explicit(Node.Entry entry) implements Part {}

        record Merged(Node.Mapping mapping) implements Part {}
    }

    void put(String key, Position keyPosition, Node value) {
        boolean isNew = keys.add(key);
        if (isNew || documents.keepsDuplicates()) {
            parts.add(new Part.Explicit(new Node.Entry(key, keyPosition, value)));
        }
        if (!isNew) {
            documents.reportDuplicateKey(key, keyPosition, pointer.member(key));
        }
    }

    /**
     * Takes the value of a merge key: a mapping, or a list of mappings of which earlier ones win.
     */
    void merge(Position keyPosition, Node value) {
        if (hasMerge) {
            documents.reportDuplicateKey("<<", keyPosition, pointer.member("<<"));
            return;
        }
        hasMerge = true;
        switch (value) {
            case Node.Mapping mapping -> parts.add(new Part.Merged(mapping));
            case Node.Sequence sequence -> sequence.items().forEach(this::mergeItem);
            case Node.Scalar scalar -> reportNoMapping(scalar);
        }
    }

    /** Returns the members; those of merged mappings stand at the place of the merge key. */
    List<Node.Entry> entries(int depth) {
        var entries = new ArrayList<Node.Entry>();
        var present = new HashSet<>(keys);
        for (Part part : parts) {
            switch (part) {
                case Part.Explicit(var entry) -> entries.add(entry);
                case Part.Merged(var mapping) -> {
                    for (Node.Entry entry : mapping.entries()) {
                        if (present.add(entry.key())) {
                            entries.add(moved(entry, depth));
                        }
                    }
                }
            }
        }
        return entries;
    }

    private Node.Entry moved(Node.Entry entry, int depth) {
        Node value = anchors.copy(entry.value(), pointer.member(entry.key()), depth + 1);
        return new Node.Entry(entry.key(), entry.keyPosition(), value);
    }

    private void mergeItem(Node item) {
        switch (item) {
            case Node.Mapping mapping -> parts.add(new Part.Merged(mapping));
            case Node.Sequence _, Node.Scalar _ -> reportNoMapping(item);
        }
    }

    private void reportNoMapping(Node node) {
        documents
                .diagnostics()
                .report(
                        DiagnosticCode.WRONG_TYPE,
                        "`<<` needs a mapping",
                        node.position(),
                        node.pointer());
    }
}
