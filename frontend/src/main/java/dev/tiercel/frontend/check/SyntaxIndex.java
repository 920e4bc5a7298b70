package dev.tiercel.frontend.check;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The scalars and keys of a document by position, and its nodes by pointer: it leads from an
 * operation and a position within its text back to what was written there. Built at the first
 * question. Not thread-safe.
 */
final class SyntaxIndex {
    private static final Comparator<Position> TEXT_ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    /** The keys whose value is the name of a variable or function (DOC-46, DOC-47). */
    private static final Set<String> NAME_KEYS =
            Set.of(
                    "var",
                    "variable",
                    "name",
                    "output_var",
                    "assign",
                    "store_in",
                    "result_var",
                    "as",
                    "item",
                    "item_var",
                    "item_name",
                    "index_var",
                    "index",
                    "loop_var",
                    "call_function",
                    "call",
                    "define_function");

    private final Node.Mapping root;
    private final NavigableMap<Position, List<Place>> placesByPosition = new TreeMap<>(TEXT_ORDER);
    private final Map<String, Node> nodeByPointer = new HashMap<>();

    /** A scalar, or a key with the pointer of its value. */
    private record Place(Pointer pointer, Optional<Node.Scalar> scalar) {}

    /** Where a finding is. */
    record Spot(Position position, Pointer pointer) {}

    SyntaxIndex(Node.Mapping root) {
        this.root = root;
    }

    /**
     * Returns the pointer of the scalar or key in whose text a position lies. An alias has the
     * position of its anchor, so that several pointers may fit; then it is one inside the
     * operation.
     */
    Pointer pointer(String operation, Position position) {
        return find(operation, position).map(Place::pointer).orElse(root.pointer());
    }

    /** Returns the scalar in whose text a position lies. */
    Optional<Node.Scalar> scalar(String operation, Position position) {
        return find(operation, position).flatMap(Place::scalar);
    }

    /** Returns the node of a pointer, the whole document if there is none. */
    Node node(String pointer) {
        build();
        return nodeByPointer.getOrDefault(pointer, root);
    }

    /** Returns where an operation writes a name that it assigns, declares or calls. */
    Spot nameSpot(String operation, Position position, String name) {
        build();
        Node step = nodeByPointer.getOrDefault(operation, root);
        return nameField(step, name)
                .or(() -> key(step, name))
                .orElseGet(() -> new Spot(position, step.pointer()));
    }

    private static Optional<Spot> nameField(Node node, String name) {
        if (!(node instanceof Node.Mapping mapping)) {
            return Optional.empty();
        }
        for (Node.Entry entry : mapping.entries()) {
            if (NAME_KEYS.contains(entry.key())
                    && entry.value() instanceof Node.Scalar scalar
                    && name.equals(scalar.value())) {
                return Optional.of(new Spot(scalar.position(), scalar.pointer()));
            }
        }
        return mapping.entries().stream()
                .flatMap(entry -> nameField(entry.value(), name).stream())
                .findFirst();
    }

    private static Optional<Spot> key(Node node, String name) {
        if (!(node instanceof Node.Mapping mapping)) {
            return Optional.empty();
        }
        return mapping.find(name)
                .map(entry -> new Spot(entry.keyPosition(), entry.value().pointer()))
                .or(() ->
                        mapping.entries().stream()
                                .flatMap(entry -> key(entry.value(), name).stream())
                                .findFirst());
    }

    private Optional<Place> find(String operation, Position position) {
        build();
        var entry = placesByPosition.floorEntry(position);
        if (entry == null) {
            return Optional.empty();
        }
        List<Place> places = entry.getValue();
        return places.stream()
                .filter(place -> isInside(place.pointer(), operation))
                .findFirst()
                .or(() -> Optional.of(places.getFirst()));
    }

    private static boolean isInside(Pointer pointer, String operation) {
        String text = pointer.toString();
        return text.startsWith(operation)
                && (text.length() == operation.length() || text.charAt(operation.length()) == '/');
    }

    private void build() {
        if (nodeByPointer.isEmpty()) {
            add(root);
        }
    }

    private void add(Node node) {
        nodeByPointer.putIfAbsent(node.pointer().toString(), node);
        switch (node) {
            case Node.Scalar scalar ->
                    add(scalar.position(), new Place(scalar.pointer(), Optional.of(scalar)));
            case Node.Sequence sequence -> sequence.items().forEach(this::add);
            case Node.Mapping mapping -> {
                for (Node.Entry entry : mapping.entries()) {
                    add(entry.keyPosition(), new Place(entry.value().pointer(), Optional.empty()));
                    add(entry.value());
                }
            }
        }
    }

    private void add(Position position, Place place) {
        placesByPosition.computeIfAbsent(position, _ -> new ArrayList<>()).add(place);
    }
}
