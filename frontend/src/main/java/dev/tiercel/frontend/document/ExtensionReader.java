package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;
import static dev.tiercel.frontend.document.FieldSpec.required;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads extension documents (DOC-18, DOC-19). */
final class ExtensionReader {
    static final FieldTable FIELDS =
            FieldTable.of(
                    "an extension",
                    optional("kind", FieldPosition.LITERAL),
                    required("name", FieldPosition.LITERAL).also("operationName"),
                    optional("description", FieldPosition.LITERAL),
                    optional("schema", FieldPosition.LITERAL).orElse("true"),
                    optional("webhook", FieldPosition.STRUCTURE),
                    optional("function", FieldPosition.LITERAL));
    static final FieldTable WEBHOOK =
            FieldTable.of(
                    "`webhook`",
                    required("url", FieldPosition.KEY),
                    optional("method", FieldPosition.LITERAL).orElse("POST"),
                    optional("headers", FieldPosition.MEMBERS),
                    optional("timeout_ms", FieldPosition.EXPRESSION)
                            .also("timeout")
                            .orElse("10000"),
                    optional("retry", FieldPosition.STRUCTURE),
                    optional("on_error", FieldPosition.LITERAL).orElse("throw"));
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private final Reading reading;
    private final Fields fields;
    private final Node.Mapping root;

    ExtensionReader(Reading reading, Fields fields, Node.Mapping root) {
        this.reading = reading;
        this.fields = fields;
        this.root = root;
    }

    ExtensionDocument read() {
        String name = fields.string("name").orElse(Reading.NO_NAME);
        fields.node("name").ifPresent(node -> checkName(name, node));
        Optional<Node> schema = fields.node("schema");
        schema.ifPresent(node -> JsonSchemaShape.check("schema", node, reading));
        return new ExtensionDocument(
                name,
                ExtensionDocument.operationOf(name),
                fields.string("description").orElse(""),
                schema,
                target(),
                root);
    }

    private void checkName(String name, Node node) {
        if (!NAME.matcher(name).matches()) {
            reading.report(
                    DiagnosticCode.INVALID_NAME, "`" + name + "` is no operation name", node);
        } else if (OperationKind.find(name).isPresent()) {
            reading.report(
                    DiagnosticCode.RESERVED_NAME, "`" + name + "` is a built-in operation", node);
        }
    }

    private ExtensionDocument.Target target() {
        Optional<Node> function = fields.node("function");
        Optional<Node> webhook = fields.node("webhook");
        if (function.isPresent() && webhook.isPresent()) {
            reading.report(
                    DiagnosticCode.CONFLICTING_FIELDS,
                    "`webhook` and `function` exclude each other",
                    function.get());
        } else if (function.isEmpty() && webhook.isEmpty()) {
            reading.report(
                    DiagnosticCode.MISSING_FIELD,
                    "An extension needs `webhook` or `function`",
                    root);
        }
        return fields.mapping("webhook")
                .<ExtensionDocument.Target>map(this::webhook)
                .orElseGet(() ->
                        new ExtensionDocument.Target.Function(
                                fields.string("function").orElse(Reading.NO_NAME)));
    }

    private ExtensionDocument.Target.Webhook webhook(Node.Mapping mapping) {
        Fields hook = Fields.of(WEBHOOK, reading, mapping);
        return new ExtensionDocument.Target.Webhook(
                HttpOperations.url(hook),
                method(hook),
                hook.mapping("headers").map(reading.expressions()::value),
                hook.number("timeout_ms", NumberRule.atLeast(1)),
                hook.node("retry").map(new RetryReader(reading)::read),
                hook.choice("on_error", HttpOperations.CONTINUES_BY_WORD).orElse(false));
    }

    /** Returns the method, which is one whose requests have a body (OP-15, OP-33). */
    private String method(Fields hook) {
        String method = hook.choice("method", HttpOperations.METHODS).orElse("POST");
        hook.node("method")
                .filter(_ -> HttpOperations.WITHOUT_BODY.contains(method))
                .ifPresent(node ->
                        reading.report(
                                DiagnosticCode.INVALID_VALUE,
                                "A " + method + " request has no body, which a webhook needs",
                                node,
                                "POST"));
        return method;
    }
}
