package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** What the text of a column stands for. */
final class ColumnTexts {
    private ColumnTexts() {}

    /**
     * Returns the value of a JSON column. A database without a JSON type of its own may hold other
     * text in it, which stands for itself.
     */
    static @Nullable Object json(ExecutionContext context, String text) {
        try {
            return JsonReader.parse(context, text);
        } catch (LogicError failure) {
            if (!failure.code().equals(ErrorCode.JSON_ERROR.name())) {
                throw failure;
            }
            context.chargeMemory(MemoryCost.string(text.length()));
            return text;
        }
    }
}
