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
    private static final JsonText.Name TYPE = JsonText.Name.of("type");
    private static final JsonText.Name TITLE = JsonText.Name.of("title");
    private static final JsonText.Name STATUS = JsonText.Name.of("status");
    private static final JsonText.Name DETAIL = JsonText.Name.of("detail");
    private static final JsonText.Name INSTANCE = JsonText.Name.of("instance");
    private static final JsonText.Name CODE = JsonText.Name.of("code");
    private static final JsonText.Name ERROR = JsonText.Name.of("error");
    private static final JsonText.Name MESSAGE = JsonText.Name.of("message");
    private static final JsonText.Name REQUEST_ID = JsonText.Name.of("request_id");
    private static final String HIDDEN = "Internal error";
    private static final int SERVER_ERROR_MIN = 500;

    private final ServerConfig.Errors settings;

    public ProblemDocument(ServerConfig.Errors settings) {
        this.settings = settings;
    }

    /** Returns the document of a request that the server refuses. */
    public byte[] of(Refusal refusal, String instance, String requestId) {
        String code = refusal.code().name();
        String message = isHidden(refusal.code().status()) ? HIDDEN : refusal.text();
        String json =
                JsonText.object(problem -> {
                    problem.field(TYPE, TYPE_PREFIX + code)
                            .field(TITLE, refusal.title())
                            .field(STATUS, refusal.code().status())
                            .field(DETAIL, message)
                            .field(INSTANCE, instance)
                            .field(CODE, code)
                            .field(ERROR, refusal.title())
                            .field(MESSAGE, message)
                            .field(REQUEST_ID, requestId);
                    refusal.members().ifPresent(members -> members.accept(problem));
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
                    problem.field(TYPE, TYPE_PREFIX + encoded(error.code()))
                            .field(TITLE, "Route execution failed")
                            .field(STATUS, error.status())
                            .field(DETAIL, message)
                            .field(INSTANCE, instance)
                            .field(CODE, error.code())
                            .field(ERROR, "Route execution failed")
                            .field(MESSAGE, message)
                            .field(REQUEST_ID, requestId);
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
