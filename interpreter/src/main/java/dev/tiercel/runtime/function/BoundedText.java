package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.MemoryCost;

/** Text under construction that never grows beyond the memory budget (OP-39). Used by one call. */
final class BoundedText {
    private final ExecutionContext context;
    private final StringBuilder text = new StringBuilder();

    BoundedText(ExecutionContext context) {
        this.context = context;
    }

    /** Appends a part, or raises LIMIT_MEMORY. */
    BoundedText append(CharSequence part, int start, int end) {
        long cost = MemoryCost.string((long) text.length() + (end - start));
        if (cost > context.memoryLeft()) {
            context.chargeMemory(cost);
        }
        text.append(part, start, end);
        return this;
    }

    BoundedText append(CharSequence part) {
        return append(part, 0, part.length());
    }

    /** Returns the text, charged. */
    String build() {
        return Results.text(context, text.toString());
    }
}
