package dev.tiercel.frontend.check;

import dev.tiercel.frontend.syntax.NearestName;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Nearest names for the findings of one document. A search looks at all names of the document, so
 * that their number is bounded; further findings go without.
 */
final class Suggestions {
    private static final int SEARCHES_MAX = 200;

    private int searches;

    /** Returns the nearest of the names that are known. */
    Optional<String> nearest(String name, Supplier<? extends Collection<String>> known) {
        searches++;
        return searches <= SEARCHES_MAX ? NearestName.find(name, known.get()) : Optional.empty();
    }
}
