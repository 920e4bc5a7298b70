package dev.tiercel.frontend.document;

/**
 * What surrounds a block, as far as it decides which operations may stand in it.
 *
 * @param isInFunction whether a function body surrounds it, also around a task
 * @param isInLoop whether {@code break} has a loop to leave
 * @param isInFinally whether {@code return} would leave a {@code finally} block
 * @param breakLeavesFinally whether {@code break} would leave a {@code finally} block
 */
record BlockScope(
        Place place,
        boolean isInFunction,
        boolean isInLoop,
        boolean isInFinally,
        boolean breakLeavesFinally) {
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

    /** The logic of an HTTP route. */
    static final BlockScope ROUTE = new BlockScope(Place.ROUTE, false, false, false, false);

    /** A hook of a WebSocket route. */
    static final BlockScope HOOK = new BlockScope(Place.HOOK, false, false, false, false);

    /** The body of a function. */
    static final BlockScope FUNCTION = new BlockScope(Place.FUNCTION, true, false, false, false);

    BlockScope loopBody() {
        return new BlockScope(place, isInFunction, true, isInFinally, false);
    }

    BlockScope finallyBlock() {
        return new BlockScope(place, isInFunction, isInLoop, true, true);
    }

    BlockScope task() {
        return new BlockScope(Place.TASK, isInFunction, false, false, false);
    }
}
