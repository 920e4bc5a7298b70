package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldSpec.optional;
import static dev.tiercel.frontend.document.FieldSpec.required;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code try} and {@code throw} (errors.md, section 3). */
final class ErrorOperations {
    static final FieldTable CLAUSE =
            FieldTable.of(
                    "a `catch` clause",
                    optional("codes", FieldPosition.STRUCTURE),
                    optional("when", FieldPosition.EXPRESSION),
                    optional("as", FieldPosition.NAME).orElse("error"),
                    required("body", FieldPosition.BLOCK).also("actions", "operations", "do"));
    private static final String ERROR = "error";
    private static final String NO_CODE = "";
    private static final int CODE_LENGTH_MAX = 64;
    private static final NumberRule STATUS = NumberRule.integer(400, 599);

    private final Reading reading;
    private final OperationReader blocks;
    private final RetryReader retries;

    ErrorOperations(Reading reading, OperationReader blocks) {
        this.reading = reading;
        this.blocks = blocks;
        this.retries = new RetryReader(reading);
    }

    Operation attempt(Step step, BlockScope scope) {
        Fields fields = step.fields(reading);
        if (!fields.has("retry") && !fields.has("catch") && !fields.has("finally")) {
            reading.report(DiagnosticCode.USELESS_TRY, "`try` has no effect", step.node());
        }
        List<Operation> body = blocks.block(fields, "body", scope);
        Optional<Operation.Retry> retry = fields.node("retry").map(retries::read);
        List<Operation.CatchClause> clauses =
                fields.node("catch").map(n -> clauses(n, scope)).orElse(List.of());
        Optional<List<Operation>> cleanup =
                fields.node("finally").map(n -> blocks.block("finally", n, scope.finallyBlock()));
        return new Operation.Try(step.location(reading), body, retry, clauses, cleanup);
    }

    private List<Operation.CatchClause> clauses(Node node, BlockScope scope) {
        if (isClause(node) && node instanceof Node.Mapping mapping) {
            return List.of(clause(mapping, scope));
        }
        if (node instanceof Node.Sequence sequence
                && sequence.items().stream().anyMatch(this::isClause)) {
            return clauseList(sequence, scope);
        }
        List<Operation> body = blocks.block("catch", node, scope);
        return List.of(new Operation.CatchClause(List.of(), Optional.empty(), ERROR, body));
    }

    private List<Operation.CatchClause> clauseList(Node.Sequence sequence, BlockScope scope) {
        List<Operation.CatchClause> clauses = new ArrayList<>();
        for (Node item : sequence.items()) {
            if (isClause(item) && item instanceof Node.Mapping mapping) {
                clauses.add(clause(mapping, scope));
            } else {
                reading.report(
                        DiagnosticCode.WRONG_TYPE,
                        "`catch` must be a block or a list of clauses, not both",
                        item);
            }
        }
        return clauses;
    }

    /**
     * Returns whether a node is a mapping with fields of a clause and without operation key
     * (ERR-12).
     */
    private boolean isClause(Node node) {
        return node instanceof Node.Mapping mapping
                && !StepRecognizer.hasOperation(node, CLAUSE, reading)
                && mapping.entries().stream().anyMatch(e -> CLAUSE.find(e.key()).isPresent());
    }

    private Operation.CatchClause clause(Node.Mapping mapping, BlockScope scope) {
        Fields fields = Fields.of(CLAUSE, reading, mapping);
        return new Operation.CatchClause(
                patterns(fields),
                fields.optionalExpression("when"),
                fields.optionalVariable("as").orElse(ERROR),
                blocks.block(fields, "body", scope));
    }

    // No patterns match every error, but an empty list of codes matches none.
    private List<String> patterns(Fields clause) {
        boolean isGiven = clause.node("codes").isPresent();
        List<String> patterns = clause.items("codes").stream().map(this::pattern).toList();
        return isGiven && patterns.isEmpty() ? List.of(NO_CODE) : patterns;
    }

    private String pattern(Node node) {
        if (!(node instanceof Node.Scalar scalar && scalar.value() instanceof String code)) {
            reading.reportType(Reading.elementOf("codes"), "a string", node);
            return "";
        }
        int star = code.indexOf('*');
        boolean hasInnerStar = star >= 0 && star < code.length() - 1;
        if (hasInnerStar || code.isEmpty()) {
            reading.report(
                    DiagnosticCode.INVALID_VALUE,
                    "`" + code + "` is no code; `*` may only end it",
                    node);
        }
        return code;
    }

    Operation raise(Step step) {
        Fields fields = step.fields(reading);
        fields.node("code").ifPresent(this::checkCode);
        return new Operation.Throw(
                step.location(reading),
                fields.value("message"),
                fields.node("code").map(reading.expressions()::text),
                fields.number("status", STATUS),
                fields.optionalValue("data"));
    }

    private void checkCode(Node node) {
        boolean isLiteral =
                node instanceof Node.Scalar scalar
                        && scalar.value() instanceof String text
                        && !text.contains("{{");
        if (!isLiteral || !(node instanceof Node.Scalar(_, String code, _, _, _, _))) {
            return;
        }
        if (code.startsWith("LIMIT_") || code.equals("CANCELLED")) {
            reading.report(DiagnosticCode.RESERVED_CODE, "`" + code + "` cannot be thrown", node);
        } else if (code.isEmpty() || code.codePointCount(0, code.length()) > CODE_LENGTH_MAX) {
            reading.report(
                    DiagnosticCode.INVALID_VALUE,
                    "`code` must have 1 to " + CODE_LENGTH_MAX + " characters",
                    node);
        }
    }
}
