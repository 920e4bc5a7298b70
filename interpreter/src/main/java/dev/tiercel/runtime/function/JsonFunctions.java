package dev.tiercel.runtime.function;

import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.TextForm;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.runtime.json.PrettyJson;
import org.jspecify.annotations.Nullable;

/** Functions between values and JSON text (language.md 11.5). */
public final class JsonFunctions {
    private JsonFunctions() {}

    /** Returns the value of JSON text; a value that is no text unchanged. */
    public static @Nullable Object jsonParse(ExecutionContext context, @Nullable Object s) {
        return s instanceof String text ? JsonReader.parse(context, text) : s;
    }

    public static @Nullable Object jsonStringify(ExecutionContext context, @Nullable Object x) {
        return TextForm.json(context, x);
    }

    public static @Nullable Object jsonPretty(ExecutionContext context, @Nullable Object x) {
        return PrettyJson.of(context, x);
    }
}
