package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Identifier;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rewrites trees of documents in notations that are not accepted (DOC-49, CFG-26) into accepted
 * ones. What is not certain stays as it is, and is then found to be an error. One object converts
 * one document.
 */
public final class DialectConversion {
    private static final String LOGIC = "logic";

    /** Fields of clauses, cases, tasks and branches that are blocks. */
    private static final Set<String> BLOCKS_OF_PARTS =
            Set.of("then", "body", "do", "actions", "operations", LOGIC);

    /** Fields whose elements are clauses, cases, tasks or branches. */
    private static final Set<String> PARTS = Set.of("else_if", "cases", "catch", "tasks");

    private static final Set<String> NAMES_OF_VARIABLE = Set.of("var", "variable", "name");

    /** What the server writes into the stored form of a function. */
    private static final Set<String> WRITTEN_BY_SERVER =
            Set.of(
                    "id",
                    "created_at",
                    "updated_at",
                    "created_by",
                    "state",
                    "revision",
                    "format",
                    "source",
                    "diagnostics",
                    "dependents");

    private final Comparisons comparisons;

    private DialectConversion(Node root) {
        this.comparisons = new Comparisons(root);
    }

    /** Returns the documents that a document is, in the notation of this system where possible. */
    public static List<Node> convert(Node root) {
        if (!(root instanceof Node.Mapping mapping)) {
            return List.of(root);
        }
        Optional<List<Node>> listed = functionsOf(mapping);
        if (listed.isPresent()) {
            return listed.get().stream().flatMap(f -> convert(f).stream()).toList();
        }
        return List.of(new DialectConversion(root).document(mapping));
    }

    /** Returns the functions of a listing: {@code {functions: {name: {…}}, count: 1}}. */
    private static Optional<List<Node>> functionsOf(Node.Mapping root) {
        boolean isListing =
                root.find("functions").filter(e -> e.value() instanceof Node.Mapping).isPresent()
                        && root.entries().stream()
                                .allMatch(e ->
                                        e.key().equals("functions") || e.key().equals("count"));
        return isListing
                ? root.find("functions")
                        .map(e -> (Node.Mapping) e.value())
                        .map(m -> m.entries().stream().map(Node.Entry::value).toList())
                : Optional.empty();
    }

