package dev.tiercel.runtime;

import dev.tiercel.ir.Root;
import org.jspecify.annotations.Nullable;

/**
 * What logic sees of the request, hook or message that it runs for. Its values are free of charge.
 * Tasks that run side by side ask it at once.
 */
public interface RequestView {
    /** Returns the value of a root; null for a root that this kind of request does not have. */
    @Nullable Object root(Root root);

    /** Returns a path parameter, null if there is none of that name. */
    @Nullable Object parameter(String name);

    /** Returns a query parameter, null if there is none of that name. */
    @Nullable Object query(String name);

    /** Returns a request header, null if there is none of that name in lower case. */
    @Nullable Object header(String name);

    /**
     * Returns the value whose members are request fields (LANG-9 row 6): the body, projected if the
     * program allows it; in services {@code data}; in hooks null.
     */
    @Nullable Object fields();

    /** Returns when the request head had been read, by the {@link CoarseClock}. */
    long receivedNanos();
}
