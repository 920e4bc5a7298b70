package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.SchemaObject.anyOf;
import static dev.tiercel.frontend.document.SchemaObject.reference;
import static dev.tiercel.frontend.document.SchemaObject.words;

import dev.tiercel.ir.MathFunction;
import dev.tiercel.ir.WebSocketCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The schema of what the field of an operation holds. */
final class FieldContent {
    private static final Map<String, Object> SCALAR =
            of("type", List.of("string", "number", "boolean", "null"));
    private static final Map<String, Object> TEXT = of("type", "string");

    private FieldContent() {}

    /** Returns the schema of a field: that of its words or structure, else of its position. */
    static Object of(OperationKind kind, FieldSpec field) {
        return switch (kind.canonicalName() + "." + field.name()) {
            case "log.level" -> words(VariableOperations.LEVEL_BY_WORD.keySet());
            case "parallel.on_error" -> words(ParallelOperations.ERRORS_BY_WORD.keySet());
            case "http_request.method" -> words(HttpOperations.METHODS.keySet());
            case "http_request.on_error" -> words(HttpOperations.CONTINUES_BY_WORD.keySet());
            case "math_op.operation" ->
                    words(
                            Arrays.stream(MathFunction.values())
                                    .flatMap(function -> function.names().stream())
                                    .toList());
            case "aggregate.operation" -> words(ComputeOperations.AGGREGATES.keySet());
            case "ws_op.command" ->
                    anyOf(
                            List.of(
                                    words(WebSocketCommand.names()),
                                    SchemaObject.schema("type", "string", "pattern", "\\{\\{")));
            case "ws_op.scope" -> words(List.of("global", "route"));
            case "sql_op.query", "query_db.query" -> TEXT;
            case "call_function.args" -> SchemaObject.schema("type", "array");
            case "try.retry", "http_request.retry" -> reference("retry");
            case "try.catch" -> oneOrMany("clauseOrStep");
            case "if.else_if" -> oneOrMany("elseIf");
            case "switch.cases" -> many("case");
            case "parallel.tasks" -> many("task");
            default -> of(field.position());
        };
    }

    /** Returns the schema of a position (LANG-32). */
    static Object of(FieldPosition position) {
        return switch (position) {
            case VALUE, TEXT, KEY, EXPRESSION, EXPRESSIONS, STRUCTURE -> true;
            case NAME -> reference("name");
            case LITERAL -> SCALAR;
            case BLOCK -> reference("block");
            case VALUES -> of("type", List.of("array", "object", "string"));
            case NAMES -> many("name");
            case MEMBERS -> of("type", List.of("object", "string"));
        };
    }

    private static Map<String, Object> of(String keyword, Object value) {
        return SchemaObject.schema(keyword, value);
    }

    private static Map<String, Object> many(String definition) {
        return SchemaObject.schema("type", "array", "items", reference(definition));
    }

    /** Accepts an element, a list of them, or nothing. */
    private static Map<String, Object> oneOrMany(String definition) {
        return SchemaObject.choose(
                of("type", "array"),
                of("items", reference(definition)),
                anyOf(List.of(of("type", "null"), reference(definition))));
    }
}
