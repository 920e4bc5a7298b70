package dev.tiercel.frontend.document;

import dev.tiercel.frontend.syntax.Node;
import dev.tiercel.ir.DiagnosticCode;
import java.util.Optional;

/** Reads the operations that speak to other systems; those without a record are refused. */
final class ConnectorOperations {
    private final Reading reading;
    private final SqlOperations sql;
    private final RedisOperations redis;
    private final HttpOperations http;
    private final WebSocketOperations webSockets;
    private final ExtensionOperations extensions;

    ConnectorOperations(Reading reading, OperationReader blocks) {
        this.reading = reading;
        this.sql = new SqlOperations(reading, blocks);
        this.redis = new RedisOperations(reading);
        this.http = new HttpOperations(reading);
        this.webSockets = new WebSocketOperations(reading);
        this.extensions = new ExtensionOperations(reading);
    }

    Optional<Operation> read(Step step, BlockScope scope) {
        return switch (step.kind()) {
            case SQL_OP -> Optional.of(sql.statement(step, false));
            case QUERY_DB -> Optional.of(sql.statement(step, true));
            case TRANSACTION -> Optional.of(sql.transaction(step, scope));
            case REDIS_OP -> Optional.of(redis.command(step));
            case HTTP_REQUEST -> Optional.of(http.request(step));
            case WS_OP -> webSockets.read(step, scope);
            case EXTENSION -> Optional.of(extensions.read(step));
            default -> refuse(step);
        };
    }

    private Optional<Operation> refuse(Step step) {
        Fields fields = step.fields(reading);
        for (FieldSpec field : step.kind().fields().fields()) {
            fields.node(field.name()).ifPresent(node -> check(field, node));
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

    private void check(FieldSpec field, Node node) {
        switch (field.position()) {
            case VALUE, VALUES, MEMBERS -> reading.expressions().value(node);
            case TEXT -> reading.expressions().text(node);
            case KEY -> reading.expressions().key(node);
            case EXPRESSION, EXPRESSIONS -> reading.expressions().expression(node);
            case NAME, NAMES -> reading.variable(field.name(), node);
            case BLOCK, STRUCTURE, LITERAL -> {}
        }
    }
}
