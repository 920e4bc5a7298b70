package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;
import static dev.tiercel.frontend.document.FieldSpec.required;

import dev.tiercel.frontend.expression.Identifier;
import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.regex.Pattern;

/** Reads function documents (DOC-17). */
final class FunctionReader {
    static final FieldTable FIELDS =
            FieldTable.of(
                    "a function",
                    optional("kind", FieldPosition.LITERAL),
                    required("name", FieldPosition.LITERAL),
                    optional("params", FieldPosition.NAMES),
                    required("logic", FieldPosition.BLOCK).also("body"),
                    optional("description", FieldPosition.LITERAL),
                    optional("version", FieldPosition.LITERAL).orElse("1.0.0"));
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private final Reading reading;
    private final Fields fields;
    private final Node.Mapping root;

    FunctionReader(Reading reading, Fields fields, Node.Mapping root) {
        this.reading = reading;
        this.fields = fields;
        this.root = root;
    }

    FunctionDocument read() {
        String name = fields.string("name").orElse(Reading.NO_NAME);
        fields.node("name").ifPresent(node -> checkName(name, node));
        var blocks = new OperationReader(reading);
        return new FunctionDocument(
                name,
                fields.variables("params"),
                blocks.block(fields, "logic", BlockScope.FUNCTION),
                fields.string("description").orElse(""),
                Version.of(fields),
                root);
    }

    private void checkName(String name, Node node) {
        if (!NAME.matcher(name).matches()) {
            reading.report(DiagnosticCode.INVALID_NAME, "`" + name + "` is no function name", node);
        } else if (Identifier.isReserved(name)) {
            reading.report(DiagnosticCode.RESERVED_NAME, "`" + name + "` is a reserved word", node);
        }
    }
}
