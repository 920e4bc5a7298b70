package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Identifier;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out which operation an element of a block is (DOC-40 to DOC-42, DOC-49). */
final class StepRecognizer {
    /** What other languages call an operation. */
    private static final Map<String, String> OPERATION_BY_FOREIGN_NAME =
            Map.of(
                    "print", "log", "echo", "log", "console", "log", "for", "loop", "raise",
                    "throw");

    private final Reading reading;

    StepRecognizer(Reading reading) {
        this.reading = reading;
    }

    /** Returns the step that a node is; nothing if that has been reported. */
    Optional<Step> recognize(Node node) {
        if (node.tag().isPresent()) {
            return tagged(node, node.tag().get());
        }
        return switch (node) {
            case Node.Mapping mapping -> keyed(mapping);
            case Node.Scalar scalar -> bare(scalar);
            case Node.Sequence sequence -> {
                reading.report(
                        DiagnosticCode.NOT_AN_OPERATION,
                        "A step must be a mapping, not a list",
                        sequence);
                yield Optional.empty();
            }
        };
    }

    /**
     * Returns whether a mapping has a key that names an operation, or names one by its tag. A field
     * of what the mapping may be instead never names an operation of an extension, so that the
     * document keeps its meaning whatever extensions there are.
     *
     * @param fields those that the mapping has if it is no step
     */
    static boolean hasOperation(Node node, FieldTable fields, Reading reading) {
        return node.tag().isPresent()
                || (node instanceof Node.Mapping mapping
                        && mapping.entries().stream()
                                .map(Node.Entry::key)
                                .anyMatch(key ->
                                        OperationKind.find(key).isPresent()
                                                || (reading.isExtension(key)
                                                        && fields.find(key).isEmpty())));
    }

    private Optional<Step> tagged(Node node, String tag) {
        reading.acceptTag(node);
        Optional<OperationKind> kind = reading.operation(tag);
        if (kind.isEmpty()) {
            String message = "Unknown tag `!" + tag + "`";
            NearestName.find(SnakeCase.of(tag), reading.operationNames())
                    .map(StepRecognizer::pascalCase)
                    .ifPresentOrElse(
                            name ->
                                    reading.report(
                                            DiagnosticCode.YAML_TAG,
                                            message + "; did you mean `!" + name + "`?",
                                            node,
                                            "!" + name),
                            () -> reading.report(DiagnosticCode.YAML_TAG, message, node));
        }
        return kind.map(k -> new Step(k, node, withoutTag(node), tag, node.position(), List.of()));
    }

    private static Node withoutTag(Node node) {
        Optional<String> none = Optional.empty();
        return switch (node) {
            case Node.Scalar(var value, var text, var position, var pointer, _, var content) ->
                    new Node.Scalar(value, text, position, pointer, none, content);
            case Node.Sequence(var items, var position, var pointer, _) ->
                    new Node.Sequence(items, position, pointer, none);
            case Node.Mapping(var entries, var position, var pointer, _) ->
                    new Node.Mapping(entries, position, pointer, none);
        };
    }

    private static String pascalCase(String name) {
        return List.of(name.split("_")).stream()
                .map(w -> w.substring(0, 1).toUpperCase(Locale.ROOT) + w.substring(1))
                .collect(Collectors.joining());
    }

    private Optional<Step> bare(Node.Scalar scalar) {
        Optional<OperationKind> kind =
                scalar.value() instanceof String text ? OperationKind.find(text) : Optional.empty();
        if (kind.isPresent()
                && (kind.get() == OperationKind.BREAK || kind.get() == OperationKind.CONTINUE)) {
            Node argument =
                    new Node.Scalar(
                            null,
                            "",
                            scalar.position(),
                            scalar.pointer(),
                            Optional.empty(),
                            Optional.empty());
            return Optional.of(
                    new Step(
                            kind.get(),
                            scalar,
                            argument,
                            scalar.text(),
                            scalar.position(),
                            List.of()));
        }
        reading.report(
                DiagnosticCode.NOT_AN_OPERATION,
                "A step must be a mapping, not " + NodeKind.of(scalar),
                scalar);
        return Optional.empty();
    }

    private Optional<Step> keyed(Node.Mapping mapping) {
        List<Node.Entry> named =
                mapping.entries().stream()
                        .filter(e -> reading.operation(e.key()).isPresent())
                        .toList();
        List<Node.Entry> candidates = withoutFieldsOfOthers(named);
        if (candidates.isEmpty()) {
            reportUnknown(mapping);
            return Optional.empty();
        }
        if (candidates.size() > 1) {
            reportSeveral(mapping, candidates);
            return Optional.empty();
        }
        Node.Entry entry = candidates.getFirst();
        List<Node.Entry> siblings = without(mapping, entry.key());
        return reading.operation(entry.key())
                .map(kind ->
                        new Step(
                                kind,
                                mapping,
                                entry.value(),
                                entry.key(),
                                entry.keyPosition(),
                                siblings));
    }

