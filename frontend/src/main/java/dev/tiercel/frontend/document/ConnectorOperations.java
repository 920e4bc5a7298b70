package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Optional;

/**
 * Reads the operations that speak to other systems. Their fields are checked; the operations
 * themselves have no record yet and are refused.
 */
final class ConnectorOperations {
    private final Reading reading;
    private final OperationReader blocks;
    private final RetryReader retries;

    ConnectorOperations(Reading reading, OperationReader blocks) {
        this.reading = reading;
        this.blocks = blocks;
        this.retries = new RetryReader(reading);
    }

    Optional<Operation> read(Step step, BlockScope scope) {
        Fields fields = step.fields(reading);
        for (FieldSpec field : step.kind().fields().fields()) {
            fields.node(field.name()).ifPresent(node -> check(field, node, scope));
        }
        boolean isScript = step.kind() == OperationKind.EXECUTE_SCRIPT;
        reading.report(
                isScript ? DiagnosticCode.UNSUPPORTED : DiagnosticCode.UNKNOWN_OPERATION,
                isScript
                        ? "Script languages are not available"
                        : "`" + step.kind().canonicalName() + "` is not available in this version",
                step.keyPosition(),
                step.argument().pointer());
        return Optional.empty();
    }

    private void check(FieldSpec field, Node node, BlockScope scope) {
        switch (field.position()) {
            case VALUE, VALUES, MEMBERS -> reading.expressions().value(node);
            case TEXT -> reading.expressions().text(node);
            case KEY -> reading.expressions().key(node);
            case EXPRESSION, EXPRESSIONS -> reading.expressions().expression(node);
            case NAME, NAMES -> reading.variable(field.name(), node);
            case BLOCK -> blocks.block(field.name(), node, scope);
            case STRUCTURE -> retries.read(node);
            case LITERAL -> {}
        }
    }
}
