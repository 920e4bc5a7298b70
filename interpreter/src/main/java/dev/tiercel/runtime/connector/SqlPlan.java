package dev.tiercel.runtime.connector;

import java.util.List;

/**
 * The plan of a statement.
 *
 * @param isTable whether the value is that of {@code query_db}
 * @param isText whether the value is wanted as JSON text
 * @param text SQL with {@code ?} for each parameter
 */
record SqlPlan(
        boolean isTable, boolean isText, String database, String text, Parameters parameters) {
    private static final int FIRST_PARAMETER = 4;

    /** Where the parameters come from. */
    sealed interface Parameters {
        /** Each argument is an operand. */
        record Given(int[] operands) implements Parameters {}

        /** One operand is the array of arguments. */
        record OfList(int[] indexes, int count) implements Parameters {}

        /** One operand is the object of arguments. */
        record OfMembers(List<String> names) implements Parameters {}
    }

    static SqlPlan of(List<String> plan) {
        List<String> rest = plan.subList(FIRST_PARAMETER, plan.size());
        Parameters parameters =
                switch (plan.get(3)) {
                    case "given" -> new Parameters.Given(numbers(rest));
                    case "list" -> {
                        int[] indexes = numbers(rest);
                        int greatest = -1;
                        for (int index : indexes) {
                            greatest = Math.max(greatest, index);
                        }
                        yield new Parameters.OfList(indexes, greatest + 1);
                    }
                    case "members" -> new Parameters.OfMembers(List.copyOf(rest));
                    default -> throw new IllegalArgumentException("form " + plan.get(3));
                };
        String form = plan.getFirst();
        return new SqlPlan(
                form.startsWith("table"),
                form.endsWith(" text"),
                plan.get(1),
                plan.get(2),
                parameters);
    }

    private static int[] numbers(List<String> texts) {
        return texts.stream().mapToInt(Integer::parseInt).toArray();
    }
}
