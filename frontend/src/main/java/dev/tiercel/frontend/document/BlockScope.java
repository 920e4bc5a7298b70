package dev.tiercel.frontend.document;

import java.util.HashSet;
import java.util.Set;

/**
 * What surrounds a block, as far as it decides which operations may stand in it.
 *
 * @param owner what the block belongs to, also where it is one of a task
 * @param isInLoop whether {@code break} has a loop to leave
 * @param isInFinally whether {@code return} would leave a {@code finally} block
 * @param breakLeavesFinally whether {@code break} would leave a {@code finally} block
 * @param transactions databases on which a transaction surrounds the block
 */
record BlockScope(
        Place place,
        Owner owner,
        boolean isInLoop,
        boolean isInFinally,
        boolean breakLeavesFinally,
        Set<String> transactions) {
    /** What {@code return} ends. */
    enum Place {
        ROUTE("a route"),
        HOOK("a hook"),
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

    /** Whose logic a block is part of. */
    enum Owner {
        ROUTE,
        ROUTE_FUNCTION,
        /** A hook that no message calls. */
        HOOK,
        MESSAGE_HOOK,
        HOOK_FUNCTION,
        GLOBAL_FUNCTION;

        boolean isFunction() {
            return switch (this) {
                case ROUTE, HOOK, MESSAGE_HOOK -> false;
                case ROUTE_FUNCTION, HOOK_FUNCTION, GLOBAL_FUNCTION -> true;
            };
        }

        /** Whether there is no connection wherever the block runs. */
        boolean isWithoutConnection() {
            return this == ROUTE || this == ROUTE_FUNCTION;
        }

        /** Whether there is no received message wherever the block runs. */
        boolean isWithoutMessage() {
            return isWithoutConnection() || this == HOOK;
        }

        /** Returns the owner of the bodies of the functions that it declares. */
        private Owner ofFunctions() {
            return switch (this) {
                case ROUTE, ROUTE_FUNCTION -> ROUTE_FUNCTION;
                case HOOK, MESSAGE_HOOK, HOOK_FUNCTION -> HOOK_FUNCTION;
                case GLOBAL_FUNCTION -> GLOBAL_FUNCTION;
            };
        }
    }

    /** The logic of an HTTP route. */
    static final BlockScope ROUTE = of(Place.ROUTE, Owner.ROUTE);

    /** A hook of a WebSocket route that no message calls. */
    static final BlockScope HOOK = of(Place.HOOK, Owner.HOOK);

    /** The hook of a WebSocket route that a message calls. */
    static final BlockScope MESSAGE_HOOK = of(Place.HOOK, Owner.MESSAGE_HOOK);

    /** The body of a global function. */
    static final BlockScope FUNCTION = of(Place.FUNCTION, Owner.GLOBAL_FUNCTION);

    private static BlockScope of(Place place, Owner owner) {
        return new BlockScope(place, owner, false, false, false, Set.of());
    }

    /** Returns the scope of the body of a function that is declared here. */
    BlockScope function() {
        return of(Place.FUNCTION, owner.ofFunctions());
    }

    BlockScope loopBody() {
        return new BlockScope(place, owner, true, isInFinally, false, transactions);
    }

    BlockScope finallyBlock() {
        return new BlockScope(place, owner, isInLoop, true, true, transactions);
    }

    BlockScope task() {
        return new BlockScope(Place.TASK, owner, false, false, false, transactions);
    }

    BlockScope transaction(String database) {
        Set<String> all = new HashSet<>(transactions);
        all.add(database);
        return new BlockScope(
                place, owner, isInLoop, isInFinally, breakLeavesFinally, Set.copyOf(all));
    }
}
