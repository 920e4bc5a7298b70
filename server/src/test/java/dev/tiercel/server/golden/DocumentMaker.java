package dev.tiercel.server.golden;

import dev.tiercel.server.golden.ExpressionMaker.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes valid route documents at random: every operation that reaches no other system, nested, with
 * local functions; half of them use extensions, whose documents are in front of the route. The same
 * seed gives the same document. Not thread-safe.
 */
final class DocumentMaker {
    /**
     * Greatest number of operations of a document; a seed gives another one with another number.
     */
    private static final int OPERATIONS_MAX = Integer.getInteger("differential.operations", 10);

    private final Random random;
    private final ExpressionMaker expressions;
    private final ComputationMaker computations;
    private int operations;
    private int loopDepth;
    private boolean isInFunction;
    private boolean isInTask;
    private boolean hasExtensions;

    private DocumentMaker(long seed) {
        random = new Random(seed);
        expressions = new ExpressionMaker(random);
        computations = new ComputationMaker(random, expressions);
    }

    /** Returns the JSON text of the document of a seed. */
    static String make(long seed) {
        return new DocumentMaker(seed).document();
    }

    private String document() {
        List<Object> documents = random.nextBoolean() ? extensions() : new ArrayList<>();
        documents.add(route());
        return TreeText.json(documents.size() == 1 ? documents.getFirst() : documents);
    }

    private List<Object> extensions() {
        hasExtensions = true;
        expressions.callable(Map.of());
        Map<String, Object> backing = new LinkedHashMap<>();
        backing.put("name", "backing");
        backing.put("params", List.of("fields"));
        expressions.names().addAll(List.of("fields", "fields.n"));
        isInFunction = true;
        List<Object> body = block(2);
        body.add(operation("return", template(expressions.any(2))));
        isInFunction = false;
        expressions.names().clear();
        backing.put("logic", body);
        Map<String, Object> called = fields("name", "CalledOp", "function", "backing");
        called.put(
                "schema",
                Map.of("properties", Map.of("n", Map.of("type", List.of("number", "null")))));
        Map<String, Object> hook = fields("url", "http://127.0.0.1:1/{{ path }}", "method", "PUT");
        if (random.nextBoolean()) {
            hook.put("retry", fields("max_attempts", 1L, "delay_ms", 10L, "jitter", "none"));
        }
        if (random.nextBoolean()) {
            hook.put("on_error", "continue");
        }
        return new ArrayList<>(List.of(backing, called, fields("name", "SentOp", "webhook", hook)));
    }

