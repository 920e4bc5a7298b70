package dev.tiercel.server.http;

import dev.tiercel.ir.SourceLocation;
import dev.tiercel.runtime.ErrorValue;
import dev.tiercel.runtime.JsonBuffer;
import dev.tiercel.server.config.ServerConfig;
import dev.tiercel.server.text.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Problem documents of RFC 9457 (ERR-16 to ERR-18). Immutable and thread-safe. */
public final class ProblemDocument {
    static final String CONTENT_TYPE = "application/problem+json";
    private static final String TYPE_PREFIX = "urn:tiercel:error:";
    private static final String HIDDEN = "Internal error";
    private static final int SERVER_ERROR_MIN = 500;

    private final ServerConfig.Errors settings;

    ProblemDocument(ServerConfig.Errors settings) {
        this.settings = settings;
    }

    /** Returns the document of a request that the server refuses. */
    byte[] of(Refusal refusal, String instance, String requestId) {
        String code = refusal.code().name();
        String message = isHidden(refusal.code().status()) ? HIDDEN : refusal.text();
        String json =
                JsonText.object(problem -> {
                    problem.field("type", TYPE_PREFIX + code)
                            .field("title", refusal.title())
                            .field("status", refusal.code().status())
                            .field("detail", message)
                            .field("instance", instance)
                            .field("code", code)
                            .field("error", refusal.title())
                            .field("message", message)
                            .field("request_id", requestId);
                    refusal.members().ifPresent(problem::rawMembers);
                });
        return JsonText.bytes(json);
    }

    /** Returns the document of an error that left the logic of a route. */
    byte[] of(ErrorValue error, String instance, String requestId) {
        boolean isHidden = isHidden(error.status());
        String message = isHidden ? HIDDEN : error.message();
        Optional<SourceLocation> location =
                settings.exposeLocation() ? error.location() : Optional.empty();
        String json =
                JsonText.object(problem -> {
                    problem.field("type", TYPE_PREFIX + encoded(error.code()))
                            .field("title", "Route execution failed")
                            .field("status", error.status())
                            .field("detail", message)
                            .field("instance", instance)
                            .field("code", error.code())
                            .field("error", "Route execution failed")
                            .field("message", message)
                            .field("request_id", requestId);
                    if (error.isThrown() && error.data() != null && !isHidden) {
                        problem.rawField("data", json(error.data()));
                    }
                    location.ifPresent(place -> problem.object("location", o -> write(place, o)));
                });
        return JsonText.bytes(json);
    }

    private boolean isHidden(int status) {
        return !settings.exposeDetails() && status >= SERVER_ERROR_MIN;
    }

    private static void write(SourceLocation place, JsonText json) {
        json.field("document", place.document())
                .field("line", place.line())
                .field("column", place.column())
                .field("pointer", place.pointer());
    }

    private static String json(@Nullable Object value) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value);
        return buffer.text();
    }

    private static String encoded(String code) {
        return URLEncoder.encode(code, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
