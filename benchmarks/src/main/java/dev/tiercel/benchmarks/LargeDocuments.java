package dev.tiercel.benchmarks;

/** Routes of any number of operations, of the shapes that make a compiler slow. */
final class LargeDocuments {
    private static final int EXPRESSION_DEPTH = 100;
    private static final int DEEP_EXPRESSIONS_MAX = 1000;
    private static final int TEXT_LENGTH = 1 << 20;
    private static final String HEAD = "name: large\npath: /large\nmethod: POST\nlogic:\n";
    private static final String SET = "- set: {v#: \"{{ body.a + # }}\"}\n";
    private static final String BUSINESS =
            """
              - set: {line#: "{{ body.items[#].price * body.items[#].qty }}"}
              - if: "line# > 100 && body.region == 'EU'"
                then: [{set: {discount: "{{ line# * 0.1 }}"}}]
                else: [{set: {discount: 0}}]
              - math_op: {operation: sum, args: ["{{ line# }}", "{{ discount }}"]}
            """;
    private static final String FUNCTION =
            """
              - define_function:
                  name: f#
                  params: [x]
                  body: [{return: "{{ x > 0 ? f$(x - 1) : # }}"}]
            """;

    private LargeDocuments() {}

    /** Returns a document with about that many operations. */
    static String text(String shape, int operations) {
        String steps =
                switch (shape) {
                    case "business" -> repeated(operations / 5, BUSINESS);
                    case "sets" -> repeated(operations, "  " + SET);
                    case "try" ->
                            "  - try:\n"
                                    + repeated(operations, "      " + SET)
                                    + "    catch: [{log: \"{{ error }}\"}]\n  - get: v0\n";
                    case "functions" -> repeated(operations / 2, FUNCTION) + "  - get: f0(3)\n";
                    case "tasks" ->
                            "  - parallel:\n      tasks:\n"
                                    + repeated(operations / 2, "        - \n          " + SET);
                    case "depth" ->
                            repeated(Math.min(operations, DEEP_EXPRESSIONS_MAX), deepExpression());
                    case "text" -> "  - get: \"'" + "a".repeat(TEXT_LENGTH) + "'\"\n";
                    default -> throw new IllegalArgumentException(shape);
                };
        return HEAD + steps;
    }

    private static String deepExpression() {
        return "  - get: \""
                + "(".repeat(EXPRESSION_DEPTH)
                + "body.a"
                + " + #)".repeat(EXPRESSION_DEPTH)
                + "\"\n";
    }

    /** Repeats steps with {@code #} as the number of the repetition and {@code $} the next one. */
    private static String repeated(int times, String steps) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < times; i++) {
            text.append(
                    steps.replace("#", Integer.toString(i))
                            .replace("$", Integer.toString((i + 1) % times)));
        }
        return text.toString();
    }
}
