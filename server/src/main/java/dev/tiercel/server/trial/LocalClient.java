package dev.tiercel.server.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends requests to a server of this process. */
public final class LocalClient implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    public LocalClient(int port) {
        this.port = port;
    }

    /**
     * A request.
     *
     * @param target path and query, escaped
     */
    public record Request(
            String method, String target, Map<String, String> headers, Optional<String> body) {}

    /**
     * An answer.
     *
     * @param headers names in lower case, repeated values joined
     */
    public record Answer(int status, Map<String, String> headers, String body) {
        /** Returns whether the body is JSON. */
        public boolean isJson() {
            String type = headers.getOrDefault("content-type", "");
            return type.startsWith("application/json")
                    || type.startsWith("application/problem+json");
        }
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @throws IllegalArgumentException if the target is no URI, or a header cannot be sent
     */
    public Answer send(Request request) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + request.target()));
        request.headers().forEach(builder::header);
        builder.method(
                request.method(),
                request.body()
                        .map(HttpRequest.BodyPublishers::ofString)
                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        try {
            return answer(
                    client.send(
                            builder.build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static Answer answer(HttpResponse<String> response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
            headers.put(header.getKey(), String.join(", ", new ArrayList<>(header.getValue())));
        }
        return new Answer(response.statusCode(), headers, response.body());
    }
}
