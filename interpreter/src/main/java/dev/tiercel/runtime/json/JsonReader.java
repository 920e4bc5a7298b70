package dev.tiercel.runtime.json;

import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.Shape;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reading JSON text into values (RFC 8259, with the limits and numbers of LANG-2 and LANG-74). */
public final class JsonReader {
    private static final Shape POSITION = Shape.of("line", "column");

    private JsonReader() {}

    /**
     * Reads the value that is the whole text; a byte order mark before it is skipped. Charges
     * nothing.
     *
     * @throws JsonException if the text is not JSON in UTF-8
     */
    public static @Nullable Object read(byte[] text) {
        return read(text, 0, text.length);
    }

    /** Reads the bytes from {@code start} to before {@code end}, see {@link #read(byte[])}. */
    public static @Nullable Object read(byte[] text, int start, int end) {
        JsonScanner in = new JsonScanner(text, start, end);
        in.skipMark();
        Object value = new ValueReader(in, null).value(0, null);
        in.expectEnd();
        return value;
    }

    /**
     * Reads the value that is the whole text, and charges what it builds.
     *
     * @throws LogicError JSON_ERROR with {@code data} {line, column} if the text is not JSON
     */
    public static @Nullable Object parse(ExecutionContext context, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonScanner in = new JsonScanner(bytes, 0, bytes.length);
        try {
            Object value = new ValueReader(in, context).value(0, null);
            in.expectEnd();
            return value;
        } catch (JsonException failure) {
            throw LogicError.of(
                    ErrorCode.JSON_ERROR,
                    "%s (line %d, column %d)"
                            .formatted(failure.getMessage(), failure.line(), failure.column()),
                    ObjectValue.wrap(
                            POSITION,
                            new Object[] {(long) failure.line(), (long) failure.column()}));
        }
    }
}
