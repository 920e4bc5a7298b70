package dev.tiercel.ir;

/**
 * Codes of {@link Diagnostic}: errors reject a document, warnings do not (documents.md, section
 * 12).
 */
public enum DiagnosticCode {
    INVALID_UTF8(true),
    JSON_SYNTAX(true),
    YAML_SYNTAX(true),
    EMPTY_DOCUMENT(true),
    DUPLICATE_KEY(true),
    KEY_NOT_STRING(true),
    YAML_TAG(true),
    UNKNOWN_KIND(true),
    DOCUMENT_TOO_LARGE(true),
    DOCUMENT_TOO_DEEP(true),
    TOO_MANY_OPERATIONS(true),
    TOO_MANY_ALIASES(true),
    UNKNOWN_FIELD(true),
    MISSING_FIELD(true),
    WRONG_TYPE(true),
    INVALID_VALUE(true),
    DUPLICATE_FIELD(true),
    CONFLICTING_FIELDS(true),
    UNKNOWN_OPERATION(true),
    MULTIPLE_OPERATIONS(true),
    NOT_AN_OPERATION(true),
    INVALID_NAME(true),
    RESERVED_NAME(true),
    INVALID_PATH(true),
    PATH_RESERVED(true),
    ROUTE_CONFLICT(true),
    TEMPLATE_UNCLOSED(true),
    EXPRESSION_SYNTAX(true),
    UNKNOWN_FUNCTION(true),
    ARITY(true),
    NOT_LITERAL(true),
    INVALID_REGEX(true),
    INVALID_DATE_FORMAT(true),
    INVALID_SCHEMA(true),
    BREAK_OUTSIDE_LOOP(true),
    DUPLICATE_FUNCTION(true),
    DUPLICATE_TENANT(true),
    SERVICE_CONFLICT(true),
    NESTED_FUNCTION(true),
    RESERVED_CODE(true),
    SQL_TEMPLATE(true),
    SQL_PLACEHOLDERS(true),
    SQL_ARGUMENTS(true),
    SQL_STATEMENT(true),
    UNKNOWN_DATABASE(true),
    TRANSACTION_NESTED(true),
    PARALLEL_IN_TRANSACTION(true),
    UNSUPPORTED_COMMAND(true),
    UNSUPPORTED(true),
    EXTENSION_SCHEMA(true),
    DEPENDENT_BROKEN(true),
    DEPENDENTS_EXIST(true),
    LOOKS_LIKE_ARITHMETIC(false),
    LOOKS_LIKE_VARIABLE(false),
    UNKNOWN_NAME(false),
    MAYBE_UNASSIGNED(false),
    UNKNOWN_MEMBER(false),
    SCALAR_MEMBER(false),
    ALWAYS_FAILS(false),
    CONSTANT_CONDITION(false),
    UNREACHABLE(false),
    STATUS_IN_BODY(false),
    RETURN_FIELDS_IGNORED(false),
    RETURN_IN_FINALLY(false),
    SHADOWS_ROOT(false),
    SHADOWS_BUILTIN(false),
    WRITE_CONFLICT(false),
    USELESS_TRY(false),
    LOGIC_IGNORED(false),
    AUTH_NOT_CONFIGURED(false),
    UNREGISTERED_SERVICE(false),
    UNKNOWN_TENANT(false),
    NO_TICKET_SOURCE(false),
    STATIC_TICKET_EXPOSED(false),
    SECRET_IN_DOCUMENT(false),
    ENV_NOT_ALLOWED(false),
    VALIDATION_NOT_REGEX(false),
    DEPRECATED(false);

    private final boolean isError;

    DiagnosticCode(boolean isError) {
        this.isError = isError;
    }

    public boolean isError() {
        return isError;
    }
}
