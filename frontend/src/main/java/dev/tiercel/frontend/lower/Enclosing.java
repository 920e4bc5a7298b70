package dev.tiercel.frontend.lower;

import java.util.ArrayList;
import java.util.List;

/** What stands around the operation being lowered and cares about early exits. */
sealed interface Enclosing {
    /** A loop, with the places where {@code break} and {@code continue} go. */
    final class Loop implements Enclosing {
        private final Join afterLoop;
        private final Join nextIteration;

        Loop(Join afterLoop, Join nextIteration) {
            this.afterLoop = afterLoop;
            this.nextIteration = nextIteration;
        }

        Join target(boolean isBreak) {
            return isBreak ? afterLoop : nextIteration;
        }
    }

    /**
     * A {@code try} with {@code finally}. Every completion arrives at one copy of the cleanup block
     * with a number that tells how to go on afterwards (ERR-6).
     */
    final class Cleanup implements Enclosing {
        static final long NORMAL = 0;
        static final long ERROR = 1;
        private static final long FIRST_EXIT = 2;

        private final RoutineBuilder builder;
        private final Join join;
        private final Variable completion;
        private final Variable error;
        private final List<Exit> exits = new ArrayList<>();

        Cleanup(Frame frame) {
            builder = frame.builder();
            completion = frame.newVariable("completion");
            error = frame.newVariable("pending error");
            join = new Join(builder);
        }

        Join join() {
            return join;
        }

        int completion() {
            return builder.read(completion);
        }

        int error() {
            return builder.read(error);
        }

        void arriveNormally() {
            arrive(NORMAL);
        }

        void arriveWithError(int pending) {
            builder.write(error, pending);
            arrive(ERROR);
        }

        void arriveLeaving(Exit exit) {
            if (!exits.contains(exit)) {
                exits.add(exit);
            }
            arrive(FIRST_EXIT + exits.indexOf(exit));
        }

        List<Exit> exits() {
            return exits;
        }

        long number(Exit exit) {
            return FIRST_EXIT + exits.indexOf(exit);
        }

        private void arrive(long number) {
            if (builder.isReachable()) {
                builder.write(completion, builder.constant(number));
                join.arrive();
            }
        }
    }
}
