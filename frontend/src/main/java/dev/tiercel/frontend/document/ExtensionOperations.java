package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the operations that extensions add; their fields are taken as written (DOC-41). */
final class ExtensionOperations {
    private final Reading reading;

    ExtensionOperations(Reading reading) {
        this.reading = reading;
    }

    ExtensionOperation read(Step step) {
        FieldTable results = step.kind().fields();
        Fields output = new Fields(results, reading, step.node());
        Map<String, Node.Entry> entryByField = new LinkedHashMap<>();
        for (Node.Entry entry : entries(step)) {
            if (results.findListed(entry.key()).isPresent()) {
                output.add(entry);
            } else if (entryByField.putIfAbsent(entry.key(), entry) != null) {
                reading.report(
                        DiagnosticCode.DUPLICATE_FIELD,
                        "`" + entry.key() + "` is given twice",
                        entry.value());
            }
        }
        List<ExtensionOperation.Given> fields = new ArrayList<>();
        for (Node.Entry entry : entryByField.values()) {
            fields.add(
                    new ExtensionOperation.Given(
                            entry, reading.expressions().value(entry.value())));
        }
        return new ExtensionOperation(
                step.location(reading),
                step.name(),
                fields,
                step.node(),
                output.optionalVariable(OperationKind.OUTPUT));
    }

    private List<Node.Entry> entries(Step step) {
        List<Node.Entry> entries = new ArrayList<>();
        switch (step.argument()) {
            case Node.Mapping mapping -> entries.addAll(mapping.entries());
            case Node.Scalar scalar when scalar.value() == null -> {}
            case Node.Scalar _, Node.Sequence _ ->
                    reading.reportType(step.key(), "a mapping of its fields", step.argument());
        }
        entries.addAll(step.siblings());
        return entries;
    }
}
