package dev.tiercel.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An answer as it came over the socket.
 *
 * @param headerLines {@code Name: value} in the order received
 */
public record RawAnswer(int status, List<String> headerLines, byte[] bytes) {
    public RawAnswer {
        headerLines = List.copyOf(headerLines);
    }

    public String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns the values of a header, one per line, joined with a bar; empty if there is none. */
    public String header(String name) {
        return String.join(
                "|",
                headerLines.stream()
                        .filter(line ->
                                line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                        .map(line -> line.substring(name.length() + 1).strip())
                        .toList());
    }

    public boolean hasHeader(String name) {
        return headerLines.stream()
                .anyMatch(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    }

    /** Returns the value of a string member of a body that is a flat JSON object. */
    public String member(String name) {
        String start = "\"" + name + "\":\"";
        int from = body().indexOf(start);
        return from < 0
                ? ""
                : body().substring(
                                from + start.length(), body().indexOf('"', from + start.length()));
    }
}
