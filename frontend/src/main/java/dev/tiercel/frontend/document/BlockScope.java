package dev.tiercel.frontend.document;

import java.util.HashSet;
import java.util.Set;

/**
 * What surrounds a block, as far as it decides which operations may stand in it.
 *
 * @param isInFunction whether a function body surrounds it, also around a task
 * @param isInLoop whether {@code break} has a loop to leave
 * @param isInFinally whether {@code return} would leave a {@code finally} block
 * @param breakLeavesFinally whether {@code break} would leave a {@code finally} block
 * @param transactions databases on which a transaction surrounds the block
 */
record BlockScope(
        Place place,
        boolean isInFunction,
        boolean isInLoop,
        boolean isInFinally,
        boolean breakLeavesFinally,
        Set<String> transactions) {
    /** What {@code return} ends. */
    enum Place {
        ROUTE("a route"),
        HOOK("a hook"),
        MESSAGE_HOOK("a hook"),
        FUNCTION("a function"),
        TASK("a parallel task");

        private final String text;

        Place(String text) {
            this.text = text;
        }

        /** Returns the words for messages. */
        String text() {
            return text;
        }
    }

    /** The logic of an HTTP route. */
    static final BlockScope ROUTE =
            new BlockScope(Place.ROUTE, false, false, false, false, Set.of());

    /** A hook of a WebSocket route that no message calls. */
    static final BlockScope HOOK = new BlockScope(Place.HOOK, false, false, false, false, Set.of());

    /** The hook of a WebSocket route that a message calls. */
    static final BlockScope MESSAGE_HOOK =
            new BlockScope(Place.MESSAGE_HOOK, false, false, false, false, Set.of());

    /** The body of a function. */
    static final BlockScope FUNCTION =
            new BlockScope(Place.FUNCTION, true, false, false, false, Set.of());

    BlockScope loopBody() {
        return new BlockScope(place, isInFunction, true, isInFinally, false, transactions);
    }

    BlockScope finallyBlock() {
        return new BlockScope(place, isInFunction, isInLoop, true, true, transactions);
    }

    BlockScope task() {
        return new BlockScope(Place.TASK, isInFunction, false, false, false, transactions);
    }

    BlockScope transaction(String database) {
        Set<String> all = new HashSet<>(transactions);
        all.add(database);
        return new BlockScope(
                place, isInFunction, isInLoop, isInFinally, breakLeavesFinally, Set.copyOf(all));
    }
}
