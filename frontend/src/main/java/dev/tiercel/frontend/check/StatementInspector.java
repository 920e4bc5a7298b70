package dev.tiercel.frontend.check;

import java.util.List;

/** Asks databases what they make of statements, without running them. Thread-safe. */
@FunctionalInterface
public interface StatementInspector {
    /** There are no databases to ask. */
    StatementInspector NONE = (_, _) -> new Answer.Unknown();

    /** What a database says about a statement. */
    sealed interface Answer {
        /** Nothing, because it cannot be reached, or nothing that an author has to know now. */
        record Unknown() implements Answer {}

        /** The statement can never run. */
        record Refused(String reason) implements Answer {}

        /**
         * The statement can run.
         *
         * @param columns labels of the columns of its rows
         */
        record Prepared(int parameterCount, List<String> columns) implements Answer {
            public Prepared {
                columns = List.copyOf(columns);
            }
        }
    }

    /**
     * Asks a database.
     *
     * @param statement SQL with {@code ?} for each parameter
     */
    Answer inspect(String database, String statement);
}
