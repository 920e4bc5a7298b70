package dev.tiercel.frontend.check;

import java.util.HashSet;
import java.util.Set;

/**
 * What runs as a whole: the logic of a route, a hook, or a function.
 *
 * @param isFunction whether it is a function, which other logic calls
 * @param declared names that it may read without assigning them: parts of the path, parameters,
 *     fields of schemas
 * @param assigned names that are assigned by it or around it
 */
record Unit(Place place, boolean isFunction, Set<String> declared, Set<String> assigned) {
    private static final Set<String> COMMON_ROOTS =
            Set.of("request", "params", "path_params", "query", "query_params", "headers", "env");
    private static final Set<String> HTTP_ROOTS = Set.of("body", "payload");
    private static final Set<String> HOOK_ROOTS =
            Set.of(
                    "connection_id",
                    "connection",
                    "message",
                    "message_type",
                    "message_json",
                    "close_code",
                    "close_reason");

    /** Where a unit runs, which decides what the server binds (LANG-12). */
    enum Place {
        HTTP(HTTP_ROOTS, HTTP_ROOTS),
        HOOK(HOOK_ROOTS, HOOK_ROOTS),
        /**
         * A global function is called from logic and from hooks; few of its callers know the roots
         * of hooks.
         */
        ANYWHERE(union(HTTP_ROOTS, HOOK_ROOTS), HTTP_ROOTS);

        private final Set<String> roots;
        private final Set<String> hiddenRoots;

        Place(Set<String> ownRoots, Set<String> ownHiddenRoots) {
            this.roots = union(COMMON_ROOTS, ownRoots);
            this.hiddenRoots = union(COMMON_ROOTS, ownHiddenRoots);
        }

        /** Returns the names that the server may bind. */
        Set<String> roots() {
            return roots;
        }

        /** Returns the names that a variable hides if it has one of them. */
        Set<String> hiddenRoots() {
            return hiddenRoots;
        }

        /** Returns the root that holds what a request says about a name that is nothing else. */
        String requestFields() {
            return this == HOOK ? "query" : "body";
        }
    }

    Unit {
        declared = Set.copyOf(declared);
        assigned = Set.copyOf(assigned);
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> union = new HashSet<>(left);
        union.addAll(right);
        return Set.copyOf(union);
    }
}