    private static List<Node.Entry> without(Node.Mapping mapping, String key) {
        return mapping.entries().stream().filter(e -> !e.key().equals(key)).toList();
    }

    private List<Node.Entry> withoutFieldsOfOthers(List<Node.Entry> named) {
        return named.stream()
                .filter(e -> named.stream().noneMatch(other -> isFieldOf(e, other)))
                .toList();
    }

    private boolean isFieldOf(Node.Entry entry, Node.Entry operation) {
        return !entry.key().equals(operation.key())
                && reading.operation(operation.key())
                        .flatMap(kind -> kind.fields().find(entry.key()))
                        .isPresent();
    }

    private void reportSeveral(Node.Mapping mapping, List<Node.Entry> candidates) {
        String names =
                candidates.stream()
                        .map(e -> "`" + e.key() + "`")
                        .collect(Collectors.joining(" and "));
        String message = names + " in one step";
        boolean isIf =
                OperationKind.find(candidates.getFirst().key())
                        .filter(k -> k == OperationKind.IF)
                        .isPresent();
        if (!isIf) {
            reading.report(DiagnosticCode.MULTIPLE_OPERATIONS, message, mapping);
            return;
        }
        String steps =
                candidates.stream()
                        .skip(1)
                        .map(e -> FlowText.ofEntries(List.of(e)))
                        .collect(Collectors.joining(", "));
        reading.report(
                DiagnosticCode.MULTIPLE_OPERATIONS, message, mapping, "then: [" + steps + "]");
    }

    private void reportUnknown(Node.Mapping mapping) {
        if (mapping.entries().isEmpty()) {
            reading.report(DiagnosticCode.UNKNOWN_OPERATION, "A step needs an operation", mapping);
            return;
        }
        if (reportNameAsValue(mapping)) {
            return;
        }
        Optional<Misspelling> misspelling =
                mapping.entries().stream()
                        .flatMap(e -> misspelling(e).stream())
                        .min(Comparator.comparingInt(Misspelling::distance));
        if (misspelling.isPresent()) {
            Misspelling found = misspelling.get();
            reading.reportKey(
                    DiagnosticCode.UNKNOWN_OPERATION,
                    unknown(found.entry()) + "; did you mean `" + found.nearest() + "`?",
                    found.entry(),
                    Optional.of(found.nearest()));
            return;
        }
        Node.Entry first = mapping.entries().getFirst();
        boolean areNames =
                mapping.entries().stream().allMatch(e -> Identifier.isIdentifier(e.key()));
        Optional<String> assignment =
                areNames
                        ? Optional.of("set: " + FlowText.ofEntries(mapping.entries()))
                        : Optional.empty();
        reading.reportKey(DiagnosticCode.UNKNOWN_OPERATION, unknown(first), first, assignment);
    }

    private static String unknown(Node.Entry entry) {
        return "Unknown operation `" + entry.key() + "`";
    }

    /** A key that was probably meant to name an operation. */
    private record Misspelling(Node.Entry entry, String nearest, int distance) {}

    private Optional<Misspelling> misspelling(Node.Entry entry) {
        String name = SnakeCase.of(entry.key());
        String meant = OPERATION_BY_FOREIGN_NAME.get(name);
        return meant != null
                ? Optional.of(new Misspelling(entry, meant, 0))
                : NearestName.find(name, reading.operationNames())
                        .map(n -> new Misspelling(entry, n, NearestName.distance(name, n)));
    }

    /** Reports steps in which the operation is a value, such as {@code {action: set, …}}. */
    private boolean reportNameAsValue(Node.Mapping mapping) {
        Optional<Node.Entry> entry = mapping.find("action").or(() -> mapping.find("operation"));
        if (entry.isEmpty()) {
            return false;
        }
        Node.Entry found = entry.get();
        List<Node.Entry> rest = without(mapping, found.key());
        Optional<String> suggestion =
                found.value() instanceof Node.Scalar scalar
                                && scalar.value() instanceof String text
                                && reading.operation(text).isPresent()
                        ? Optional.of(
                                DialectConversion.operationKey(text, rest)
                                        + ": "
                                        + FlowText.ofEntries(rest))
                        : Optional.empty();
        reading.reportKey(
                DiagnosticCode.UNKNOWN_OPERATION,
                "`" + found.key() + "` is no operation; the key of a step names its operation",
                found,
                suggestion);
        return true;
    }
}
