package dev.tiercel.frontend.document;

import dev.tiercel.frontend.expression.Expression;
import dev.tiercel.frontend.expression.ExpressionReader;
import dev.tiercel.frontend.expression.Identifier;
import dev.tiercel.frontend.syntax.Diagnostics;
import dev.tiercel.frontend.syntax.NearestName;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Pointer;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.DiagnosticCode;
import dev.tiercel.ir.SourceLocation;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The reading of one document: where findings go, how expressions are read, and what has been met
 * so far. Every fault is reported and answered with a harmless value, so that all findings are
 * collected; a document with errors is dropped as a whole. Not thread-safe.
 */
final class Reading {
    /** Stands for a name that could not be read. */
    static final String NO_NAME = "_";

    private static final String ELEMENT_OF = "an element of ";

    private final Diagnostics diagnostics;
    private final ExpressionReader expressions;
    private final DocumentSettings settings;
    private final String documentName;
    private final Set<Node> taggedSteps = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Optional<CanonicalShapes> shapes;
    private final Supplier<Comparisons> comparisons;
    private int operations;

    /**
     * @param root the document
     * @param shapes is told what the nodes are, if somebody wants to know
     */
    Reading(
            Diagnostics diagnostics,
            DocumentSettings settings,
            String documentName,
            Node root,
            Optional<CanonicalShapes> shapes) {
        this.diagnostics = diagnostics;
        this.expressions = new ExpressionReader(diagnostics, settings.limits());
        this.settings = settings;
        this.documentName = documentName;
        this.comparisons = () -> new Comparisons(root);
        this.shapes = shapes;
    }

    boolean hasUnreadableKey(Node owner) {
        return diagnostics.hasUnreadableKey(owner.pointer());
    }

    /** Returns how conditions that are objects are written as expressions. */
    Comparisons comparisons() {
        return comparisons.get();
    }

    ExpressionReader expressions() {
        return expressions;
    }

    DocumentSettings settings() {
        return settings;
    }

    /** Returns the kind of operation that a key names, in any case style. */
    Optional<OperationKind> operation(String key) {
        return OperationKind.find(key)
                .or(() ->
                        isExtension(key) ? Optional.of(OperationKind.EXTENSION) : Optional.empty());
    }

    /** Returns whether a key names an operation that an extension adds. */
    boolean isExtension(String key) {
        Set<String> operations = settings.extensionOperations();
        return !operations.isEmpty() && operations.contains(ExtensionDocument.operationOf(key));
    }

    /** Returns every name of an operation. */
    List<String> operationNames() {
        return Stream.concat(
                        OperationKind.allNames().stream(),
                        settings.extensionOperations().stream().sorted())
                .toList();
    }

    /** Returns the place of an operation for the errors it raises. */
    SourceLocation location(String operation, Node step) {
        return new SourceLocation(
                documentName,
                operation,
                step.pointer().toString(),
                step.position().line(),
                step.position().column());
    }

    /** Notes a step, which counts as an operation (DOC-54). */
    void noteStep(Step step) {
        operations++;
        shapes.ifPresent(s -> s.addStep(step));
    }

    /** Notes that a mapping, or a step, has fields and nothing else. */
    void noteFields(Node owner, Fields fields) {
        shapes.ifPresent(s -> s.addFields(owner, fields));
    }

    void noteBlock(Node node) {
        shapes.ifPresent(s -> s.addBlock(node));
    }

    /** Notes the canonical spelling of a scalar. */
    void noteWord(Node scalar, String word) {
        shapes.ifPresent(s -> s.addWord(scalar, word));
    }

    int operations() {
        return operations;
    }

    /** Notes that the tag of a node names an operation. */
    void acceptTag(Node step) {
        taggedSteps.add(step);
    }

    boolean isAcceptedTag(Node node) {
        return taggedSteps.contains(node);
    }

    void report(DiagnosticCode code, String message, Node node) {
        diagnostics.report(code, message, node.position(), node.pointer());
    }

    void report(DiagnosticCode code, String message, Node node, String suggestion) {
        diagnostics.report(code, message, node.position(), node.pointer(), suggestion);
    }

    void report(DiagnosticCode code, String message, Position position, Pointer pointer) {
        diagnostics.report(code, message, position, pointer);
    }

    /** Reports a finding at a key. */
    void reportKey(
            DiagnosticCode code, String message, Node.Entry entry, Optional<String> suggestion) {
        Pointer pointer = entry.value().pointer();
        suggestion.ifPresentOrElse(
                s -> diagnostics.report(code, message, entry.keyPosition(), pointer, s),
                () -> diagnostics.report(code, message, entry.keyPosition(), pointer));
    }

    /** Reports a key that is no field, with the nearest of the names that are. */
    void reportUnknownField(Node.Entry entry, String owner, Collection<String> names) {
        Optional<String> nearest =
                NearestName.find(entry.key(), names)
                        .or(() -> NearestName.find(SnakeCase.of(entry.key()), names));
        reportKey(
                DiagnosticCode.UNKNOWN_FIELD,
                "`" + entry.key() + "` is not a field of " + owner,
                entry,
                nearest);
    }

    /**
     * Reports that a node is not what a field takes.
     *
     * @param field name of the field, or {@link #elementOf} a list
     */
    void reportType(String field, String expected, Node node) {
        String subject =
                field.startsWith(ELEMENT_OF) ? "A" + field.substring(1) : "`" + field + "`";
        report(
                DiagnosticCode.WRONG_TYPE,
                subject + " must be " + expected + ", not " + NodeKind.of(node),
                node);
    }

    /** Returns what stands for a field's name where an element of its list is meant. */
    static String elementOf(String list) {
        return ELEMENT_OF + "`" + list + "`";
    }

    /** Returns a name that an operation assigns or declares. */
    String variable(String field, Node node) {
        if (node instanceof Node.Scalar scalar && scalar.value() instanceof String name) {
            checkVariable(name, node.position(), node.pointer());
            return name;
        }
        reportType(field, "a name", node);
        return NO_NAME;
    }

    /** Checks that a text can be the name of a variable (LANG-7, LANG-8). */
    void checkVariable(String name, Position position, Pointer pointer) {
        if (!Identifier.isIdentifier(name)) {
            reportInvalidName(name, position, pointer);
        } else if (!Identifier.isAssignable(name)) {
            report(
                    DiagnosticCode.RESERVED_NAME,
                    "`" + name + "` cannot be assigned",
                    position,
                    pointer);
        }
    }

    /** Returns the literal null at the place of a node, for a value that could not be read. */
    static Expression nothing(Node node) {
        return new Expression.Literal(null, node.position());
    }

    private void reportInvalidName(String name, Position position, Pointer pointer) {
        String message = "`" + name + "` is no variable name";
        int dot = name.indexOf('.');
        boolean isMember =
                dot > 0
                        && Identifier.isIdentifier(name.substring(0, dot))
                        && !name.contains("{")
                        && !name.contains("'");
        if (!isMember) {
            report(DiagnosticCode.INVALID_NAME, message, position, pointer);
            return;
        }
        String variable = name.substring(0, dot);
        String path = name.substring(dot + 1);
        diagnostics.report(
                DiagnosticCode.INVALID_NAME,
                message,
                position,
                pointer,
                "set: {" + variable + ": \"{{ set_path(" + variable + ", '" + path + "', …) }}\"}");
    }
}
