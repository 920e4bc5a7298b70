package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the nodes of a document turned out to be while it was read, and from that its canonical
 * form: what the readers accept as a field, a step or a word is written by the name that they know
 * it under. Not thread-safe.
 */
final class CanonicalShapes {
    private static final String REQUEST = "request";
    private static final String INPUT = "input";

    private final IdentityHashMap<Node, Fields> fieldsByOwner = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Step> stepByNode = new IdentityHashMap<>();
    private final IdentityHashMap<Node, String> wordByNode = new IdentityHashMap<>();
    private final Set<Node> blocks = Collections.newSetFromMap(new IdentityHashMap<>());
    private final boolean keepsSiblings;

    /**
     * @param keepsSiblings whether fields beside the operation key stay there
     */
    CanonicalShapes(boolean keepsSiblings) {
        this.keepsSiblings = keepsSiblings;
    }

    /** Notes that a mapping is nothing but fields. */
    void addFields(Node owner, Fields fields) {
        fieldsByOwner.put(owner, fields);
    }

    void addStep(Step step) {
        stepByNode.put(step.node(), step);
    }

    void addBlock(Node node) {
        blocks.add(node);
    }

    /** Notes that a scalar means a word, whatever is written. */
    void addWord(Node scalar, String word) {
        wordByNode.put(scalar, word);
    }

    /** Returns the canonical form of the root of a document, with its free keys (DOC-11). */
    Node.Mapping document(Node.Mapping root) {
        Fields fields = fieldsByOwner.get(root);
        if (fields == null) {
            return root;
        }
        List<Node.Entry> before = new ArrayList<>();
        List<Node.Entry> after = new ArrayList<>();
        boolean hasFields = false;
        for (Node.Entry entry : root.entries()) {
            if (DocumentReader.isFreeKey(entry.key())) {
                (hasFields ? after : before).add(entry);
            } else {
                hasFields = true;
            }
        }
        List<Node.Entry> entries = new ArrayList<>(before);
        entries.addAll(entries(fields));
        entries.addAll(after);
        return new Node.Mapping(entries, root.position(), root.pointer(), Optional.empty());
    }

    private Node canonical(Node node) {
        return blocks.contains(node) ? block(node) : element(node);
    }

    private Node block(Node node) {
        return switch (node) {
            case Node.Sequence sequence when sequence.tag().isEmpty() -> content(sequence);
            case Node.Scalar scalar when scalar.value() == null && scalar.tag().isEmpty() ->
                    list(scalar, List.of());
            case Node _ -> list(node, List.of(element(node)));
        };
    }

    private static Node list(Node place, List<Node> items) {
        return new Node.Sequence(items, place.position(), place.pointer(), Optional.empty());
    }

    private Node element(Node node) {
        Step step = stepByNode.get(node);
        return step == null ? content(node) : step(step);
    }

    private Node step(Step step) {
        Node node = step.node();
        String name = step.name();
        if (node instanceof Node.Scalar && node.tag().isEmpty()) {
            return scalar(node, name);
        }
        Fields fields = fieldsByOwner.get(node);
        List<Node.Entry> entries = new ArrayList<>();
        if (fields != null && keepsSiblings && isPrincipalWithSiblings(step)) {
            entries.add(new Node.Entry(name, step.keyPosition(), canonical(step.argument())));
            entries(fields).stream()
                    .filter(e -> !step.kind().principal().equals(Optional.of(e.key())))
                    .forEach(entries::add);
        } else {
            entries.add(new Node.Entry(name, step.keyPosition(), fieldsOf(step)));
        }
        return new Node.Mapping(entries, node.position(), node.pointer(), Optional.empty());
    }

    /** Whether the canonical operation takes the value of its key alone. */
    private static boolean isPrincipalWithSiblings(Step step) {
        boolean hasPrincipal =
                step.kind().principal().isPresent() && step.kind() != OperationKind.SET_VARIABLE;
        return hasPrincipal && !step.siblings().isEmpty() && !step.hasFieldMapping();
    }

