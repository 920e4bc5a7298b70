package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.FieldPosition.BLOCK;
import static dev.tiercel.frontend.document.FieldPosition.EXPRESSION;
import static dev.tiercel.frontend.document.FieldPosition.EXPRESSIONS;
import static dev.tiercel.frontend.document.FieldPosition.KEY;
import static dev.tiercel.frontend.document.FieldPosition.LITERAL;
import static dev.tiercel.frontend.document.FieldPosition.MEMBERS;
import static dev.tiercel.frontend.document.FieldPosition.NAME;
import static dev.tiercel.frontend.document.FieldPosition.NAMES;
import static dev.tiercel.frontend.document.FieldPosition.STRUCTURE;
import static dev.tiercel.frontend.document.FieldPosition.TEXT;
import static dev.tiercel.frontend.document.FieldPosition.VALUE;
import static dev.tiercel.frontend.document.FieldPosition.VALUES;
import static dev.tiercel.frontend.document.FieldSpec.optional;
import static dev.tiercel.frontend.document.FieldSpec.required;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operations and their fields (DOC-46, DOC-47 and the field tables of operations.md). The three
 * notations of {@code set} are three kinds of one canonical name, because they differ in their
 * fields.
 */
enum OperationKind {
    SET(
            "set",
            List.of("set"),
            Optional.empty(),
            required("var", NAME).also("variable"),
            setValue()),
    SET_VAR(
            "set",
            List.of("set_var", "set_variable"),
            Optional.empty(),
            required("var", NAME).also("variable", "name"),
            setValue()),
    SET_VARIABLE(
            "set",
            List.of("variable"),
            Optional.of("var"),
            required("var", NAME).also("variable"),
            setValue()),
    GET("get", Optional.of("var"), required("var", EXPRESSION)),
    RETURN("return", Optional.of("value"), returnFields()),
    COMMENT("comment", Optional.of("text"), optional("text", LITERAL)),
    LOG(
            "log",
            Optional.of("message"),
            required("message", TEXT),
            optional("level", LITERAL).orElse("info")),
    SLEEP(
            "sleep",
            Optional.of("duration_ms"),
            required("duration_ms", EXPRESSION).also("ms", "duration")),

    IF(
            "if",
            Optional.of("condition"),
            required("condition", EXPRESSION),
            required("then", BLOCK),
            optional("else_if", STRUCTURE),
            optional("else", BLOCK).also("otherwise")),
    SWITCH(
            "switch",
            Optional.of("value"),
            required("value", EXPRESSION),
            required("cases", STRUCTURE),
            optional("default", BLOCK)),
    LOOP(
            "loop",
            List.of("loop", "foreach", "for_each"),
            Optional.of("collection"),
            required("collection", EXPRESSION).also("items"),
            optional("var", NAME).also("as", "item", "item_var", "item_name").orElse("item"),
            optional("index_var", NAME).also("index"),
            loopVariable(),
            loopBody()),
    WHILE(
            "while",
            Optional.of("condition"),
            required("condition", EXPRESSION),
            optional("max_iterations", EXPRESSION),
            loopVariable(),
            loopBody()),
    UNTIL(
            "until",
            Optional.of("condition"),
            required("condition", EXPRESSION),
            optional("max_iterations", EXPRESSION),
            loopVariable(),
            loopBody()),
    FOR_RANGE(
            "for_range",
            Optional.empty(),
            required("start", EXPRESSION),
            required("end", EXPRESSION),
            optional("step", EXPRESSION),
            required("var", NAME).also("variable", "as"),
            loopVariable(),
            loopBody()),
    BREAK("break", Optional.empty()),
    CONTINUE("continue", Optional.empty()),
    TRY(
            "try",
            Optional.of("body"),
            required("body", BLOCK).also("actions", "operations", "do"),
            optional("retry", STRUCTURE),
            optional("catch", STRUCTURE),
            optional("finally", BLOCK)),
    THROW(
            "throw",
            Optional.of("message"),
            required("message", VALUE),
            optional("code", TEXT).orElse("UNKNOWN_ERROR"),
            optional("status", EXPRESSION).orElse("500"),
            optional("data", VALUE).orElse("null")),

