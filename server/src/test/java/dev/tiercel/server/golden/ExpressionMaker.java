package dev.tiercel.server.golden;

import dev.tiercel.ir.Builtin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes expressions at random, each of a kind of value that its place can mostly use. Not
 * thread-safe.
 */
final class ExpressionMaker {
    /** What an expression should yield; one time in twelve it yields something else. */
    enum Kind {
        NUMBER,
        TEXT,
        TRUTH,
        ARRAY,
        OBJECT,
        DATE
    }

    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "1",
                    "2",
                    "3",
                    "7",
                    "10",
                    "100",
                    "-1",
                    "-3",
                    "0.5",
                    "1.5",
                    "2.0",
                    "0.1",
                    "1e3",
                    "1e21",
                    "5e-324",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "'5'",
                    "'2.5'",
                    "null",
                    "body.n",
                    "body.d",
                    "body.big",
                    "q",
                    "p",
                    "body.missing");
    private static final List<String> TEXTS =
            List.of(
                    "''",
                    "'a'",
                    "'abc'",
                    "'Hello World'",
                    "'42'",
                    "'-1.5e2'",
                    "'é😀x'",
                    "'a,b,,c'",
                    "'true'",
                    "'u@example.org'",
                    "'{{ x }}'",
                    "' padded\\t'",
                    "\"it's\"",
                    "'[1,2]'",
                    "body.s",
                    "body.u",
                    "p",
                    "q",
                    "headers.x-h",
                    "request.method",
                    "body.missing");
    private static final List<String> TRUTHS =
            List.of("true", "false", "body.t", "null", "'true'", "0", "1", "[]");
    private static final List<String> ARRAYS =
            List.of(
                    "[]",
                    "[1, 2, 3]",
                    "[3, 1.5, '2', null]",
                    "['b', 'a']",
                    "[[1], [2, [3]]]",
                    "body.list",
                    "body.items",
                    "body.words",
                    "null",
                    "[true, 1, 'x', {a: 1}]");
    private static final List<String> OBJECTS =
            List.of(
                    "{}",
                    "{a: 1}",
                    "{a: {b: [1, 2]}, 'c d': null}",
                    "body",
                    "body.o",
                    "query",
                    "params",
                    "null",
                    "{'1': 'x', length: 5}");
    private static final List<String> DATES =
            List.of(
                    "'2024-02-29'",
                    "'2024-12-18T10:30:45Z'",
                    "'2023-01-31T23:59:59.5+02:00'",
                    "0",
                    "1734517845",
                    "1.25",
                    "body.date",
                    "'no date'",
                    "null",
                    "now()",
                    "today()");
    private static final List<String> PREDICATES =
            List.of(
                    "x",
                    "x > 1",
                    "item",
                    "index",
                    "x == 'a'",
                    "price * qty",
                    "name",
                    "x.a",
                    "item.price > 2",
                    "index % 2 == 0",
                    "x + 1",
                    "'' + x",
                    "[x, index]",
                    "v0",
                    "x == v1",
                    "qty ?? 0",
                    "price > body.n",
                    "type_of(x)",
                    "not x");
    private static final List<String> PATTERNS =
            List.of(
                    "[0-9]+",
                    "a",
                    "(.)(b)?",
                    "^",
                    "$",
                    "\\\\w+",
                    "(?i)HELLO",
                    "x*",
                    "(?P<n>[a-z])");
    static final List<String> DATE_PATTERNS =
            List.of(
                    "%Y-%m-%d",
                    "%d/%m/%y %H:%M:%S", "%B %e, %Y", "%j %u %p %I", "%s %L %f %z %Z", "%%");
    private static final List<String> COMPARISONS =
            List.of("==", "!=", "===", "!==", "<", "<=", ">", ">=", "in", "not in");
    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "**");
    private static final List<Builtin> FUNCTIONS =
            Arrays.stream(Builtin.values())
                    .filter(function -> function.names().getFirst().indexOf(' ') < 0)
                    .toList();

    /** The functions that string_op may name. */
    static final List<Builtin> TEXT_FUNCTIONS =
            FUNCTIONS.stream()
                    .filter(function ->
                            function.ordinal() < Builtin.ABS.ordinal()
                                    || function == Builtin.LENGTH
                                    || function == Builtin.REVERSE)
                    .toList();

    private final Random random;
    private final List<String> names = new ArrayList<>();
    private Map<String, Integer> functions = Map.of();

    ExpressionMaker(Random random) {
        this.random = random;
    }

    /** Sets the user functions that expressions may call, with their numbers of parameters. */
    void callable(Map<String, Integer> parameterCountByName) {
        functions = parameterCountByName;
    }

    /** Returns the names of variables that expressions may read, for adding and taking away. */
    List<String> names() {
        return names;
    }

    String any(int depth) {
        return of(Kind.values()[random.nextInt(Kind.values().length)], depth);
    }

    String of(Kind kind, int depth) {
        if (random.nextInt(12) == 0) {
            return any(depth - 1);
        }
        if (depth <= 0 || random.nextInt(4) == 0) {
            return leaf(kind);
        }
        return switch (random.nextInt(7)) {
            case 0 -> "(" + of(kind, depth - 1) + ")";
            case 1 -> conditional(kind, depth - 1);
            case 2, 3 -> call(depth - 1);
            case 4 -> member(depth - 1);
            default -> operation(kind, depth - 1);
        };
    }

    private String leaf(Kind kind) {
        if (!names.isEmpty() && random.nextInt(3) > 0) {
            return pick(names);
        }
        return switch (kind) {
            case NUMBER -> pick(NUMBERS);
            case TEXT -> pick(TEXTS);
            case TRUTH -> pick(TRUTHS);
            case ARRAY -> pick(ARRAYS);
            case OBJECT -> pick(OBJECTS);
            case DATE -> pick(DATES);
        };
    }

    private String conditional(Kind kind, int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "(" + of(kind, depth) + " ?? " + of(kind, depth) + ")";
            case 1 -> "(" + of(kind, depth) + " || " + of(kind, depth) + ")";
            case 2 -> "(" + of(Kind.TRUTH, depth) + " && " + of(kind, depth) + ")";
            default ->
                    "("
                            + of(Kind.TRUTH, depth)
                            + " ? "
                            + of(kind, depth)
                            + " : "
                            + of(kind, depth)
                            + ")";
        };
    }

    private String operation(Kind kind, int depth) {
        return switch (kind) {
            case NUMBER, DATE ->
                    random.nextInt(6) == 0
                            ? "-(" + of(Kind.NUMBER, depth) + ")"
                            : binary(Kind.NUMBER, pick(ARITHMETIC), Kind.NUMBER, depth);
            case TEXT -> binary(Kind.TEXT, "+", Kind.values()[random.nextInt(5)], depth);
            case TRUTH -> truth(depth);
            case ARRAY ->
                    random.nextBoolean()
                            ? binary(Kind.ARRAY, "+", Kind.ARRAY, depth)
                            : "[" + any(depth) + ", " + any(depth) + "]";
            case OBJECT -> "{a: " + any(depth) + ", 'b': " + any(depth) + "}";
        };
    }

    private String truth(int depth) {
        if (random.nextInt(4) == 0) {
            return "!" + "(" + any(depth) + ")";
        }
        String operator = pick(COMPARISONS);
        if (operator.endsWith("in")) {
            return binary(
                    Kind.TEXT, operator, pick(List.of(Kind.ARRAY, Kind.OBJECT, Kind.TEXT)), depth);
        }
        Kind kind = random.nextBoolean() ? Kind.NUMBER : Kind.TEXT;
        return binary(
                kind,
                operator,
                operator.contains("=") && random.nextBoolean() ? Kind.ARRAY : kind,
                depth);
    }

    private String binary(Kind left, String operator, Kind right, int depth) {
        return "(" + of(left, depth) + " " + operator + " " + of(right, depth) + ")";
    }

    private String member(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> "(" + of(Kind.OBJECT, depth) + ").a";
            case 1 -> "(" + of(Kind.ARRAY, depth) + ")[" + of(Kind.NUMBER, depth) + "]";
            case 2 ->
                    "("
                            + of(Kind.TEXT, depth)
                            + ")["
                            + pick(List.of("0", "-1", "9", "'length'"))
                            + "]";
            case 3 -> "(" + of(Kind.OBJECT, depth) + ")[" + of(Kind.TEXT, depth) + "]";
            case 4 -> "(" + any(depth) + ").length";
            default -> "(" + any(depth) + ")?.b";
        };
    }

    private String call(int depth) {
        if (!functions.isEmpty() && random.nextInt(3) == 0) {
            String name = pick(List.copyOf(functions.keySet()));
            return name + arguments(functions.getOrDefault(name, 0), depth);
        }
        Builtin function = pick(FUNCTIONS);
        if (function == Builtin.HASH_PASSWORD && random.nextInt(20) > 0) {
            return leaf(Kind.TEXT);
        }
        String name = pick(function.names());
        List<String> arguments = argumentsOf(function, depth);
        int count = arguments.size();
        if (count > 0 && random.nextInt(3) == 0) {
            String first = arguments.removeFirst();
            return "(" + first + " | " + name + (count == 1 ? "" : list(arguments)) + ")";
        }
        return name + list(arguments);
    }

    /** Returns arguments of a function, as many as it takes at least or up to two more. */
    List<String> argumentsOf(Builtin function, int depth) {
        int most = Math.min(function.maxArguments(), function.minArguments() + 2);
        int count = function.minArguments() + random.nextInt(most - function.minArguments() + 1);
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> argument(function, i, depth)).toList());
    }

    /** Returns the user functions that expressions may call. */
    Map<String, Integer> callable() {
        return functions;
    }

    private String arguments(int count, int depth) {
        return list(IntStream.range(0, count).mapToObj(i -> any(depth)).toList());
    }

    private static String list(List<String> arguments) {
        return arguments.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private String argument(Builtin function, int index, int depth) {
        if (index == function.predicateIndex()) {
            return "'" + pick(PREDICATES).replace("'", "\\'") + "'";
        }
        String name = function.names().getFirst();
        if (name.startsWith("regex_") && index == 1) {
            return "'" + pick(PATTERNS) + "'";
        }
        return switch (function) {
            case FORMAT_DATE, PARSE_DATE -> dateArgument(index, depth);
            case REPEAT,
                    PAD_START,
                    PAD_END,
                    RANGE_TO,
                    RANGE,
                    RANDOM_STRING,
                    RANDOM_TOKEN_OF,
                    NANOID_OF ->
                    index == 0
                                    && function != Builtin.RANGE
                                    && function != Builtin.RANGE_TO
                                    && function.minArguments() > 1
                            ? of(Kind.TEXT, depth)
                            : small();
            case DATE_DIFF ->
                    index == 2
                            ? pick(List.of("'days'", "'months'", "'seconds'", "'eons'"))
                            : of(Kind.DATE, depth);
            case HASH, HMAC ->
                    index == function.maxArguments() - 1
                            ? pick(List.of("'md5'", "'sha512'", "'crc'", "null"))
                            : of(Kind.TEXT, depth);
            case TO_BYTES ->
                    index == 1
                            ? pick(List.of("'utf-8'", "'hex'", "'base64'"))
                            : of(Kind.TEXT, depth);
            case ENV -> pick(List.of("'REGION'", "'HOME'", "'NOSUCH'"));
            default -> index == 0 ? of(first(function), depth) : other(function, depth);
        };
    }

    private String dateArgument(int index, int depth) {
        return switch (index) {
            case 0 -> of(Kind.DATE, depth);
            case 1 -> "'" + pick(DATE_PATTERNS) + "'";
            default -> pick(List.of("'UTC'", "'Europe/Berlin'", "'+05:30'", "null"));
        };
    }

    String small() {
        return pick(List.of("0", "1", "2", "5", "12", "-1", "2.5", "'3'", "null"));
    }

    private static Kind first(Builtin function) {
        int at = function.ordinal();
        if (at < Builtin.ABS.ordinal()) {
            return function == Builtin.JOIN ? Kind.ARRAY : Kind.TEXT;
        }
        if (at < Builtin.LENGTH.ordinal()) {
            return Kind.NUMBER;
        }
        if (at < Builtin.KEYS.ordinal()) {
            return Kind.ARRAY;
        }
        if (at < Builtin.DEFAULT_VALUE.ordinal()) {
            return function == Builtin.FROM_ENTRIES ? Kind.ARRAY : Kind.OBJECT;
        }
        if (at < Builtin.NOW.ordinal()) {
            return Kind.values()[at % 5];
        }
        return at < Builtin.UUID.ordinal() ? Kind.DATE : Kind.TEXT;
    }

    private String other(Builtin function, int depth) {
        int at = function.ordinal();
        if (at >= Builtin.ADD_YEARS.ordinal() && at <= Builtin.SUBTRACT_SECONDS.ordinal()) {
            return random.nextInt(8) == 0 ? of(Kind.NUMBER, depth) : small();
        }
        return switch (function) {
            case MERGE, DEEP_MERGE -> of(Kind.OBJECT, depth);
            case DAYS_BETWEEN, YEARS_BETWEEN, IS_BEFORE, IS_AFTER -> of(Kind.DATE, depth);
            case GET, SET_PATH -> pick(List.of("'a'", "'a.b'", "['a', 'b']", "'a.b.0'", "'0'"));
            case PICK, OMIT -> pick(List.of("'a'", "['a', 'c d']", "'zz'"));
            case SUBSTRING,
                    SLICE,
                    LEFT,
                    RIGHT,
                    TRUNCATE,
                    FLATTEN,
                    CHUNK,
                    ROUND_DIGITS,
                    FORMAT_NUMBER ->
                    small();
            case SORT_BY -> pick(List.of("'asc'", "'desc'", "null", "'up'"));
            case CLAMP, POW, DIVIDE, MIN, MAX, RANDOM_INT, RANDOM_FLOAT -> of(Kind.NUMBER, depth);
            default -> random.nextBoolean() ? of(Kind.TEXT, depth) : any(depth);
        };
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
