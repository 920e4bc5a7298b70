package dev.tiercel.server.route;

import dev.tiercel.frontend.document.RateLimit;
import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.Executable;
import java.util.List;
import java.util.Optional;

/**
 * The rate limit of an HTTP route (DOC-33). Immutable.
 *
 * @param text what the document says; buckets survive a release if it stays the same (HTTP-35)
 * @param key what computes the key, if it is an expression: its response is the key as JSON
 */
public record RouteLimit(RateLimit.Requests rule, String text, Optional<Key> key) {
    /** A program, with the sources of its errors. */
    public record Key(Executable program, List<SourceLocation> locations) {
        public Key {
            locations = List.copyOf(locations);
        }
    }
}
