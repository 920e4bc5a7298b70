package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.frontend.syntax.Position;
import dev.tiercel.ir.SourceLocation;
import java.util.List;

/**
 * An element of a block whose operation is known.
 *
 * @param node the element
 * @param argument the value of the operation key, or the tagged node without its tag
 * @param key the operation key as written
 * @param keyPosition where the operation is named
 * @param siblings the other members of the element
 */
record Step(
        OperationKind kind,
        Node node,
        Node argument,
        String key,
        Position keyPosition,
        List<Node.Entry> siblings) {
    Step {
        siblings = List.copyOf(siblings);
    }

    SourceLocation location(Reading reading) {
        return reading.location(name(), node);
    }

    /** Returns the canonical name of the operation. */
    String name() {
        return kind == OperationKind.EXTENSION
                ? ExtensionDocument.operationOf(key)
                : kind.canonicalName();
    }

    /** Returns the fields, whatever the shape in which they were written (DOC-39, DOC-43). */
    Fields fields(Reading reading) {
        var fields = new Fields(kind.fields(), reading, node);
        switch (argument) {
            case Node.Mapping mapping when !isPrincipal(mapping) ->
                    mapping.entries().forEach(fields::add);
            case Node.Mapping _, Node.Sequence _ -> putPrincipal(fields, reading);
            case Node.Scalar scalar -> {
                if (scalar.value() != null) {
                    putPrincipal(fields, reading);
                }
            }
        }
        siblings.forEach(fields::add);
        fields.checkRequired();
        reading.noteFields(node, fields);
        return fields;
    }

    /** Returns whether the value of the operation key is a mapping of fields (DOC-39). */
    boolean hasFieldMapping() {
        return argument instanceof Node.Mapping mapping && !isPrincipal(mapping);
    }

    private boolean isPrincipal(Node.Mapping mapping) {
        boolean isComparison =
                kind.principal().filter("condition"::equals).isPresent()
                        && Conditions.isComparison(mapping);
        return isComparison || (kind == OperationKind.RETURN && !isReturnFields(mapping));
    }

    /** Returns whether a mapping under {@code return} is its fields and not its value. */
    static boolean isReturnFields(Node.Mapping mapping) {
        return mapping.find("value").isPresent() || mapping.find("body").isPresent();
    }

    private void putPrincipal(Fields fields, Reading reading) {
        kind.principal()
                .ifPresentOrElse(
                        field -> fields.put(field, key, argument),
                        () -> reading.reportType(key, "a mapping of its fields", argument));
    }
}