    PARALLEL(
            "parallel",
            Optional.of("tasks"),
            optional("tasks", STRUCTURE),
            optional("for_each", EXPRESSION),
            optional("as", NAME).orElse("item"),
            optional("do", BLOCK).also("body", "logic"),
            optional("max_concurrent", EXPRESSION),
            optional("on_error", LITERAL).orElse("throw"),
            optional("race", EXPRESSION).orElse("false"),
            output()),
    AWAIT_ALL("await_all", Optional.of("task_ids"), optional("task_ids", VALUE), output()),

    DEFINE_FUNCTION(
            "define_function",
            Optional.of("name"),
            required("name", NAME),
            optional("params", NAMES),
            required("body", BLOCK).also("logic")),
    CALL_FUNCTION(
            "call_function",
            List.of("call_function", "call"),
            Optional.of("name"),
            required("name", NAME),
            optional("args", VALUES).also("arguments"),
            output()),

    MATH_OP(
            "math_op",
            List.of("math_op", "math"),
            Optional.of("operation"),
            required("operation", LITERAL),
            required("args", EXPRESSIONS).also("values"),
            output()),
    STRING_OP(
            "string_op",
            List.of("string_op", "string"),
            Optional.of("operation"),
            required("operation", LITERAL),
            required("input", VALUE).also("value"),
            optional("args", VALUES),
            output()),
    DATE_OP("date_op", List.of("date_op", "date"), Optional.of("operation"), dateFields()),
    JSON_OP(
            "json_op",
            List.of("json_op", "json"),
            Optional.of("operation"),
            required("operation", LITERAL),
            required("input", EXPRESSION).also("value"),
            optional("args", VALUES),
            output()),
    MAP(
            "map",
            Optional.of("input"),
            required("input", EXPRESSION),
            itemName(),
            required("transform", EXPRESSION),
            output()),
    FILTER(
            "filter",
            Optional.of("input"),
            required("input", EXPRESSION),
            itemName(),
            required("condition", EXPRESSION),
            output()),
    AGGREGATE(
            "aggregate",
            Optional.of("input"),
            required("input", EXPRESSION),
            itemName(),
            required("operation", LITERAL),
            optional("by", EXPRESSION),
            output()),

    HTTP_REQUEST(
            "http_request",
            List.of("http_request", "http"),
            Optional.of("url"),
            required("url", KEY),
            optional("method", LITERAL).orElse("GET"),
            optional("query", MEMBERS),
            optional("headers", MEMBERS),
            optional("body", VALUE),
            optional("timeout_ms", EXPRESSION).also("timeout").orElse("30000"),
            optional("retry", STRUCTURE),
            optional("on_error", LITERAL).orElse("throw"),
            output()),
    SQL_OP("sql_op", List.of("sql_op", "sql"), Optional.of("query"), sqlFields()),
    QUERY_DB("query_db", List.of("query_db", "db_query"), Optional.of("query"), sqlFields()),
    TRANSACTION(
            "transaction",
            Optional.of("body"),
            required("body", BLOCK).also("actions", "operations", "do"),
            optional("database", LITERAL).orElse("default"),
            optional("isolation", LITERAL)),
    REDIS_OP(
            "redis_op",
            List.of("redis_op", "redis"),
            Optional.of("command"),
            required("command", TEXT),
            optional("key", KEY),
            optional("value", VALUE),
            optional("args", VALUES),
            optional("ttl_seconds", EXPRESSION).also("ttl"),
            output()),
    WS_OP("ws_op", List.of("ws_op", "ws"), Optional.of("command"), webSocketFields()),
    EXECUTE_SCRIPT(
            "execute_script",
            Optional.of("code"),
            optional("language", LITERAL),
            optional("code", LITERAL)),

    /** Every operation that an extension adds; its names and fields are those of the extension. */
    EXTENSION("an extension", List.of(), Optional.empty(), output());

    /** The field of every operation that has a value (OP-1). */
    static final String OUTPUT = "output_var";

