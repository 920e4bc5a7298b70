package dev.tiercel.server.auth;

import dev.tiercel.runtime.ObjectValue;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request (HTTP-33).
 *
 * @param claims {@code request.auth}; null without valid credentials
 * @param hasCredentials whether the request carried any, valid or not
 */
public record Identity(@Nullable ObjectValue claims, boolean hasCredentials) {
    /** Of a request without credentials. */
    public static final Identity NONE = new Identity(null, false);

    /** Of a request whose credentials are not valid. */
    static final Identity REFUSED = new Identity(null, true);
}
