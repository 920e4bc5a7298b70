package dev.tiercel.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/** Answers requests that Helidon refuses before it hands them over, with a problem document. */
final class EarlyRefusal implements DirectHandler {
    private static final HeaderName REQUEST_ID = HeaderNames.create("x-request-id", "X-Request-Id");

    private final ProblemDocument problems;
    private final Cors cors;

    private EarlyRefusal(ProblemDocument problems, Cors cors) {
        this.problems = problems;
        this.cors = cors;
    }

    static DirectHandlers handlers(ProblemDocument problems, Cors cors) {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            builder.addHandler(type, new EarlyRefusal(problems, cors));
        }
        return builder.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        Refusal refusal = refusal(status, message);
        String id = RequestIds.next();
        cors.decorate(request.headers(), headers);
        return TransportResponse.builder()
                .status(Status.create(refusal.code().status()))
                .headers(headers)
                .header(HeaderValues.create(REQUEST_ID, id))
                .header(HeaderValues.create(HeaderNames.CONTENT_TYPE, ProblemDocument.CONTENT_TYPE))
                .keepAlive(false)
                .entity(problems.of(refusal, request.path(), id))
                .build();
    }

    private static Refusal refusal(Status status, @Nullable String message) {
        String text = message == null ? status.reasonPhrase() : message;
        return switch (status.code()) {
            case 413 -> Refusal.of(ProblemCode.PAYLOAD_TOO_LARGE, text);
            case 431, 414 -> Refusal.of(ProblemCode.HEADERS_TOO_LARGE, text);
            case 500 -> Refusal.of(ProblemCode.INTERNAL, "Internal error");
            case 503 -> Refusal.of(ProblemCode.OVERLOADED, text);
            default -> Refusal.of(ProblemCode.INVALID_REQUEST, text);
        };
    }
}