    private Node fieldsOf(Step step) {
        if (step.kind() == OperationKind.EXTENSION) {
            return fieldsOfExtension(step);
        }
        Fields fields = fieldsByOwner.get(step.node());
        if (fields == null || (step.siblings().isEmpty() && !step.hasFieldMapping())) {
            return canonical(step.argument());
        }
        Node place = step.siblings().isEmpty() ? step.argument() : step.node();
        return new Node.Mapping(
                entries(fields), place.position(), place.pointer(), Optional.empty());
    }

    /** The fields of an extension are taken as written, but for the name of the result (DOC-41). */
    private static Node fieldsOfExtension(Step step) {
        List<Node.Entry> entries = new ArrayList<>();
        if (step.argument() instanceof Node.Mapping mapping) {
            entries.addAll(mapping.entries());
        }
        entries.addAll(step.siblings());
        List<Node.Entry> named = new ArrayList<>();
        for (Node.Entry entry : entries) {
            String key =
                    step.kind()
                            .fields()
                            .findListed(entry.key())
                            .map(FieldSpec::name)
                            .orElse(entry.key());
            named.add(new Node.Entry(key, entry.keyPosition(), entry.value()));
        }
        Node place = step.siblings().isEmpty() ? step.argument() : step.node();
        return new Node.Mapping(named, place.position(), place.pointer(), Optional.empty());
    }

    private List<Node.Entry> entries(Fields fields) {
        if (fields.table().equals(RouteTestReader.TEST) && fields.has(INPUT)) {
            return entriesOfTest(fields);
        }
        return ownEntries(fields);
    }

    /** The body of a test has its name below {@code request} (DOC-36). */
    private List<Node.Entry> entriesOfTest(Fields test) {
        List<Node.Entry> request = new ArrayList<>();
        test.node(REQUEST)
                .map(this::canonical)
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .ifPresent(given -> request.addAll(given.entries()));
        test.node(INPUT)
                .ifPresent(
                        body -> request.add(new Node.Entry("body", test.keyPosition(INPUT), body)));
        Node place = test.node(REQUEST).orElse(test.owner());
        Node.Entry entry =
                new Node.Entry(
                        REQUEST,
                        test.keyPosition(test.has(REQUEST) ? REQUEST : INPUT),
                        new Node.Mapping(
                                request, place.position(), place.pointer(), Optional.empty()));
        List<Node.Entry> entries = new ArrayList<>(ownEntries(test));
        entries.removeIf(e -> e.key().equals(REQUEST) || e.key().equals(INPUT));
        entries.add(Math.min(1, entries.size()), entry);
        return entries;
    }

    private List<Node.Entry> ownEntries(Fields fields) {
        List<Node.Entry> entries = new ArrayList<>();
        for (FieldSpec field : fields.table().fields()) {
            fields.node(field.name())
                    .ifPresent(node ->
                            entries.add(
                                    new Node.Entry(
                                            field.name(),
                                            fields.keyPosition(field.name()),
                                            canonical(node))));
        }
        return entries;
    }

    private Node content(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> {
                String word = wordByNode.get(scalar);
                yield word == null ? scalar : scalar(scalar, word);
            }
            case Node.Sequence sequence ->
                    list(sequence, sequence.items().stream().map(this::canonical).toList());
            case Node.Mapping mapping -> {
                Fields fields = fieldsByOwner.get(mapping);
                List<Node.Entry> entries = fields == null ? members(mapping) : entries(fields);
                yield new Node.Mapping(
                        entries, mapping.position(), mapping.pointer(), Optional.empty());
            }
        };
    }

    private List<Node.Entry> members(Node.Mapping mapping) {
        return mapping.entries().stream()
                .map(e -> new Node.Entry(e.key(), e.keyPosition(), canonical(e.value())))
                .toList();
    }

    private static Node scalar(Node place, String word) {
        Position position = place.position();
        return new Node.Scalar(
                word, word, position, place.pointer(), Optional.empty(), Optional.empty());
    }
}