    private Node document(Node.Mapping root) {
        Node.Mapping flat = withoutRoute(root);
        boolean hasLogic = flat.find(LOGIC).isPresent();
        boolean isFunction = flat.find("path").isEmpty() && flat.find("ws_hooks").isEmpty();
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : flat.entries()) {
            boolean isSteps = entry.key().equals("steps") || entry.key().equals("operations");
            if (isFunction && WRITTEN_BY_SERVER.contains(entry.key())) {
                continue;
            }
            if (entry.key().equals("ws_hooks") && entry.value() instanceof Node.Mapping hooks) {
                entries.add(with(entry, members(hooks)));
            } else if (isSteps && !hasLogic) {
                entries.add(new Node.Entry(LOGIC, entry.keyPosition(), block(entry.value())));
            } else if (entry.key().equals(LOGIC) || (isFunction && entry.key().equals("body"))) {
                entries.add(with(entry, block(entry.value())));
            } else {
                entries.add(entry);
            }
        }
        return mapping(flat, entries);
    }

    /** Returns a document whose members do not stand below {@code route}. */
    private static Node.Mapping withoutRoute(Node.Mapping root) {
        Optional<Node.Mapping> route =
                root.find("route")
                        .map(Node.Entry::value)
                        .filter(Node.Mapping.class::isInstance)
                        .map(Node.Mapping.class::cast);
        boolean isFree =
                route.isPresent()
                        && route.get().entries().stream()
                                .noneMatch(e -> root.find(e.key()).isPresent());
        if (!isFree) {
            return root;
        }
        List<Node.Entry> entries = new ArrayList<>(route.get().entries());
        root.entries().stream().filter(e -> !e.key().equals("route")).forEach(entries::add);
        return mapping(root, entries);
    }

    private Node members(Node.Mapping hooks) {
        return mapping(
                hooks, hooks.entries().stream().map(e -> with(e, block(e.value()))).toList());
    }

    private Node block(Node node) {
        if (node.tag().isPresent()) {
            return node;
        }
        return switch (node) {
            case Node.Sequence(var items, var position, var pointer, var tag) ->
                    new Node.Sequence(
                            items.stream().map(this::step).toList(), position, pointer, tag);
            case Node.Mapping mapping -> step(mapping);
            case Node.Scalar scalar -> scalar;
        };
    }

    private Node step(Node node) {
        if (!(node instanceof Node.Mapping mapping) || node.tag().isPresent()) {
            return node;
        }
        Node.Mapping keyed = withOperationKey(mapping);
        Optional<Node.Entry> operation = operation(keyed);
        if (operation.isEmpty()) {
            return assignment(keyed);
        }
        OperationKind kind = OperationKind.find(operation.get().key()).orElseThrow();
        Node.Mapping plain =
                kind == OperationKind.IF
                        ? new Branches(comparisons).converted(keyed, operation.get())
                        : keyed;
        return within(plain, kind);
    }

    /** Returns a step whose operation is a key, also if it was the value of {@code action}. */
    private static Node.Mapping withOperationKey(Node.Mapping step) {
        Optional<Node.Entry> entry = step.find("action").or(() -> step.find("operation"));
        if (entry.isEmpty()) {
            return step;
        }
        Optional<String> name =
                text(entry.get().value()).filter(t -> OperationKind.find(t).isPresent());
        if (name.isEmpty() || hasOperationBeside(name.get(), step)) {
            return step;
        }
        List<Node.Entry> fields =
                step.entries().stream().filter(e -> !e.key().equals(entry.get().key())).toList();
        Node.Entry operation =
                new Node.Entry(
                        operationKey(name.get(), fields),
                        entry.get().keyPosition(),
                        mapping(step, fields));
        return mapping(step, List.of(operation));
    }

    /** Whether a step has the key of an operation that is no field of the one named by a value. */
    private static boolean hasOperationBeside(String name, Node.Mapping step) {
        return operation(step)
                .filter(e ->
                        OperationKind.find(name).flatMap(k -> k.fields().find(e.key())).isEmpty())
                .isPresent();
    }

    /**
     * Returns the key of a step whose operation was named by a value. The fields of {@code set}
     * that would be taken for variables below that key (DOC-43) are fields below {@code set_var}.
     */
    static String operationKey(String name, List<Node.Entry> fields) {
        String key = SnakeCase.of(name);
        List<String> given = fields.stream().map(Node.Entry::key).toList();
        boolean isFieldsOfSet =
                (key.equals("set") || key.equals("variable"))
                        && given.stream().anyMatch(NAMES_OF_VARIABLE::contains)
                        && given.stream()
                                .allMatch(f -> NAMES_OF_VARIABLE.contains(f) || f.equals("value"));
        boolean isUnderstood =
                key.equals("set")
                        && (given.contains("var")
                                || Set.copyOf(given).equals(Set.of("variable", "value")));
        return isFieldsOfSet && !isUnderstood ? "set_var" : key;
    }

    /** Returns the key that is the operation; several candidates are the business of branches. */
    private static Optional<Node.Entry> operation(Node.Mapping step) {
        List<Node.Entry> named =
                step.entries().stream()
                        .filter(e -> OperationKind.find(e.key()).isPresent())
                        .toList();
        Optional<Node.Entry> branch =
                named.stream()
                        .filter(e ->
                                OperationKind.find(e.key())
                                        .filter(k -> k == OperationKind.IF)
                                        .isPresent())
                        .findFirst();
        return branch.or(() ->
                named.stream()
                        .filter(e ->
                                named.stream()
                                        .noneMatch(other ->
                                                !other.equals(e)
                                                        && OperationKind.find(other.key())
                                                                .flatMap(k ->
                                                                        k.fields().find(e.key()))
                                                                .isPresent()))
                        .findFirst());
    }

    /** Returns {@code set} for keys that can only be names of variables (DOC-45). */
    private static Node assignment(Node.Mapping step) {
        boolean areNames =
                !step.entries().isEmpty()
                        && step.entries().stream()
                                .allMatch(e ->
                                        Identifier.isAssignable(e.key())
                                                && Identifier.isIdentifier(e.key())
                                                && !isMisspelt(SnakeCase.of(e.key())));
        boolean isForeign = step.find("action").isPresent() || step.find("operation").isPresent();
        return areNames && !isForeign
                ? mapping(
                        step,
                        List.of(
                                new Node.Entry(
                                        "set",
                                        step.entries().getFirst().keyPosition(),
                                        mapping(step, step.entries()))))
                : step;
    }

    /** Whether a name is rather that of an operation than one of its own. */
    private static boolean isMisspelt(String name) {
        return NearestName.find(name, OperationKind.allNames())
                .filter(near -> 2 * NearestName.distance(name, near) <= name.length())
                .isPresent();
    }

    /** Converts the blocks and conditions of a step. */
    private Node within(Node.Mapping step, OperationKind kind) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : step.entries()) {
            boolean isOperation =
                    OperationKind.find(entry.key()).filter(k -> k == kind).isPresent();
            entries.add(isOperation ? operand(entry, kind) : field(entry, kind));
        }
        return mapping(step, entries);
    }

    private Node.Entry operand(Node.Entry entry, OperationKind kind) {
        Optional<FieldSpec> principal = kind.principal().flatMap(kind.fields()::find);
        if (entry.value() instanceof Node.Mapping mapping
                && !Conditions.isComparison(mapping)
                && mapping.entries().stream()
                        .anyMatch(e -> kind.fields().find(e.key()).isPresent())) {
            return with(
                    entry,
                    mapping(mapping, mapping.entries().stream().map(e -> field(e, kind)).toList()));
        }
        return principal.map(spec -> with(entry, content(spec, entry.value()))).orElse(entry);
    }

    private Node.Entry field(Node.Entry entry, OperationKind kind) {
        return kind.fields()
                .find(entry.key())
                .map(spec -> with(entry, content(spec, entry.value())))
                .orElse(entry);
    }

    private Node content(FieldSpec field, Node value) {
        if (field.position() == FieldPosition.BLOCK) {
            return block(value);
        }
        if (PARTS.contains(field.name())) {
            return parts(value);
        }
        return field.name().equals("condition") ? comparisons.condition(value) : value;
    }

    private Node parts(Node node) {
        return switch (node) {
            case Node.Sequence(var items, var position, var pointer, var tag) ->
                    new Node.Sequence(
                            items.stream().map(this::part).toList(), position, pointer, tag);
            case Node.Mapping mapping -> part(mapping);
            case Node.Scalar scalar -> scalar;
        };
    }

    private Node part(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            return block(node);
        }
        boolean isPart =
                mapping.entries().stream().anyMatch(e -> BLOCKS_OF_PARTS.contains(e.key()))
                        && operation(mapping).isEmpty();
        boolean isBranch = mapping.find("then").isPresent();
        if (!isPart && !isBranch) {
            return step(mapping);
        }
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            boolean isCondition = entry.key().equals("condition") || entry.key().equals("if");
            Node value =
                    BLOCKS_OF_PARTS.contains(entry.key())
                            ? block(entry.value())
                            : isCondition ? comparisons.condition(entry.value()) : entry.value();
            entries.add(with(entry, value));
        }
        return mapping(mapping, entries);
    }

    static Node.Mapping mapping(Node place, List<Node.Entry> entries) {
        return new Node.Mapping(entries, place.position(), place.pointer(), place.tag());
    }

    static Node.Entry with(Node.Entry entry, Node value) {
        return new Node.Entry(entry.key(), entry.keyPosition(), value);
    }

    static Optional<String> text(Node node) {
        return node instanceof Node.Scalar scalar && scalar.value() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }
}
