package dev.tiercel.runtime;

/**
 * A value that is only known as the JSON text that it has in a response. No value of the language:
 * the engine makes it where nothing but the response uses it.
 */
public final class JsonFragment {
    private final byte[] bytes;
    private final int length;

    private JsonFragment(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** Returns the text that a buffer holds; the buffer is not used any more. */
    public static JsonFragment of(JsonBuffer buffer) {
        return new JsonFragment(buffer.bytes(), buffer.length());
    }

    void writeTo(JsonBuffer buffer) {
        buffer.raw(bytes, 0, length);
    }
}
