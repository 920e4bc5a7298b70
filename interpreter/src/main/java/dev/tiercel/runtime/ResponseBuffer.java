package dev.tiercel.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The response of HTTP logic: status, headers and the bytes of the body, written once by {@link
 * Responses}. May be used again after {@link #clear}. Not thread-safe.
 */
public final class ResponseBuffer {
    private final JsonBuffer body = new JsonBuffer();
    private final List<ResponseHeader> headers = new ArrayList<>(0);
    private int status;
    private int pendingStatus;
    private @Nullable String contentType;
    private @Nullable JsonBuffer aside;
    private boolean isAsideTaken;

    public ResponseBuffer() {}

    /** Forgets everything, for the next request. */
    public void clear() {
        forget();
        isAsideTaken = false;
    }

    private void forget() {
        status = 0;
        contentType = null;
        if (!headers.isEmpty()) {
            headers.clear();
        }
    }

    /** Whether logic wrote a response. */
    public boolean isWritten() {
        return status != 0;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the value of Content-Type; empty if the response has no body. */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /** Returns the headers other than Content-Type; a name may occur several times. */
    public List<ResponseHeader> headers() {
        return headers;
    }

    /** Returns the bytes of the buffer itself, of which the first {@link #length} are the body. */
    public byte[] bytes() {
        return body.bytes();
    }

    public int length() {
        return body.length();
    }

    /** Appends JSON text. */
    public void fragment(byte[] text) {
        body.raw(text);
    }

    /** Appends the JSON form of a value. */
    public void value(@Nullable Object value) {
        body.value(value);
    }

    /**
     * Appends the JSON form of a value that stands in objects and arrays.
     *
     * @param depth how many there are
     */
    public void value(@Nullable Object value, int depth) {
        body.value(value, depth);
    }

    /** Appends the JSON form of an integer. */
    public void value(long value) {
        body.value(value);
    }

    /** Appends the JSON form of a double. */
    public void value(double value) {
        body.value(value);
    }

    /** Appends the JSON form of a boolean. */
    public void value(boolean value) {
        body.value(value);
    }

    /**
     * Returns an empty buffer for a part of the body that is known before its place is; the content
     * lasts until {@link #clear}.
     */
    public JsonBuffer aside(ExecutionContext context) {
        JsonBuffer known = aside;
        JsonBuffer buffer = known == null || isAsideTaken ? new JsonBuffer() : known;
        aside = isAsideTaken ? known : buffer;
        isAsideTaken = true;
        buffer.begin(context);
        return buffer;
    }

    /** Empties the response and its body for one that will have a status. */
    JsonBuffer begin(ExecutionContext context, int newStatus) {
        forget();
        pendingStatus = newStatus;
        body.begin(context);
        return body;
    }

    void addHeader(String name, String value) {
        headers.add(new ResponseHeader(name, value));
    }

    /** Charges the body and makes the response one that was written. */
    void end(ExecutionContext context, @Nullable String newContentType) {
        context.chargeMemory(MemoryCost.bytes(body.length()));
        status = pendingStatus;
        contentType = newContentType;
    }
}
