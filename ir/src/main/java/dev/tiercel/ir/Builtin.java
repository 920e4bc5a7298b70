package dev.tiercel.ir;

import static dev.tiercel.ir.BuiltinTraits.takes;
import static dev.tiercel.ir.BuiltinTraits.takesAtLeast;
import static dev.tiercel.ir.ValueType.ANY;
import static dev.tiercel.ir.ValueType.ARRAY;
import static dev.tiercel.ir.ValueType.BOOLEAN;
import static dev.tiercel.ir.ValueType.BYTES;
import static dev.tiercel.ir.ValueType.DOUBLE;
import static dev.tiercel.ir.ValueType.INTEGER;
import static dev.tiercel.ir.ValueType.NULL;
import static dev.tiercel.ir.ValueType.NUMBER;
import static dev.tiercel.ir.ValueType.OBJECT;
import static dev.tiercel.ir.ValueType.STRING;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The built-in functions of the expression language: names, arity, result type and effects. Their
 * meaning is implemented by the package {@code dev.tiercel.runtime.function}.
 *
 * <p>Each constant has one meaning. A name that means different things for different numbers of
 * arguments ({@code round}, {@code range}, {@code count}) belongs to several constants, which
 * {@link #find(String, int)} tells apart; the name of the constant is the only unique one.
 */
public enum Builtin {
    // Text (language.md 11.1)
    UPPER(takes(1), STRING, "upper"),
    LOWER(takes(1), STRING, "lower"),
    TRIM(takes(1), STRING, "trim"),
    TRIM_START(takes(1), STRING, "trim_start"),
    TRIM_END(takes(1), STRING, "trim_end"),
    CAPITALIZE(takes(1), STRING, "capitalize"),
    TITLE(takes(1), STRING, "title"),
    REPLACE(takes(3), STRING, "replace"),
    SPLIT(takes(1, 2), ARRAY, "split"),
    JOIN(takes(1, 2), STRING, "join"),
    CONCAT(takesAtLeast(2).definedForNull(), STRING.join(ARRAY), "concat"),
    SUBSTRING(takes(2, 3), STRING, "substring"),
    LEFT(takes(2), STRING, "left"),
    RIGHT(takes(2), STRING, "right"),
    REPEAT(takes(2), STRING, "repeat"),
    PAD_START(takes(2, 3), STRING, "pad_start"),
    PAD_END(takes(2, 3), STRING, "pad_end"),
    STARTS_WITH(takes(2).onlyRaises().definedForNull(), BOOLEAN, "starts_with", "startsWith"),
    ENDS_WITH(takes(2).onlyRaises().definedForNull(), BOOLEAN, "ends_with", "endsWith"),
    CONTAINS(takes(2).onlyRaises().definedForNull(), BOOLEAN, "contains"),
    INDEX_OF(takes(2).onlyRaises().definedForNull(), INTEGER, "index_of", "indexOf"),
    TRUNCATE(takes(2, 3), STRING, "truncate"),
    SLUGIFY(takes(1), STRING, "slugify"),
    WORD_COUNT(takes(1).onlyRaises(), INTEGER, "word_count"),
    INITIALS(takes(1), STRING, "initials", "acronym"),
    URL_ENCODE(takes(1), STRING, "url_encode"),
    URL_DECODE(takes(1), STRING, "url_decode"),
    HTML_ESCAPE(takes(1), STRING, "html_escape", "escape"),
    HTML_UNESCAPE(takes(1), STRING, "html_unescape"),
    BASE64_ENCODE(takes(1), STRING, "base64_encode"),
    BASE64_DECODE(takes(1), STRING, "base64_decode"),
    TO_BYTES(takes(1, 2), BYTES, "to_bytes"),
    EMAIL_USERNAME(takes(1), STRING.join(NULL), "email_username"),
    EMAIL_DOMAIN(takes(1), STRING.join(NULL), "email_domain"),
    MASK_EMAIL(takes(1), STRING, "mask_email"),
    IS_EMAIL(takes(1).neverRaises().definedForNull(), BOOLEAN, "is_email", "validate_email"),
    IS_URL(takes(1).neverRaises().definedForNull(), BOOLEAN, "is_url", "validate_url"),
    IS_UUID(takes(1).neverRaises().definedForNull(), BOOLEAN, "is_uuid"),

    // Regular expressions (11.2)
    REGEX_MATCH(takes(2).onlyRaises().definedForNull(), BOOLEAN, "regex_match"),
    REGEX_FIND(takes(2), STRING.join(NULL), "regex_find"),
    REGEX_FIND_ALL(takes(2), ARRAY, "regex_find_all"),
    REGEX_GROUPS(takes(2), ARRAY.join(NULL), "regex_groups"),
    REGEX_REPLACE(takes(3), STRING, "regex_replace"),
    REGEX_SPLIT(takes(2), ARRAY, "regex_split"),

    // Numbers (11.3)
    ABS(takes(1).onlyRaises(), NUMBER, "abs"),
    /** {@code round(num)}: an integer. */
    ROUND(takes(1).onlyRaises(), INTEGER, "round"),
    /** {@code round(num, digits)}: a double. */
    ROUND_DIGITS(takes(2).onlyRaises(), DOUBLE, "round"),
    FLOOR(takes(1).onlyRaises(), INTEGER, "floor"),
    CEIL(takes(1).onlyRaises(), INTEGER, "ceil"),
    TRUNC(takes(1).onlyRaises(), INTEGER, "trunc"),
    SQRT(takes(1).onlyRaises(), DOUBLE, "sqrt"),
    POW(takes(2).onlyRaises(), NUMBER, "pow"),
    DIVIDE(takes(2).onlyRaises(), DOUBLE, "divide"),
    CLAMP(takes(3).onlyRaises(), NUMBER, "clamp"),
    /** {@code min(a, …)}: of the arguments, or of the elements of a single array (LANG-57). */
    MIN(takesAtLeast(1).onlyRaises().definedForNull(), NUMBER.join(STRING).join(NULL), "min"),
    /** {@code max(a, …)}: of the arguments, or of the elements of a single array (LANG-57). */
    MAX(takesAtLeast(1).onlyRaises().definedForNull(), NUMBER.join(STRING).join(NULL), "max"),
    FORMAT_NUMBER(takes(1, 2), STRING, "format_number"),
    FORMAT_BYTES(takes(1), STRING, "format_bytes"),
    RANDOM(takes(0).draws().neverRaises(), DOUBLE, "random"),
    RANDOM_INT(takes(2).draws().onlyRaises(), INTEGER, "random_int", "random"),
    RANDOM_FLOAT(takes(2).draws().onlyRaises(), DOUBLE, "random_float"),

    // Collections (11.4)
    LENGTH(takes(1).onlyRaises().definedForNull(), INTEGER, "length", "len", "size"),
    /** {@code count(a)}: as {@link #LENGTH}. */
    COUNT(takes(1).onlyRaises().definedForNull(), INTEGER, "count"),
    /** {@code count(a, pred)}: how many elements satisfy it. */
    COUNT_BY(takes(2).predicateAt(1).definedForNull(), INTEGER, "count"),
    FIRST(takes(1).onlyRaises(), ANY, "first"),
    LAST(takes(1).onlyRaises(), ANY, "last"),
    SLICE(takes(2, 3), ARRAY.join(STRING), "slice"),
    REVERSE(takes(1), ARRAY.join(STRING), "reverse"),
    APPEND(takes(2), ARRAY, "append", "push"),
    PREPEND(takes(2), ARRAY, "prepend"),
    SORT(takes(1).charges(), ARRAY, "sort"),
    SORT_BY(takes(2, 3).predicateAt(1), ARRAY, "sort"),
    UNIQUE(takes(1).charges(), ARRAY, "unique"),
    UNIQUE_BY(takes(2).predicateAt(1), ARRAY, "unique"),
    FLATTEN(takes(1, 2), ARRAY, "flatten"),
    CHUNK(takes(2), ARRAY, "chunk"),
    /** {@code range(end)}. */
    RANGE_TO(takes(1).charges(), ARRAY, "range", "generate_array"),
    /** {@code range(start, end, [step])}. */
    RANGE(takes(2, 3).charges(), ARRAY, "range", "generate_array"),
    MAP(takes(2).predicateAt(1), ARRAY, "map"),
    FILTER(takes(2).predicateAt(1), ARRAY, "filter"),
    FIND(takes(2).predicateAt(1), ANY, "find"),
    ANY_OF(takes(2).predicateAt(1).definedForNull(), BOOLEAN, "any", "some"),
    ALL_OF(takes(2).predicateAt(1).definedForNull(), BOOLEAN, "all", "every"),
    GROUP_BY(takes(2).predicateAt(1), OBJECT, "group_by"),
    SUM(takes(1).onlyRaises(), NUMBER, "sum"),
    SUM_BY(takes(2).predicateAt(1), NUMBER, "sum"),
    AVG(takes(1).onlyRaises(), DOUBLE.join(NULL), "avg", "average"),
    AVG_BY(takes(2).predicateAt(1), DOUBLE.join(NULL), "avg", "average"),
    /**
     * {@code min(a, 'by')} with a string literal, see {@link #predicateForm()}. The third argument
     * is the text of the literal: if the first argument turns out to be no array, both are compared
     * as {@link #MIN} does.
     */
    MIN_BY(takes(2, 3).predicateAt(1).definedForNull(), NUMBER.join(STRING).join(NULL), "min"),
    /** {@code max(a, 'by')}, as {@link #MIN_BY}. */
    MAX_BY(takes(2, 3).predicateAt(1).definedForNull(), NUMBER.join(STRING).join(NULL), "max"),
    KEYS(takes(1), ARRAY, "keys"),
    VALUES(takes(1), ARRAY, "values"),
    ENTRIES(takes(1), ARRAY, "entries"),
    FROM_ENTRIES(takes(1), OBJECT, "from_entries"),
    HAS(takes(2).onlyRaises().definedForNull(), BOOLEAN, "has"),
    GET(takes(2, 3).definedForNull(), ANY, "get"),
    SET_PATH(takes(3).definedForNull(), OBJECT.join(ARRAY), "set_path"),
    MERGE(takesAtLeast(1).definedForNull(), OBJECT, "merge"),
    DEEP_MERGE(takesAtLeast(1).definedForNull(), OBJECT, "deep_merge"),
    PICK(takesAtLeast(2), OBJECT, "pick"),
    OMIT(takesAtLeast(2), OBJECT, "omit"),
    DEFAULT_VALUE(takes(2).neverRaises().definedForNull(), ANY, "default"),
    COALESCE(takesAtLeast(1).neverRaises().definedForNull(), ANY, "coalesce"),

    // The operation aggregate, which takes arrays only; these names cannot be written in an
    // expression
    COUNT_ELEMENTS(takes(1).onlyRaises().definedForNull(), INTEGER, "aggregate count"),
    MIN_ELEMENT(takes(1).onlyRaises(), NUMBER.join(STRING).join(NULL), "aggregate min"),
    MAX_ELEMENT(takes(1).onlyRaises(), NUMBER.join(STRING).join(NULL), "aggregate max"),

    // Conversion and JSON (11.5)
    TO_STRING(takes(1).definedForNull(), STRING, "string", "to_string", "text", "str"),
    TO_NUMBER(takes(1, 2).onlyRaises().definedForNull(), ANY, "number", "to_number", "parseFloat"),
    TO_INTEGER(
            takes(1, 2).onlyRaises().definedForNull(), ANY, "integer", "to_int", "int", "parseInt"),
    TO_BOOLEAN(takes(1).onlyRaises().definedForNull(), BOOLEAN, "boolean", "to_bool", "bool"),
    TYPE_OF(takes(1).neverRaises().definedForNull(), STRING, "type_of", "typeof"),
    IS_NUMBER(takes(1).neverRaises().definedForNull(), BOOLEAN, "is_number"),
    JSON_PARSE(takes(1), ANY, "json_parse", "parse_json", "from_json"),
    JSON_STRINGIFY(takes(1).definedForNull(), STRING, "json_stringify", "to_json"),
    JSON_PRETTY(takes(1).definedForNull(), STRING, "json_pretty"),

    // Dates (11.6, 12)
    NOW(takes(0).reads().onlyBuilds(), STRING, "now", "now_iso", "date_now"),
    NOW_MS(takes(0).reads().neverRaises(), INTEGER, "now_ms"),
    NOW_UNIX(takes(0).reads().neverRaises(), INTEGER, "now_unix"),
    TODAY(takes(0).reads().onlyBuilds(), STRING, "today"),
    NOW_TIME(takes(0).reads().onlyBuilds(), STRING, "now_time"),
    /** {@code timestamp()}: of the clock. */
    TIMESTAMP_NOW(
            takes(0).reads().neverRaises(),
            INTEGER,
            "timestamp",
            "parse_timestamp",
            "parse_iso_timestamp",
            "to_unix"),
    /** {@code timestamp(t)}: of a date. */
    TIMESTAMP(
            takes(1).onlyRaises(),
            INTEGER,
            "timestamp",
            "parse_timestamp",
            "parse_iso_timestamp",
            "to_unix"),
    FROM_UNIX(takes(1), STRING, "from_unix"),
    FORMAT_DATE(takes(2, 3), STRING, "format_date", "format_timestamp", "format", "strftime"),
    PARSE_DATE(takes(1, 2), STRING, "parse_date"),
    ADD_YEARS(takes(2), STRING.join(NUMBER), "add_years"),
    ADD_MONTHS(takes(2), STRING.join(NUMBER), "add_months"),
    ADD_DAYS(takes(2), STRING.join(NUMBER), "add_days"),
    ADD_HOURS(takes(2), STRING.join(NUMBER), "add_hours"),
    ADD_MINUTES(takes(2), STRING.join(NUMBER), "add_minutes"),
    ADD_SECONDS(takes(2), STRING.join(NUMBER), "add_seconds"),
    SUBTRACT_YEARS(takes(2), STRING.join(NUMBER), "subtract_years"),
    SUBTRACT_MONTHS(takes(2), STRING.join(NUMBER), "subtract_months"),
    SUBTRACT_DAYS(takes(2), STRING.join(NUMBER), "subtract_days"),
    SUBTRACT_HOURS(takes(2), STRING.join(NUMBER), "subtract_hours"),
    SUBTRACT_MINUTES(takes(2), STRING.join(NUMBER), "subtract_minutes"),
    SUBTRACT_SECONDS(takes(2), STRING.join(NUMBER), "subtract_seconds"),
    DATE_DIFF(takes(2, 3).onlyRaises(), INTEGER, "date_diff"),
    DAYS_BETWEEN(takes(2).onlyRaises(), INTEGER, "days_between"),
    YEARS_BETWEEN(takes(2).onlyRaises(), INTEGER, "years_between"),
    IS_BEFORE(takes(2).onlyRaises(), BOOLEAN, "is_before"),
    IS_AFTER(takes(2).onlyRaises(), BOOLEAN, "is_after"),

    // Random values, hashes, environment (11.6, 14)
    UUID(takes(0).draws().onlyBuilds(), STRING, "uuid", "generate_uuid"),
    UUID7(takes(0).draws().onlyBuilds(), STRING, "uuid7"),
    /** {@code nanoid()}: 21 characters. */
    NANOID(takes(0).draws().onlyBuilds(), STRING, "nanoid"),
    /** {@code nanoid(n)}. */
    NANOID_OF(takes(1).draws(), STRING, "nanoid"),
    RANDOM_STRING(takes(1).draws(), STRING, "random_string"),
    /** {@code random_token()}: 32 octets. */
    RANDOM_TOKEN(takes(0).draws().onlyBuilds(), STRING, "random_token"),
    /** {@code random_token(n)}. */
    RANDOM_TOKEN_OF(takes(1).draws(), STRING, "random_token"),
    MD5(takes(1), STRING, "md5", "md5_hash", "hash_md5"),
    SHA1(takes(1), STRING, "sha1", "hash_sha1"),
    SHA256(takes(1), STRING, "sha256", "hash_sha256"),
    SHA512(takes(1), STRING, "sha512", "hash_sha512"),
    HASH(takes(1, 2), STRING, "hash"),
    HMAC(takes(2, 3), STRING, "hmac"),
    HASH_PASSWORD(takes(1).draws(), STRING, "hash_password", "hash_bcrypt"),
    VERIFY_PASSWORD(takes(2).onlyRaises().definedForNull(), BOOLEAN, "verify_password"),
    ENV(takes(1).onlyRaises(), STRING.join(NULL), "env");

    private static final Map<String, List<Builtin>> BY_NAME = byName();

    private final BuiltinTraits traits;
    private final ValueType resultType;
    private final List<String> names;

    Builtin(BuiltinTraits traits, ValueType resultType, String... names) {
        this.traits = traits;
        this.resultType = resultType;
        this.names = List.of(names);
    }

    private static Map<String, List<Builtin>> byName() {
        Map<String, List<Builtin>> byName = new LinkedHashMap<>();
        for (Builtin builtin : values()) {
            for (String name : builtin.names) {
                byName.merge(
                        name,
                        List.of(builtin),
                        (first, second) -> {
                            List<Builtin> both = new ArrayList<>(first);
                            both.addAll(second);
                            return List.copyOf(both);
                        });
            }
        }
        return Collections.unmodifiableMap(byName);
    }

    /**
     * Returns a built-in function of that canonical or alternative name, whatever number it takes.
     */
    public static Optional<Builtin> find(String name) {
        return overloads(name).stream().findFirst();
    }

    /**
     * Returns the built-in function of that canonical or alternative name for that number of
     * arguments, a predicate counting as one; none if the name is unknown or does not take that
     * number.
     */
    public static Optional<Builtin> find(String name, int argumentCount) {
        return overloads(name).stream()
                .filter(f -> argumentCount >= f.minArguments() && argumentCount <= f.maxArguments())
                .findFirst();
    }

    /**
     * Returns every function of that canonical or alternative name; empty if the name is unknown.
     */
    public static List<Builtin> overloads(String name) {
        return BY_NAME.getOrDefault(name, List.of());
    }

    /** Returns all canonical and alternative names that an expression can write. */
    public static Set<String> allNames() {
        Set<String> names = new LinkedHashSet<>(BY_NAME.keySet());
        names.removeIf(name -> name.indexOf(' ') >= 0);
        return Collections.unmodifiableSet(names);
    }

    /**
     * Returns the function that a call of this one with exactly two arguments means if the second
     * is a string literal that parses as an expression: {@link #MIN_BY} and {@link #MAX_BY}. Such a
     * call is given the literal twice, as predicate and as text.
     */
    public Optional<Builtin> predicateForm() {
        if (this == MIN) {
            return Optional.of(MIN_BY);
        }
        return this == MAX ? Optional.of(MAX_BY) : Optional.empty();
    }

    /** Returns the canonical name, then the alternatives. */
    public List<String> names() {
        return names;
    }

    /** Returns the least number of arguments, a predicate counting as one. */
    public int minArguments() {
        return traits.minArguments();
    }

    /**
     * Returns the greatest number of arguments, a predicate counting as one; {@link
     * Integer#MAX_VALUE} if there is none.
     */
    public int maxArguments() {
        return traits.maxArguments();
    }

    /** Returns the position of the argument that is a predicate, or -1 if there is none. */
    public int predicateIndex() {
        return traits.predicateIndex();
    }

    /**
     * Whether a null first argument gives null (LANG-54), so that the result type then includes
     * NULL.
     */
    public boolean propagatesNull() {
        return traits.propagatesNull();
    }

    /** Returns every type of the result, without the NULL of {@link #propagatesNull()}. */
    public ValueType resultType() {
        return resultType;
    }

    /** Returns everything a call may do; with a predicate, besides what the predicate does. */
    public Set<Effect> effects() {
        return traits.effects();
    }
}
