package dev.tiercel.runtime.effect;

import java.util.List;

/**
 * The response to an outgoing request.
 *
 * @param url that of the last redirect
 * @param headers in the order of the response
 * @param body nobody changes it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record HttpReply(int status, String url, List<HttpHeader> headers, byte[] body) {
    public HttpReply {
        headers = List.copyOf(headers);
    }
}
