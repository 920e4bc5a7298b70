package dev.tiercel.runtime.effect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receives what a statement gives: either {@link #columns} and then each {@link #row}, or {@link
 * #updated}.
 */
public interface SqlResult {
    /** Returns how many bytes of memory the result may take. */
    long memoryLeft();

    /** The statement returns rows with these labels, which may repeat. */
    void columns(List<String> labels);

    /**
     * The next row.
     *
     * @param values one per column: null, Boolean, Long, finite Double, String, byte[] or {@link
     *     JsonColumn}; may be used again for the next row
     */
    void row(@Nullable Object[] values);

    /**
     * The statement returns no rows.
     *
     * @param lastInsertId null if the database gives none
     */
    void updated(long rowsAffected, @Nullable Long lastInsertId);
}
