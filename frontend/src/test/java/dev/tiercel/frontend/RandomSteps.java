package dev.tiercel.frontend;

import java.util.Random;

/**
 * Random steps in the notation of flow mappings, mostly of the right shape: every operation with
 * fields that it has and some that it has not, blocks inside blocks, and expressions of every kind.
 */
final class RandomSteps {
    private static final String[] EXPRESSIONS = {
        "1",
        "a",
        "b + 1",
        "a.b[0]",
        "body.items",
        "not a",
        "a ? b : c",
        "[1, a]",
        "{x: a}",
        "null",
        "a == 'x' && b",
        "a ?? b",
        "items | map('x * 2')",
        "f(a)",
        "length(a) / 2",
        "count(body, 'any(x, \\\"y == item\\\")')",
        "loop.index",
        "error.code",
        "-a ** 2",
        "a in b",
        "sum([1, 2])",
        "query.q",
        "request.headers.X-A",
        "item.name",
        "f(b ?? f(1))",
        "'t {{ a }}'",
        "x +",
        "f(",
        "g(a, b)",
        "upper()",
        "request +"
    };
    private static final String[] NAMES = {
        "a", "b", "c", "result", "body", "item", "a.b", "request"
    };
    private static final String[] FIELDS = {
        "output_var",
        "value",
        "as",
        "loop_var",
        "index_var",
        "max_iterations",
        "status",
        "level",
        "retry",
        "on_error",
        "race",
        "max_concurrent",
        "else",
        "finally",
        "step",
        "esle",
        "code"
    };

    private final Random random;
    private boolean hasFaults;
    private int loops;

    RandomSteps(Random random) {
        this.random = random;
    }

    /** Returns a route with a function that its steps may call; every fourth may have faults. */
    String route() {
        hasFaults = random.nextInt(4) == 0;
        return "name: t\npath: /t/:id\nmethod: POST\nlogic:\n"
                + "  - {define_function: {name: f, params: [p], body: "
                + block(2)
                + "}}\n  - "
                + String.join("\n  - ", step(4), step(4), step(3), step(3))
                + "\n";
    }

    private String block(int depth) {
        StringBuilder steps = new StringBuilder("[");
        int count = depth <= 0 ? 0 : random.nextInt(4);
        for (int i = 0; i < count; i++) {
            steps.append(i == 0 ? "" : ", ").append(step(depth - 1));
        }
        return steps.append("]").toString();
    }

    private String loopBody(int depth) {
        loops++;
        String body = block(depth);
        loops--;
        return body;
    }

    private String task(int depth) {
        int outer = loops;
        loops = 0;
        String body = block(depth);
        loops = outer;
        return body;
    }

    private boolean isFault(int oneIn) {
        return hasFaults && random.nextInt(oneIn) == 0;
    }

    private String step(int depth) {
        String more = isFault(6) ? ", " + field(depth) : "";
        return "{" + operation(depth) + more + "}";
    }

    private String operation(int depth) {
        return switch (random.nextInt(depth <= 0 ? 12 : 24)) {
            case 0, 1, 2 -> "set: {" + name() + ": " + value() + ", d: " + value() + "}";
            case 3 -> "get: " + expression();
            case 4 -> "return: " + value();
            case 5 -> "log: " + value();
            case 6 -> {
                boolean hasLoop = loops > 0 || isFault(2);
                yield hasLoop ? (random.nextBoolean() ? "break: true" : "continue:") : "get: a";
            }
            case 7 -> "throw: {message: " + value() + ", code: X, data: " + value() + "}";
            case 8 -> "call_function: {name: f, args: [" + value() + "]}";
            case 9 -> "math_op: {operation: add, args: [" + expression() + ", 2]}";
            case 10 -> "filter: {input: " + expression() + ", condition: " + expression() + "}";
            case 11 -> "string_op: {operation: join, input: " + value() + "}";
            case 12, 13 -> "if: " + expression() + ", then: " + block(depth);
            case 14 ->
                    "switch: "
                            + expression()
                            + ", cases: [{value: "
                            + value()
                            + ", body: "
                            + block(depth)
                            + "}], default: "
                            + block(depth);
            case 15, 16 -> "loop: " + expression() + ", do: " + loopBody(depth);
            case 17 -> "while: " + expression() + ", do: " + loopBody(depth);
            case 18 ->
                    "for_range: {start: 1, end: "
                            + expression()
                            + ", var: i}, do: "
                            + loopBody(depth);
            case 19, 20 ->
                    "try: "
                            + block(depth)
                            + ", catch: "
                            + block(depth)
                            + (random.nextBoolean() ? ", finally: " + block(depth) : "");
            case 21 -> "try: " + block(depth) + ", retry: 2, finally: " + block(depth);
            case 22 -> "parallel: [" + task(depth) + ", " + task(depth) + "]";
            default -> "parallel: {for_each: " + expression() + ", do: " + task(depth) + "}";
        };
    }

    private String field(int depth) {
        String name = FIELDS[random.nextInt(FIELDS.length)];
        String content =
                switch (random.nextInt(4)) {
                    case 0 -> name();
                    case 1 -> expression();
                    case 2 -> block(depth - 1);
                    default -> value();
                };
        return name + ": " + content;
    }

    private String name() {
        return NAMES[random.nextInt(isFault(10) ? NAMES.length : 4)];
    }

    private String expression() {
        int usual = EXPRESSIONS.length - 6;
        return "\"" + EXPRESSIONS[random.nextInt(isFault(20) ? EXPRESSIONS.length : usual)] + "\"";
    }

    private String value() {
        String text = expression();
        return "\"{{ " + text.substring(1, text.length() - 1) + " }}\"";
    }
}