    private Map<String, Object> route() {
        List<Object> logic = new ArrayList<>();
        Map<String, Integer> functions = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            expressions.callable(Map.copyOf(functions));
            int parameters = random.nextInt(3);
            logic.add(function("f" + i, parameters));
            functions.put("f" + i, parameters);
        }
        expressions.callable(functions);
        expressions.names().addAll(List.of("v0", "v1", "v2"));
        logic.add(operation("set", assignments()));
        logic.addAll(block(5));
        logic.add(operation("return", result()));
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("name", "generated");
        route.put("path", "/generated/:p");
        route.put("method", "POST");
        route.put("logic", logic);
        return route;
    }

    private Map<String, Object> function(String name, int parameters) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            names.add("a" + i);
        }
        expressions.names().addAll(names);
        isInFunction = true;
        List<Object> body = block(3);
        if (random.nextBoolean()) {
            body.add(operation("return", template(expressions.any(2))));
        }
        isInFunction = false;
        expressions.names().clear();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("params", names);
        fields.put("body", body);
        return operation("define_function", fields);
    }

    private Map<String, Object> assignments() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            members.put("v" + i, template(expressions.any(2)));
        }
        return members;
    }

    private Object result() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("text", "got {{ " + expressions.any(2) + " }}");
        members.put("v0", "{{ v0 }}");
        members.put("rest", List.of("{{ v1 }}", "{{ v2 }}", template(expressions.any(3))));
        return random.nextInt(3) == 0 ? template(expressions.any(3)) : members;
    }

    private List<Object> block(int most) {
        List<Object> block = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count && operations < OPERATIONS_MAX; i++) {
            operations++;
            block.add(next());
        }
        return block;
    }

    private Object next() {
        return switch (random.nextInt(26)) {
            case 0, 1, 2, 3 -> operation("set", Map.of(variable(), value()));
            case 4 -> operation("get", expressions.any(3));
            case 5, 6 -> branch();
            case 7 -> choice();
            case 8, 9 -> loop();
            case 10 -> counted();
            case 11 -> whileLoop();
            case 12, 13 -> attempt();
            case 14 -> raise();
            case 15 -> withOutput(computations.math());
            case 16 -> withOutput(computations.text());
            case 17 -> withOutput(computations.date());
            case 18 -> withOutput(computations.json());
            case 19 -> withOutput(computations.elements());
            case 20 -> log();
            case 21 -> parallel();
            case 22 -> extension();
            case 23, 24 -> call();
            default -> leave();
        };
    }

    private String variable() {
        return "v" + random.nextInt(5);
    }

    private Object value() {
        return switch (random.nextInt(5)) {
            case 0 -> "text {{ " + expressions.any(2) + " }} and {{ " + expressions.any(1) + " }}";
            case 1 -> List.of(template(expressions.any(2)), 1L, "plain");
            case 2 -> {
                Map<String, Object> members = new LinkedHashMap<>();
                members.put("a", template(expressions.any(2)));
                members.put("k{{ " + expressions.any(1) + " }}", 2.5);
                yield members;
            }
            default -> template(expressions.any(3));
        };
    }

    private Object branch() {
        Map<String, Object> step = operation("if", expressions.of(Kind.TRUTH, 2));
        step.put("then", block(2));
        if (random.nextBoolean()) {
            step.put(
                    "else_if",
                    List.of(fields("condition", expressions.of(Kind.TRUTH, 2), "then", block(2))));
        }
        if (random.nextBoolean()) {
            step.put("else", block(2));
        }
        return step;
    }

    private Object choice() {
        Map<String, Object> step = operation("switch", expressions.any(2));
        step.put(
                "cases",
                List.of(
                        fields("value", template(expressions.any(1)), "body", block(2)),
                        fields("value", 1L, "body", block(1))));
        step.put("default", block(1));
        return step;
    }

    private Object loop() {
        String collection = expressions.of(Kind.ARRAY, 2);
        Map<String, Object> step =
                random.nextInt(4) == 0
                        ? operation("loop", fields("items", collection, "index_var", "at"))
                        : operation("loop", collection);
        if (random.nextBoolean()) {
            step.put("as", "each");
        }
        return withBody(step, List.of("item", "index", "each", "at", ".is_last", ".counter"));
    }

    private Object counted() {
        Map<String, Object> step =
                operation(
                        "for_range",
                        fields(
                                "start",
                                expressions.pick(List.of("0", "1", "5", "body.n")),
                                "end",
                                expressions.pick(List.of("3", "-2", "v0", "2.5", "10"))));
        step.put("var", "i");
        if (random.nextInt(3) == 0) {
            step.put("step", expressions.pick(List.of("2", "-1", "0", "v1")));
        }
        return withBody(step, List.of("i", "i", ".total"));
    }

    private Object whileLoop() {
        boolean isWhile = random.nextBoolean();
        Map<String, Object> step =
                operation(isWhile ? "while" : "until", expressions.of(Kind.TRUTH, 2));
        step.put("max_iterations", 1L + random.nextInt(5));
        return withBody(step, List.of(".index", ".depth"));
    }

    /** Adds a body in which names are known; those with a dot are members of the loop variable. */
    private Object withBody(Map<String, Object> step, List<String> names) {
        String loop = random.nextInt(4) == 0 ? "round" : "loop";
        if (loop.equals("round")) {
            step.put("loop_var", loop);
        }
        List<String> known =
                names.stream().map(name -> name.startsWith(".") ? loop + name : name).toList();
        expressions.names().addAll(known);
        loopDepth++;
        step.put("do", block(3));
        loopDepth--;
        known.forEach(expressions.names()::remove);
        return step;
    }

    private Object attempt() {
        Map<String, Object> step = operation("try", block(3));
        if (random.nextInt(4) == 0) {
            Map<String, Object> retry =
                    fields("max_attempts", (long) random.nextInt(3), "delay_ms", 10L);
            retry.put("jitter", "none");
            if (random.nextBoolean()) {
                retry.put("multiplier", 3L);
                retry.put("max_delay_ms", 20L);
            }
            step.put("retry", retry);
        }
        if (random.nextInt(5) > 0) {
            expressions.names().addAll(List.of("error.code", "error", "error.data"));
            step.put("catch", clauses());
            List.of("error.code", "error", "error.data").forEach(expressions.names()::remove);
        }
        if (random.nextInt(3) == 0) {
            step.put("finally", block(2));
        }
        return step;
    }

    private Object clauses() {
        if (random.nextBoolean()) {
            return block(2);
        }
        List<Object> clauses = new ArrayList<>();
        clauses.add(
                fields(
                        "codes",
                        List.of(expressions.pick(List.of("TYPE_ERROR", "A_*", "LIMIT_*", "*"))),
                        "body",
                        block(2)));
        if (random.nextBoolean()) {
            clauses.add(fields("when", expressions.of(Kind.TRUTH, 2), "body", block(1)));
        }
        return clauses;
    }

    private Object raise() {
        Map<String, Object> step = operation("throw", template(expressions.any(2)));
        step.put("code", expressions.pick(List.of("A_ONE", "A_TWO", "OTHER", "{{ v0 }}")));
        if (random.nextBoolean()) {
            step.put("data", template(expressions.any(2)));
        }
        return random.nextInt(3) == 0 ? step : guarded(step);
    }

    private Object guarded(Object step) {
        Map<String, Object> guard = operation("if", expressions.of(Kind.TRUTH, 2));
        guard.put("then", List.of(step));
        return guard;
    }

    private Object log() {
        return switch (random.nextInt(8)) {
            case 0 -> operation("sleep", 5L);
            case 1 -> operation("sleep", Map.of("ms", expressions.pick(List.of("2", "v0", "1.5"))));
            case 2 -> operation("await_all", Map.of("task_ids", List.of()));
            default ->
                    operation(
                            "log",
                            fields(
                                    "message",
                                    "at {{ " + expressions.any(2) + " }}",
                                    "level",
                                    expressions.pick(List.of("debug", "info", "warn", "error"))));
        };
    }

    private Object call() {
        if (expressions.callable().isEmpty()) {
            return operation("comment", "no function");
        }
        String name = expressions.pick(List.copyOf(expressions.callable().keySet()));
        List<Object> arguments = new ArrayList<>();
        for (int i = 0; i < expressions.callable().getOrDefault(name, 0); i++) {
            arguments.add(template(expressions.any(2)));
        }
        return withOutput(operation("call_function", fields("name", name, "args", arguments)));
    }

    private Object parallel() {
        if (isInTask) {
            return operation("comment", "no tasks within tasks");
        }
        isInTask = true;
        int before = loopDepth;
        loopDepth = 0;
        Map<String, Object> step;
        boolean isRace = random.nextInt(4) == 0;
        if (isRace) {
            Map<String, Object> named = fields("name", "first", "logic", block(2));
            step = operation("parallel", fields("tasks", List.of(named, block(2)), "race", true));
        } else if (random.nextBoolean()) {
            step = operation("parallel", List.of(block(2), block(2)));
        } else {
            step =
                    operation(
                            "parallel",
                            fields("for_each", expressions.of(Kind.ARRAY, 1), "do", block(2)));
        }
        loopDepth = before;
        isInTask = false;
        step.put("max_concurrent", 1L);
        if (!isRace && random.nextBoolean()) {
            step.put("on_error", expressions.pick(List.of("collect", "fail_fast")));
        }
        return step;
    }

    /** Makes a step of an extension; literal fields would have to fit its schema. */
    private Object extension() {
        if (!hasExtensions || isInFunction) {
            return operation("comment", "no extension");
        }
        List<String> values = List.of("v0", "v1", "body.n", "body.list", "body.o", "index");
        return withOutput(
                operation(
                        expressions.pick(List.of("called_op", "CalledOp", "sent-op")),
                        fields(
                                "n",
                                template(expressions.pick(values)),
                                "text",
                                "t {{ " + expressions.any(1) + " }}")));
    }

    private Object leave() {
        if (loopDepth > 0 && random.nextBoolean()) {
            return guarded(operation(random.nextBoolean() ? "break" : "continue", null));
        }
        if (random.nextInt(3) == 0) {
            boolean isRoute = !isInFunction && !isInTask;
            Object value =
                    isRoute && random.nextBoolean() ? answer() : template(expressions.any(2));
            return guarded(operation("return", value));
        }
        return operation("comment", "nothing");
    }

    private Map<String, Object> answer() {
        Map<String, Object> answer = fields("value", template(expressions.any(2)), "status", 201L);
        if (random.nextBoolean()) {
            answer.put("headers", Map.of("x-made", template(expressions.any(1))));
        }
        if (random.nextInt(4) == 0) {
            answer.put("raw", random.nextBoolean());
        }
        return answer;
    }

    private Map<String, Object> withOutput(Map<String, Object> step) {
        if (random.nextBoolean()) {
            step.put("output_var", variable());
        }
        return step;
    }

    private static String template(String expression) {
        return "{{ " + expression + " }}";
    }

    private static Map<String, Object> operation(String name, @Nullable Object argument) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put(name, argument == null ? new LinkedHashMap<String, Object>() : argument);
        return step;
    }

    private static Map<String, Object> fields(
            String first, Object value, String second, Object other) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(first, value);
        fields.put(second, other);
        return fields;
    }

    private static Map<String, Object> fields(
            String first, Object value, String second, Object other, String third, Object last) {
        Map<String, Object> fields = fields(first, value, second, other);
        fields.put(third, last);
        return fields;
    }
}
