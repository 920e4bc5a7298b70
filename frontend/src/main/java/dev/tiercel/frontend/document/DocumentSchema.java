package dev.tiercel.frontend.document;

import static dev.tiercel.frontend.document.SchemaObject.anyOf;
import static dev.tiercel.frontend.document.SchemaObject.choose;
import static dev.tiercel.frontend.document.SchemaObject.integer;
import static dev.tiercel.frontend.document.SchemaObject.listed;
import static dev.tiercel.frontend.document.SchemaObject.not;
import static dev.tiercel.frontend.document.SchemaObject.reference;
import static dev.tiercel.frontend.document.SchemaObject.schema;
import static dev.tiercel.frontend.document.SchemaObject.spelled;
import static dev.tiercel.frontend.document.SchemaObject.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The JSON Schema 2020-12 of documents, made from the tables by which they are read. What registers
 * is valid; what is not valid does not register, but names, expressions and everything that more
 * than one field decides are left to registration.
 */
public final class DocumentSchema {
    private static final String IDENTIFIER = "^[\\p{L}_][\\p{L}\\p{Nd}_]{0,127}$";
    private static final Map<String, Object> NULL = schema("type", "null");
    private static final Map<String, Object> TEXT = schema("type", "string");
    private static final Map<String, Object> OBJECT = schema("type", "object");
    private static final Map<String, Object> FLAG = schema("type", "boolean");
    private static final Map<String, Object> JSON_SCHEMA =
            schema("type", List.of("object", "boolean"));

    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private DocumentSchema(List<ExtensionDocument> extensions) {
        definitions.put("route", route());
        definitions.put("function", table(FunctionReader.FIELDS, DocumentKind.FUNCTION));
        definitions.put("extension", extension());
        definitions.put("document", document());
        new StepSchema(definitions, extensions).define();
        definitions.put("name", schema("type", "string", "pattern", IDENTIFIER));
        definitions.put("elseIf", spelled(ControlOperations.ELSE_IF, f -> content(f)));
        definitions.put("case", spelled(ControlOperations.CASE, f -> content(f)));
        definitions.put("clause", spelled(ErrorOperations.CLAUSE, DocumentSchema::ofClause));
        definitions.put("namedTask", spelled(ParallelOperations.TASK, f -> content(f)));
        definitions.put("retry", retry());
        definitions.put("shortField", shortField());
    }

    /**
     * Returns the schema of texts with one document or a list of them.
     *
     * @param kind of all documents; empty for any
     * @param extensions those whose operations steps may use
     * @return null, booleans, numbers, texts, lists and maps
     */
    public static Map<String, Object> ofTexts(
            Optional<DocumentKind> kind, Collection<ExtensionDocument> extensions) {
        var schema = new DocumentSchema(List.copyOf(extensions));
        String definition = kind.map(DocumentKind::text).orElse("document");
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Tiercel " + kind.map(k -> k.text() + " document").orElse("document"));
        root.putAll(
                choose(
                        schema("type", "array"),
                        schema("items", reference(definition), "minItems", 1),
                        reference(definition)));
        root.put("$defs", schema.definitions);
        return root;
    }

    /** Dispatches on the kind, as it is found out (DOC-9). */
    private static Map<String, Object> document() {
        return choose(
                isKind(DocumentKind.ROUTE, "path", "ws_hooks"),
                reference("route"),
                choose(
                        isKind(DocumentKind.EXTENSION, "webhook", "function"),
                        reference("extension"),
                        reference("function")));
    }

    private static Map<String, Object> isKind(DocumentKind kind, String... keys) {
        List<Object> shown = Arrays.stream(keys).<Object>map(DocumentSchema::isPresent).toList();
        Map<String, Object> isUnsaid =
                schema("allOf", List.of(not(isPresent("kind")), anyOf(shown)));
        return anyOf(List.of(member("kind", schema("const", kind.text())), isUnsaid));
    }

    /** Accepts objects with a key; a null counts as absent at the top level (DOC-11). */
    private static Map<String, Object> isPresent(String key) {
        return member(key, not(NULL));
    }

    private static Map<String, Object> member(String key, Object schema) {
        Map<String, Object> member = schema("type", "object", "required", List.of(key));
        member.put("properties", schema(key, schema));
        return member;
    }

    private static Map<String, Object> table(FieldTable table, DocumentKind kind) {
        Map<String, Object> schema =
                listed(table, field -> anyOf(List.of(NULL, topLevel(kind, field))));
        schema.put("patternProperties", schema("^x-", true));
        return schema;
    }

