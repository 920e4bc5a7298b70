package dev.tiercel.jit.define;

import dev.tiercel.ir.Absent;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import org.jspecify.annotations.Nullable;

/** What generated code calls besides the operations of the run time. */
final class GeneratedSupport {
    private GeneratedSupport() {}

    /** Whether a value is not the marker for what is not there. */
    static boolean isPresent(@Nullable Object value) {
        return value != Absent.ABSENT;
    }

    /**
     * Returns the value of an error that reached an error edge, with its source.
     *
     * @throws LogicError the same error, if it is not catchable
     */
    static ErrorValue caught(LogicError error, ExecutionContext context) {
        if (!error.isCatchable()) {
            throw error;
        }
        return context.complete(error).value();
    }
}
