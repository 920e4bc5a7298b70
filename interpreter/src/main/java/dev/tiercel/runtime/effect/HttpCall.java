package dev.tiercel.runtime.effect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outgoing request.
 *
 * @param url an {@code http} or {@code https} URL, used as it is
 * @param body null for none; nobody changes it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record HttpCall(
        String method, String url, List<HttpHeader> headers, byte @Nullable [] body) {
    /** Returns a request without a body. */
    public static HttpCall withoutBody(String method, String url, List<HttpHeader> headers) {
        return new HttpCall(method, url, headers, null);
    }

    public HttpCall {
        headers = List.copyOf(headers);
    }
}