    private static Map<String, Object> route() {
        Map<String, Object> isWebSocket =
                anyOf(
                        List.of(
                                member(
                                        "route_type",
                                        schema("pattern", anyCase("web[_-]*socket|ws"))),
                                schema(
                                        "allOf",
                                        List.of(
                                                not(isPresent("route_type")),
                                                isPresent("ws_hooks")))));
        return choose(
                isWebSocket,
                withOthers(RouteFields.WEB_SOCKET, RouteFields.HTTP),
                schema(
                        "allOf",
                        List.of(
                                withOthers(RouteFields.HTTP, RouteFields.WEB_SOCKET),
                                anyOf(List.of(isPresent("logic"), isPresent("response"))))));
    }

    /** Returns the fields of a route; those of the other type may be listed without content. */
    private static Map<String, Object> withOthers(FieldTable table, FieldTable others) {
        Map<String, Object> schema = table(table, DocumentKind.ROUTE);
        Map<String, Object> properties = new LinkedHashMap<>();
        for (FieldSpec other : others.fields()) {
            properties.put(other.name(), NULL);
        }
        for (FieldSpec own : table.fields()) {
            Object content =
                    own.name().equals("ws_hooks") && table.equals(RouteFields.HTTP)
                            ? NULL
                            : topLevel(DocumentKind.ROUTE, own);
            properties.put(own.name(), anyOf(List.of(NULL, content)));
        }
        schema.put("properties", properties);
        return schema;
    }

    private static Object topLevel(DocumentKind kind, FieldSpec field) {
        return switch (field.name()) {
            case "kind" -> schema("const", kind.text());
            case "name" -> schema("type", "string", "minLength", 1);
            case "id", "route_type", "description", "function" -> TEXT;
            case "path" -> schema("type", "string", "pattern", "^/");
            case "method" ->
                    schema(
                            "type",
                            "string",
                            "pattern",
                            anyCase(
                                    String.join(
                                            "|", RouteReader.METHODS.stream().sorted().toList())));
            case "version" -> schema("type", List.of("string", "number"));
            case "auth_required", "enabled" -> FLAG;
            case "ws_hooks" -> listed(RouteReader.HOOKS, f -> content(f));
            case "ws_options" ->
                    listed(RouteOptionsReader.WEB_SOCKET_OPTIONS, DocumentSchema::option);
            case "limits" -> listed(RouteOptionsReader.LIMITS, _ -> integer(1));
            case "parameters" -> many(listed(ParameterReader.FIELDS, DocumentSchema::parameter));
            case "rate_limit" -> rateLimit();
            case "tests" -> many(listed(RouteTestReader.TEST, DocumentSchema::test));
            case "schema" -> kind == DocumentKind.EXTENSION ? JSON_SCHEMA : bodySchema();
            case "request_schema", "response_schema" -> JSON_SCHEMA;
            case "response" -> reference("result");
            case "webhook" -> spelled(ExtensionReader.WEBHOOK, DocumentSchema::webhook);
            case "created_at",
                    "updated_at",
                    "created_by",
                    "state",
                    "revision",
                    "format",
                    "source",
                    "diagnostics" ->
                    true;
            default -> content(field);
        };
    }

    private static Object content(FieldSpec field) {
        return FieldContent.of(field.position());
    }

    private static Map<String, Object> extension() {
        return schema(
                "allOf",
                List.of(
                        table(ExtensionReader.FIELDS, DocumentKind.EXTENSION),
                        schema("oneOf", List.of(isPresent("webhook"), isPresent("function")))));
    }

    private static Object webhook(FieldSpec field) {
        return switch (field.name()) {
            case "method" -> words(HttpOperations.METHODS.keySet());
            case "on_error" -> words(HttpOperations.CONTINUES_BY_WORD.keySet());
            case "retry" -> reference("retry");
            default -> content(field);
        };
    }

    private static Object ofClause(FieldSpec field) {
        return field.name().equals("codes") ? many(TEXT) : content(field);
    }

    private static Map<String, Object> retry() {
        Map<String, Object> attempts = integer(0);
        attempts.put("maximum", 100);
        return anyOf(
                List.of(
                        attempts,
                        schema("const", true),
                        spelled(
                                RetryReader.FIELDS,
                                field ->
                                        field.name().equals("jitter")
                                                ? words(RetryReader.FULL_BY_WORD.keySet())
                                                : content(field))));
    }

