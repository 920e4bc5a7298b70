package dev.tiercel.server.golden;

import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.MathFunction;
import dev.tiercel.server.golden.ExpressionMaker.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes steps of operations that compute at random: {@code math_op}, {@code string_op}, {@code
 * date_op}, {@code json_op}, {@code map}, {@code filter} and {@code aggregate}. Not thread-safe.
 */
final class ComputationMaker {
    private static final List<String> UNITS =
            List.of("years", "months", "days", "hours", "minutes", "seconds");
    private static final List<String> ELEMENT_NAMES = List.of("x", "x", "price");

    private final Random random;
    private final ExpressionMaker expressions;

    ComputationMaker(Random random, ExpressionMaker expressions) {
        this.random = random;
        this.expressions = expressions;
    }

    Map<String, Object> math() {
        MathFunction function = expressions.pick(List.of(MathFunction.values()));
        List<Object> arguments = new ArrayList<>();
        int most = Math.min(function.maxArguments(), function.minArguments() + 2);
        int count = Math.max(1, function.minArguments()) + random.nextInt(2);
        for (int i = 0; i < Math.min(most, count); i++) {
            // A literal list as the only argument would be its elements, of the wrong number.
            arguments.add(random.nextInt(3) == 0 ? "v0" : "0 + " + expressions.of(Kind.NUMBER, 2));
        }
        return step("math_op", expressions.pick(function.names()), "args", arguments);
    }

    Map<String, Object> text() {
        Builtin function = expressions.pick(ExpressionMaker.TEXT_FUNCTIONS);
        List<String> arguments = expressions.argumentsOf(function, 2);
        Map<String, Object> step =
                step(
                        "string_op",
                        expressions.pick(function.names()),
                        "input",
                        template(arguments.getFirst()));
        if (arguments.size() > 1) {
            fields(step)
                    .put(
                            "args",
                            arguments.stream().skip(1).map(ComputationMaker::template).toList());
        }
        return step;
    }

    Map<String, Object> date() {
        String value = template(expressions.of(Kind.DATE, 1));
        return switch (random.nextInt(7)) {
            case 0 -> {
                String operation = expressions.pick(List.of("add", "subtract"));
                Map<String, Object> step = step("date_op", operation, "value", value);
                for (int i = 1 + random.nextInt(2); i > 0; i--) {
                    fields(step).put(expressions.pick(UNITS), expressions.of(Kind.NUMBER, 1));
                }
                yield step;
            }
            case 1 -> {
                String operation = expressions.pick(List.of("add", "subtract"));
                Map<String, Object> step = step("date_op", operation, "value", value);
                fields(step).put("amount", expressions.small());
                fields(step).put("unit", expressions.pick(UNITS));
                yield step;
            }
            case 2 -> {
                String unit = expressions.pick(UNITS);
                String operation = expressions.pick(List.of("add_", "subtract_")) + unit;
                Map<String, Object> step = step("date_op", operation, "value", value);
                fields(step).put(random.nextBoolean() ? unit : "amount", expressions.small());
                yield step;
            }
            case 3 -> {
                Map<String, Object> step = step("date_op", "format", "value", value);
                fields(step).put("format", expressions.pick(ExpressionMaker.DATE_PATTERNS));
                fields(step).put("zone", expressions.pick(List.of("UTC", "Asia/Tokyo", "+01:00")));
                yield step;
            }
            case 4 -> {
                String operation = expressions.pick(List.of("diff", "is_before", "is_after"));
                Map<String, Object> step = step("date_op", operation, "value", value);
                fields(step).put("other", template(expressions.of(Kind.DATE, 1)));
                if (operation.equals("diff")) {
                    fields(step).put("unit", expressions.pick(UNITS));
                }
                yield step;
            }
            case 5 -> step("date_op", "parse", "value", value);
            default -> step("date_op", "timestamp", "value", value);
        };
    }

    Map<String, Object> json() {
        String path = expressions.pick(List.of("a", "a.b", "items.0.name", "list.-1"));
        return switch (random.nextInt(6)) {
            case 0 -> step("json_op", "parse", "input", expressions.of(Kind.TEXT, 2));
            case 1 -> step("json_op", "stringify", "input", expressions.any(2));
            case 2 -> step("json_op", "pretty", "input", expressions.of(Kind.OBJECT, 2));
            case 3 -> withArguments("get_path", List.of(path));
            case 4 -> withArguments("set_path", List.of(path, template(expressions.any(2))));
            default -> withArguments("merge", List.of(template(expressions.of(Kind.OBJECT, 2))));
        };
    }

    Map<String, Object> elements() {
        String input = expressions.of(Kind.ARRAY, 2);
        expressions.names().addAll(ELEMENT_NAMES);
        Map<String, Object> step = elements(input);
        ELEMENT_NAMES.forEach(expressions.names()::remove);
        if (random.nextInt(4) == 0) {
            fields(step).put("as", "each");
        }
        return step;
    }

    private Map<String, Object> elements(String input) {
        return switch (random.nextInt(3)) {
            case 0 -> step("map", Map.of("input", input, "transform", expressions.any(2)));
            case 1 -> step("filter", Map.of("input", input, "condition", truth()));
            default -> {
                Map<String, Object> step =
                        step(
                                "aggregate",
                                expressions.pick(List.of("sum", "count", "avg", "min", "max")),
                                "input",
                                input);
                if (random.nextInt(4) > 0) {
                    fields(step)
                            .put("by", expressions.pick(List.of("x", "price", "x * 2", "index")));
                }
                yield step;
            }
        };
    }

    private String truth() {
        return expressions.of(Kind.TRUTH, 2);
    }

    private Map<String, Object> withArguments(String operation, List<Object> arguments) {
        Map<String, Object> step =
                step("json_op", operation, "input", expressions.of(Kind.OBJECT, 2));
        fields(step).put("args", arguments);
        return step;
    }

    private static Map<String, Object> step(
            String name, String operation, String field, Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("operation", operation);
        fields.put(field, value);
        return step(name, fields);
    }

    private static Map<String, Object> step(String name, Map<String, Object> fields) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put(name, new LinkedHashMap<>(fields));
        return step;
    }

    /** Returns the fields of a step that has one key. */
    @SuppressWarnings("unchecked") // every step of this class is made above
    private static Map<String, Object> fields(Map<String, Object> step) {
        return (Map<String, Object>) step.values().iterator().next();
    }

    private static String template(String expression) {
        return "{{ " + expression + " }}";
    }
}