    private static final Map<String, OperationKind> BY_NAME = new HashMap<>();

    static {
        for (OperationKind kind : values()) {
            kind.names.forEach(name -> BY_NAME.put(name, kind));
        }
    }

    private final String canonicalName;
    private final List<String> names;
    private final Optional<String> principal;
    private final FieldTable fields;

    OperationKind(String name, Optional<String> principal, FieldSpec... fields) {
        this(name, List.of(name), principal, fields);
    }

    OperationKind(
            String canonicalName,
            List<String> names,
            Optional<String> principal,
            FieldSpec... fields) {
        this.canonicalName = canonicalName;
        this.names = names;
        this.principal = principal;
        this.fields = FieldTable.of("`" + canonicalName + "`", fields);
    }

    private static FieldSpec setValue() {
        return required("value", VALUE);
    }

    private static FieldSpec loopVariable() {
        return optional("loop_var", NAME).orElse("loop");
    }

    private static FieldSpec loopBody() {
        return required("body", BLOCK).also("do", "actions", "operations");
    }

    private static FieldSpec itemName() {
        return optional("as", NAME).orElse("item");
    }

    private static FieldSpec output() {
        return optional(OUTPUT, NAME).also("assign", "store_in", "result_var");
    }

    private static FieldSpec[] returnFields() {
        return new FieldSpec[] {
            optional("value", VALUE).also("body").orElse("null"),
            optional("status", EXPRESSION).orElse("200"),
            optional("headers", MEMBERS),
            optional("raw", EXPRESSION)
        };
    }

    private static FieldSpec[] dateFields() {
        return new FieldSpec[] {
            required("operation", LITERAL),
            optional("value", VALUE),
            optional("format", VALUE),
            optional("zone", VALUE).orElse("UTC"),
            optional("years", EXPRESSION),
            optional("months", EXPRESSION),
            optional("days", EXPRESSION),
            optional("hours", EXPRESSION),
            optional("minutes", EXPRESSION),
            optional("seconds", EXPRESSION),
            optional("amount", EXPRESSION),
            optional("unit", VALUE),
            optional("other", VALUE),
            optional("args", VALUES),
            output()
        };
    }

    private static FieldSpec[] sqlFields() {
        return new FieldSpec[] {
            required("query", LITERAL),
            optional("args", VALUES).also("params"),
            optional("database", LITERAL).orElse("default"),
            optional("timeout_ms", EXPRESSION),
            optional("operation", LITERAL),
            output()
        };
    }

    private static FieldSpec[] webSocketFields() {
        return new FieldSpec[] {
            required("command", TEXT),
            optional("message", VALUE),
            optional("channel", KEY),
            optional("to", KEY),
            optional("user", KEY),
            optional("scope", LITERAL).orElse("route"),
            optional("route", LITERAL),
            optional("exclude_self", EXPRESSION).orElse("false"),
            optional("code", EXPRESSION),
            optional("reason", TEXT),
            optional("tenant", KEY),
            optional("room", KEY),
            optional("svc", KEY),
            optional("type", KEY),
            optional("qos", LITERAL),
            optional("key", KEY),
            optional("hot", MEMBERS),
            optional("history", EXPRESSION).orElse("true"),
            optional("idempotency_key", KEY),
            optional("since", EXPRESSION),
            optional("limit", EXPRESSION),
            output()
        };
    }

    /** Returns the kind that a key names, in any case style. */
    static Optional<OperationKind> find(String key) {
        return Optional.ofNullable(BY_NAME.get(key))
                .or(() -> Optional.ofNullable(BY_NAME.get(SnakeCase.of(key))));
    }

    /** Returns every name of an operation. */
    static List<String> allNames() {
        return Arrays.stream(values()).flatMap(k -> k.names.stream()).toList();
    }

    /** Returns the names that mean this kind, in snake_case. */
    List<String> names() {
        return names;
    }

    String canonicalName() {
        return canonicalName;
    }

    /** Returns the field that a value which is no mapping of fields stands for. */
    Optional<String> principal() {
        return principal;
    }

    FieldTable fields() {
        return fields;
    }
}