    private static Object option(FieldSpec field) {
        return field.name().equals(RouteOptionsReader.QUEUE_POLICY)
                ? words(RouteOptionsReader.CLOSES_BY_POLICY.keySet())
                : integer(RouteOptionsReader.MAY_BE_OFF.contains(field.name()) ? 0 : 1);
    }

    private static Object parameter(FieldSpec field) {
        return switch (field.name()) {
            case "name" -> schema("type", "string", "minLength", 1);
            case "param_type" -> words(ParameterReader.IN_BY_WORD.keySet());
            case "data_type" -> words(ParameterReader.TYPE_BY_WORD.keySet());
            case "required" -> FLAG;
            case "default_value" -> true;
            default -> TEXT;
        };
    }

    private static Map<String, Object> rateLimit() {
        return anyOf(
                List.of(
                        integer(1),
                        listed(
                                RateLimitReader.REQUESTS,
                                field ->
                                        switch (field.name()) {
                                            case "per" ->
                                                    words(
                                                            RateLimitReader.SECONDS_BY_PERIOD
                                                                    .keySet());
                                            case "key" -> true;
                                            default -> integer(1);
                                        }),
                        listed(
                                RateLimitReader.MESSAGES,
                                field ->
                                        field.name().equals("on_exceed")
                                                ? words(RateLimitReader.CLOSES_BY_WORD.keySet())
                                                : integer(1))));
    }

    private static Object test(FieldSpec field) {
        return switch (field.name()) {
            case "request" ->
                    listed(
                            RouteTestReader.REQUEST,
                            f ->
                                    switch (f.name()) {
                                        case "method", "path" -> TEXT;
                                        case "query", "headers" -> OBJECT;
                                        default -> true;
                                    });
            case "expect" -> expectation();
            case "input" -> true;
            default -> TEXT;
        };
    }

    private static Map<String, Object> expectation() {
        Map<String, Object> status = integer(100);
        status.put("maximum", 599);
        Map<String, Object> expectation =
                listed(
                        RouteTestReader.EXPECT,
                        field ->
                                switch (field.name()) {
                                    case "status" -> status;
                                    case "headers" -> OBJECT;
                                    default -> true;
                                });
        expectation.put("minProperties", 1);
        return expectation;
    }

    /** Accepts the short form, and a JSON Schema in its place (DOC-29). */
    private static Map<String, Object> bodySchema() {
        Map<String, Object> isObject = schema("required", List.of("type", "properties"));
        Map<String, Object> members = schema("type", schema("const", "object"));
        members.put("properties", OBJECT);
        isObject.put("properties", members);
        return choose(
                anyOf(List.of(schema("required", List.of("$schema")), isObject)),
                OBJECT,
                schema("type", "object", "additionalProperties", reference("shortField")));
    }

    private static Map<String, Object> shortField() {
        Object type = words(ShortSchema.TYPES);
        return choose(
                TEXT,
                type,
                listed(
                        ShortSchema.KEYS,
                        field ->
                                switch (field.name()) {
                                    case "type" -> type;
                                    case "items" -> reference("shortField");
                                    case "properties" ->
                                            schema(
                                                    "type",
                                                    "object",
                                                    "additionalProperties",
                                                    reference("shortField"));
                                    case "required",
                                            "nullable",
                                            "exclusive_minimum",
                                            "exclusive_maximum" ->
                                            FLAG;
                                    case "format", "pattern", "description" -> TEXT;
                                    case "enum" -> schema("type", "array", "minItems", 1);
                                    case "default" -> true;
                                    default -> schema("type", "number");
                                }));
    }

    private static Map<String, Object> many(Object element) {
        return schema("type", "array", "items", element);
    }

    /** Returns a pattern for words in every case; letters outside of brackets only. */
    private static String anyCase(String words) {
        List<String> parts = new ArrayList<>();
        boolean isInBrackets = false;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            isInBrackets = c == '[' || (isInBrackets && c != ']');
            String text = String.valueOf(c);
            boolean isLetter = Character.isLetter(c) && !isInBrackets;
            parts.add(
                    isLetter
                            ? "["
                                    + text.toLowerCase(Locale.ROOT)
                                    + text.toUpperCase(Locale.ROOT)
                                    + "]"
                            : text);
        }
        return parts.stream().collect(Collectors.joining("", "^(?:", ")$"));
    }
}
