package dev.tiercel.runtime.function;

import dev.tiercel.ir.Builtin;

/**
 * The implementation of every built-in function: the class of its family, and the method that is
 * named as the constant of {@link Builtin}. Thread-safe.
 */
public final class Builtins {
    private static final BuiltinFunction[] FUNCTIONS = functions();

    private Builtins() {}

    /** Returns the implementation of a function. */
    public static BuiltinFunction of(Builtin builtin) {
        return FUNCTIONS[builtin.ordinal()];
    }

    private static BuiltinFunction[] functions() {
        Builtin[] builtins = Builtin.values();
        BuiltinFunction[] functions = new BuiltinFunction[builtins.length];
        for (Builtin builtin : builtins) {
            functions[builtin.ordinal()] = new BuiltinFunction(builtin, owner(builtin));
        }
        return functions;
    }

    @SuppressWarnings("method-length") // a table of all functions
    private static Class<?> owner(Builtin builtin) {
        return switch (builtin) {
            case UPPER,
                    LOWER,
                    TRIM,
                    TRIM_START,
                    TRIM_END,
                    CAPITALIZE,
                    TITLE,
                    REPLACE,
                    SPLIT,
                    JOIN,
                    CONCAT,
                    SLUGIFY,
                    WORD_COUNT,
                    INITIALS ->
                    TextFunctions.class;
            case SUBSTRING, LEFT, RIGHT, REPEAT, PAD_START, PAD_END, TRUNCATE ->
                    TextPartFunctions.class;
            case STARTS_WITH, ENDS_WITH, CONTAINS, INDEX_OF, HAS -> SearchFunctions.class;
            case URL_ENCODE,
                    URL_DECODE,
                    HTML_ESCAPE,
                    HTML_UNESCAPE,
                    BASE64_ENCODE,
                    BASE64_DECODE,
                    TO_BYTES ->
                    EncodingFunctions.class;
            case EMAIL_USERNAME, EMAIL_DOMAIN, MASK_EMAIL, IS_EMAIL, IS_URL, IS_UUID ->
                    AddressFunctions.class;
            case REGEX_MATCH,
                    REGEX_FIND,
                    REGEX_FIND_ALL,
                    REGEX_GROUPS,
                    REGEX_REPLACE,
                    REGEX_SPLIT ->
                    RegexFunctions.class;
            case ABS, ROUND, ROUND_DIGITS, FLOOR, CEIL, TRUNC, SQRT, POW, DIVIDE, CLAMP ->
                    NumberFunctions.class;
            case FORMAT_NUMBER, FORMAT_BYTES -> NumberTextFunctions.class;
            case RANDOM,
                    RANDOM_INT,
                    RANDOM_FLOAT,
                    UUID,
                    UUID7,
                    NANOID,
                    NANOID_OF,
                    RANDOM_STRING,
                    RANDOM_TOKEN,
                    RANDOM_TOKEN_OF ->
                    RandomFunctions.class;
            case LENGTH,
                    COUNT,
                    COUNT_ELEMENTS,
                    FIRST,
                    LAST,
                    SLICE,
                    REVERSE,
                    APPEND,
                    PREPEND,
                    FLATTEN,
                    CHUNK,
                    RANGE_TO,
                    RANGE ->
                    SequenceFunctions.class;
            case MAP, FILTER, FIND, ANY_OF, ALL_OF -> PredicateFunctions.class;
            case SORT, SORT_BY, UNIQUE, UNIQUE_BY, GROUP_BY -> OrderingFunctions.class;
            case COUNT_BY,
                    SUM,
                    SUM_BY,
                    AVG,
                    AVG_BY,
                    MIN,
                    MAX,
                    MIN_BY,
                    MAX_BY,
                    MIN_ELEMENT,
                    MAX_ELEMENT ->
                    AggregateFunctions.class;
            case KEYS,
                    VALUES,
                    ENTRIES,
                    FROM_ENTRIES,
                    MERGE,
                    DEEP_MERGE,
                    PICK,
                    OMIT,
                    DEFAULT_VALUE,
                    COALESCE ->
                    ObjectFunctions.class;
            case GET, SET_PATH -> PathFunctions.class;
            case TO_STRING, TO_NUMBER, TO_INTEGER, TO_BOOLEAN, TYPE_OF, IS_NUMBER ->
                    ConversionFunctions.class;
            case JSON_PARSE, JSON_STRINGIFY, JSON_PRETTY -> JsonFunctions.class;
            case NOW,
                    NOW_MS,
                    NOW_UNIX,
                    TODAY,
                    NOW_TIME,
                    TIMESTAMP_NOW,
                    TIMESTAMP,
                    FROM_UNIX,
                    FORMAT_DATE,
                    PARSE_DATE,
                    DATE_DIFF,
                    DAYS_BETWEEN,
                    YEARS_BETWEEN,
                    IS_BEFORE,
                    IS_AFTER ->
                    DateFunctions.class;
            case ADD_YEARS,
                    ADD_MONTHS,
                    ADD_DAYS,
                    ADD_HOURS,
                    ADD_MINUTES,
                    ADD_SECONDS,
                    SUBTRACT_YEARS,
                    SUBTRACT_MONTHS,
                    SUBTRACT_DAYS,
                    SUBTRACT_HOURS,
                    SUBTRACT_MINUTES,
                    SUBTRACT_SECONDS ->
                    DateShiftFunctions.class;
            case MD5, SHA1, SHA256, SHA512, HASH, HMAC -> HashFunctions.class;
            case HASH_PASSWORD, VERIFY_PASSWORD -> PasswordFunctions.class;
            case ENV -> EnvironmentFunctions.class;
        };
    }
}
