package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the parts of an {@code if} together that other systems write one after another: {@code then}
 * again after {@code else_if}, and steps where {@code then} is expected (CFG-26).
 */
final class Branches {
    private static final Set<String> ELSE = Set.of("else", "otherwise");

    private final Comparisons comparisons;

    Branches(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    /** A condition with its steps, as far as they have been met. */
    private static final class Arm {
        private final Node condition;
        private Optional<Node.Entry> then = Optional.empty();
        private final List<Node> steps = new ArrayList<>();

        Arm(Node condition) {
            this.condition = condition;
        }

        boolean isClear() {
            return then.isEmpty() != steps.isEmpty();
        }

        Node body() {
            Node first = steps.isEmpty() ? condition : steps.getFirst();
            return then.map(Node.Entry::value)
                    .orElseGet(() ->
                            new Node.Sequence(
                                    steps, first.position(), first.pointer(), Optional.empty()));
        }
    }

    /** Returns a step in the notation of this system; the step itself if that is not certain. */
    Node.Mapping converted(Node.Mapping step, Node.Entry operation) {
        boolean isFieldMapping =
                operation.value() instanceof Node.Mapping m && m.find("condition").isPresent();
        List<Node.Entry> parts = new ArrayList<>();
        if (isFieldMapping && operation.value() instanceof Node.Mapping fields) {
            parts.addAll(fields.entries());
        } else {
            parts.add(new Node.Entry("condition", operation.keyPosition(), operation.value()));
        }
        step.entries().stream().filter(e -> !e.equals(operation)).forEach(parts::add);
        return needsConversion(parts) ? build(step, operation, parts).orElse(step) : step;
    }

    private static boolean needsConversion(List<Node.Entry> parts) {
        long thens = parts.stream().filter(e -> e.key().equals("then")).count();
        boolean hasSteps = parts.stream().anyMatch(Branches::isStep);
        boolean hasBareBranch =
                parts.stream().anyMatch(e -> e.key().equals("else_if") && isCondition(e.value()));
        return thens > 1 || hasSteps || hasBareBranch;
    }

    private static boolean isStep(Node.Entry entry) {
        return OperationKind.find(entry.key()).isPresent()
                && OperationKind.IF.fields().find(entry.key()).isEmpty();
    }

    private static boolean isCondition(Node node) {
        boolean isAlone =
                node instanceof Node.Mapping mapping
                        && mapping.find("then").isEmpty()
                        && mapping.find("condition").isPresent();
        return DialectConversion.text(node).isPresent() || Conditions.isComparison(node) || isAlone;
    }

    private Optional<Node.Mapping> build(
            Node.Mapping step, Node.Entry operation, List<Node.Entry> parts) {
        List<Arm> arms = new ArrayList<>();
        List<Node.Entry> others = new ArrayList<>();
        for (Node.Entry part : parts) {
            if (part.key().equals("condition") && arms.isEmpty()) {
                arms.add(new Arm(comparisons.condition(part.value())));
            } else if (part.key().equals("else_if") && isCondition(part.value())) {
                arms.add(new Arm(comparisons.condition(condition(part.value()))));
            } else if (arms.isEmpty()) {
                return Optional.empty();
            } else if (part.key().equals("then")) {
                if (arms.getLast().then.isPresent()) {
                    return Optional.empty();
                }
                arms.getLast().then = Optional.of(part);
            } else if (isStep(part)) {
                arms.getLast()
                        .steps
                        .add(
                                new Node.Mapping(
                                        List.of(part),
                                        part.keyPosition(),
                                        part.value().pointer(),
                                        Optional.empty()));
            } else if (ELSE.contains(part.key())) {
                others.add(part);
            } else {
                return Optional.empty();
            }
        }
        return arms.stream().allMatch(Arm::isClear)
                ? Optional.of(written(step, operation, arms, others))
                : Optional.empty();
    }

    private static Node condition(Node node) {
        return node instanceof Node.Mapping mapping && !Conditions.isComparison(node)
                ? mapping.find("condition").map(Node.Entry::value).orElse(node)
                : node;
    }

    private static Node.Mapping written(
            Node.Mapping step, Node.Entry operation, List<Arm> arms, List<Node.Entry> others) {
        Arm first = arms.getFirst();
        List<Node.Entry> entries = new ArrayList<>();
        entries.add(new Node.Entry("if", operation.keyPosition(), first.condition));
        entries.add(then(first));
        if (arms.size() > 1) {
            List<Node> branches = arms.stream().skip(1).map(Branches::branch).toList();
            Node place = branches.getFirst();
            entries.add(
                    new Node.Entry(
                            "else_if",
                            place.position(),
                            new Node.Sequence(
                                    branches,
                                    place.position(),
                                    place.pointer(),
                                    Optional.empty())));
        }
        entries.addAll(others);
        return DialectConversion.mapping(step, entries);
    }

    private static Node.Entry then(Arm arm) {
        return new Node.Entry(
                "then",
                arm.then.map(Node.Entry::keyPosition).orElse(arm.body().position()),
                arm.body());
    }

    private static Node branch(Arm arm) {
        Node condition = arm.condition;
        return new Node.Mapping(
                List.of(new Node.Entry("condition", condition.position(), condition), then(arm)),
                condition.position(),
                condition.pointer(),
                Optional.empty());
    }
}
