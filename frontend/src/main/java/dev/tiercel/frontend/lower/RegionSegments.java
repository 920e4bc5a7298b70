package dev.tiercel.frontend.lower;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lowers long blocks inside error regions. Every instruction that may fail hands all variables of
 * its region to the handler, so that a region with n assignments would need n² arguments. A block
 * that assigns many variables is therefore cut into segments with handlers of their own, which hand
 * on to the handler around them: n log n arguments.
 */
final class RegionSegments {
    private static final int VARIABLES_MAX = 32;
    private static final int SEGMENTS = 4;

    private final Frame frame;
    private final RoutineBuilder builder;

    RegionSegments(Frame frame) {
        this.frame = frame;
        this.builder = frame.builder();
    }

    /**
     * Lowers items in order.
     *
     * @param assigned gives the names that some of the items assign
     * @param lowering lowers a part of the items that needs no segments
     */
    <T> void lower(
            List<T> items, Function<List<T>, Set<String>> assigned, Consumer<List<T>> lowering) {
        if (items.size() == 1
                || !builder.isInRegion()
                || assigned.apply(items).size() <= VARIABLES_MAX) {
            lowering.accept(items);
            return;
        }
        int length = (items.size() + SEGMENTS - 1) / SEGMENTS;
        for (int start = 0; start < items.size() && builder.isReachable(); start += length) {
            int end = Math.min(start + length, items.size());
            segment(items.subList(start, end), assigned, lowering);
        }
    }

    private <T> void segment(
            List<T> items, Function<List<T>, Set<String>> assigned, Consumer<List<T>> lowering) {
        Join after = new Join(builder);
        ErrorRegion region = builder.openRegion(frame.variables(assigned.apply(items)));
        lower(items, assigned, lowering);
        builder.closeRegion(region);
        after.arrive();
        if (region.isEntered()) {
            builder.raise(builder.enterHandler(region));
        } else {
            builder.abandonHandler(region);
        }
        after.complete();
    }
}
