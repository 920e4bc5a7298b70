package dev.tiercel.server.store;

import org.jspecify.annotations.Nullable;

/**
 * The data directory cannot be used: another server has it, or a file could not be read or written.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
