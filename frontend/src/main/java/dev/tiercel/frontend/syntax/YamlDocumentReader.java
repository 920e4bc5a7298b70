package dev.tiercel.frontend.syntax;

import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.parser.Parser;

/** Reads the nodes of one YAML document, with aliases expanded. Not thread-safe. */
final class YamlDocumentReader {
    private static final String MERGE_KEY = "<<";

    private final Parser parser;
    private final YamlSource source;
    private final DocumentCollector documents;
    private final YamlScalars scalars;
    private final YamlAnchors anchors;

    YamlDocumentReader(Parser parser, YamlSource source, DocumentCollector documents) {
        this.parser = parser;
        this.source = source;
        this.documents = documents;
        this.scalars = new YamlScalars(source, documents);
        this.anchors = new YamlAnchors(documents);
    }

    /** Returns the root, or null if the document is empty. */
    @Nullable Node read() {
        Node root = node(Pointer.ROOT, 1);
        anchors.reportExcess();
        boolean isEmpty =
                root instanceof Node.Scalar scalar
                        && scalar.value() == null
                        && scalar.tag().isEmpty();
        return isEmpty ? null : root;
    }

    private static @Nullable String anchor(NodeEvent event) {
        return event.getAnchor().map(Anchor::getValue).orElse(null);
    }

    private Node node(Pointer pointer, int depth) {
        return switch (parser.next()) {
            case AliasEvent alias ->
                    anchors.expand(
                            alias.getAlias().getValue(),
                            YamlSource.position(YamlSource.start(alias)),
                            pointer,
                            depth);
            case ScalarEvent event -> {
                Node.Scalar scalar = scalars.read(event, pointer);
                anchors.define(anchor(event), scalar);
                yield scalar;
            }
            case SequenceStartEvent event -> sequence(event, pointer, depth);
            case MappingStartEvent event -> mapping(event, pointer, depth);
            case Event event -> throw new IllegalStateException("No node: " + event.getEventId());
        };
    }

    private Node.Sequence sequence(SequenceStartEvent start, Pointer pointer, int depth) {
        Position position = open(start, pointer, depth);
        Optional<String> tag =
                scalars.collectionTag(
                        YamlTag.of(start.getTag().orElse(null)), "seq", position, pointer);
        List<Node> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(pointer.element(items.size()), depth + 1));
        }
        parser.next();
        var sequence = new Node.Sequence(items, position, pointer, tag);
        anchors.define(anchor(start), sequence);
        return sequence;
    }

    private Node.Mapping mapping(MappingStartEvent start, Pointer pointer, int depth) {
        Position position = open(start, pointer, depth);
        Optional<String> tag =
                scalars.collectionTag(
                        YamlTag.of(start.getTag().orElse(null)), "map", position, pointer);
        var members = new YamlMembers(pointer, documents, anchors);
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            member(members, pointer, depth);
        }
        parser.next();
        var mapping = new Node.Mapping(members.entries(depth), position, pointer, tag);
        anchors.define(anchor(start), mapping);
        return mapping;
    }

    private Position open(CollectionStartEvent start, Pointer pointer, int depth) {
        Position position = YamlSource.position(YamlSource.start(start));
        documents.checkDepth(depth, position, pointer);
        anchors.open(anchor(start));
        return position;
    }

    private void member(YamlMembers members, Pointer pointer, int depth) {
        Event keyEvent = parser.peekEvent();
        boolean isMerge =
                keyEvent instanceof ScalarEvent scalar
                        && scalar.getTag().isEmpty()
                        && scalar.getScalarStyle() == ScalarStyle.PLAIN
                        && scalar.getValue().equals(MERGE_KEY);
        Node key = node(pointer, depth + 1);
        if (key.tag().isPresent()) {
            scalars.reportUnknownTag("!" + key.tag().get(), key.position(), pointer);
        }
        if (isMerge) {
            members.merge(key.position(), node(pointer.member(MERGE_KEY), depth));
        } else if (key instanceof Node.Scalar(String written, _, var position, _, _, _)) {
            String name = written.intern();
            members.put(name, position, node(pointer.member(name), depth + 1));
        } else {
            int end = YamlSource.start(parser.peekEvent()).getIndex();
            reportKey(key, keyEvent, end, pointer);
            node(pointer.member(key instanceof Node.Scalar s ? s.text() : "?"), depth + 1);
        }
    }

    private void reportKey(Node key, Event event, int end, Pointer pointer) {
        if (key instanceof Node.Scalar scalar) {
            String name = scalar.text();
            documents
                    .diagnostics()
                    .report(
                            DiagnosticCode.KEY_NOT_STRING,
                            "Key `" + name + "` must be quoted",
                            key.position(),
                            pointer.member(name),
                            "\"" + name + "\"");
            return;
        }
        // An unquoted template is a mapping whose only key is a mapping: {{ name }: null}.
        int start = YamlSource.start(event).getIndex();
        String written = source.text(Math.max(0, start - 1), Math.min(end + 1, source.length()));
        if (written.startsWith("{{") && written.endsWith("}}")) {
            documents
                    .diagnostics()
                    .report(
                            DiagnosticCode.KEY_NOT_STRING,
                            "A template must be quoted in YAML",
                            key.position(),
                            pointer,
                            "\"" + written + "\"");
            return;
        }
        String kind = key instanceof Node.Mapping ? "a mapping" : "a list";
        documents
                .diagnostics()
                .report(
                        DiagnosticCode.KEY_NOT_STRING,
                        "A key must be a string, not " + kind,
                        key.position(),
                        pointer);
    }
}
