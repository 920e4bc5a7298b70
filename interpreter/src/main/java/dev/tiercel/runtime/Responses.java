package dev.tiercel.runtime;

import dev.tiercel.ir.Absent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writing the response of HTTP logic (HTTP-24 to HTTP-28). */
public final class Responses {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String OCTETS = "application/octet-stream";
    private static final String CONTENT_TYPE = "content-type";
    private static final Set<String> FORBIDDEN =
            Set.of("content-length", "transfer-encoding", "connection", "upgrade", "trailer");
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";
    private static final int STATUS_MIN = 200;
    private static final int STATUS_MAX = 599;
    private static final int STATUS_OK = 200;
    private static final int STATUS_NO_CONTENT = 204;
    private static final int STATUS_NOT_MODIFIED = 304;
    private static final int LATIN_MAX = 0xFF;

    private Responses() {}

    /**
     * Writes a response.
     *
     * @param status null for 200
     * @param raw null for what HTTP-26 says
     * @param headers what {@link #checkHeaders} returned, or null for none
     */
    public static void respond(
            ExecutionContext context,
            @Nullable Object value,
            @Nullable Object status,
            @Nullable Object raw,
            @Nullable Object headers) {
        int code =
                status == null
                        ? STATUS_OK
                        : (int)
                                Conversions.toInteger(
                                        context, status, "status", STATUS_MIN, STATUS_MAX);
        ResponseBuffer response = context.response();
        JsonBuffer body = response.begin(context, code);
        String givenType =
                headers instanceof ObjectValue checked ? addHeaders(response, checked) : null;
        if (code == STATUS_NO_CONTENT || code == STATUS_NOT_MODIFIED) {
            response.end(context, null);
            return;
        }
        boolean isRaw =
                raw == null
                        ? isRawByType(value, givenType)
                        : Conversions.toBoolean(context, raw, "raw");
        String type = isRaw ? writeRaw(body, value) : writeJson(body, value);
        response.end(context, givenType == null ? type : givenType);
    }

    /**
     * Begins a JSON response without further headers, whose body the caller appends to the result.
     */
    public static ResponseBuffer beginJson(ExecutionContext context, int status) {
        ResponseBuffer response = context.response();
        response.begin(context, status);
        return response;
    }

    /** Ends the response that {@link #beginJson} began. */
    public static void endJson(ExecutionContext context) {
        context.response().end(context, JSON);
    }

    /**
     * Returns the headers of a mapping in text form: members are strings, or arrays of strings for
     * headers that are sent several times; members that are null are left out.
     */
    public static ObjectValue checkHeaders(ExecutionContext context, @Nullable Object headers) {
        if (headers == null) {
            return ObjectValue.EMPTY;
        }
        if (!(headers instanceof ObjectValue object)) {
            throw LogicError.of(
                    ErrorCode.TYPE_ERROR,
                    "`headers` must be an object, not " + Values.typeName(headers));
        }
        ObjectBuilder builder = new ObjectBuilder(object.slotCount());
        for (int i = 0; i < object.slotCount(); i++) {
            Object value = object.slot(i);
            if (value != null && value != Absent.ABSENT) {
                String name = object.key(i);
                checkName(name);
                builder.put(name, checkedValue(context, name, value));
            }
        }
        return builder.build(context);
    }

    private static Object checkedValue(ExecutionContext context, String name, Object value) {
        if (!(value instanceof ArrayValue array)) {
            return checkedText(name, TextForm.of(context, value));
        }
        List<Object> texts = new ArrayList<>(array.size());
        for (Object element : array) {
            if (element != null) {
                texts.add(checkedText(name, TextForm.of(context, element)));
            }
        }
        return Building.array(context, texts.toArray());
    }

    private static void checkName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            boolean isAlphanumeric =
                    (character >= '0' && character <= '9')
                            || ((character | 0x20) >= 'a' && (character | 0x20) <= 'z');
            if (!isAlphanumeric && TOKEN_SYMBOLS.indexOf(character) < 0) {
                throw invalid(name, "is not a valid header name");
            }
        }
        if (name.isEmpty() || FORBIDDEN.contains(name.toLowerCase(Locale.ROOT))) {
            throw invalid(name, "cannot be set");
        }
    }

    private static String checkedText(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Character.isISOControl(character) || character > LATIN_MAX) {
                throw invalid(name, "has a character that a header value cannot have");
            }
        }
        return text;
    }

    private static LogicError invalid(String name, String problem) {
        return LogicError.of(ErrorCode.INVALID_ARGUMENT, "Header `" + name + "` " + problem);
    }

    /**
     * Adds checked headers to a response; returns the Content-Type among them, which is not added.
     */
    private static @Nullable String addHeaders(ResponseBuffer response, ObjectValue headers) {
        String contentType = null;
        for (int i = 0; i < headers.slotCount(); i++) {
            String name = headers.key(i);
            boolean isContentType = name.equalsIgnoreCase(CONTENT_TYPE);
            Object value = headers.slot(i);
            ArrayValue values =
                    value instanceof ArrayValue array
                            ? array
                            : ArrayValue.wrap(new @Nullable Object[] {value});
            for (Object element : values) {
                String text = (String) Objects.requireNonNull(element);
                if (isContentType) {
                    contentType = text;
                } else {
                    response.addHeader(name, text);
                }
            }
        }
        return contentType;
    }

    private static boolean isRawByType(@Nullable Object value, @Nullable String contentType) {
        return contentType != null
                && (value instanceof String || value instanceof BytesValue)
                && !isJson(contentType);
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String mediaType =
                (end < 0 ? contentType : contentType.substring(0, end))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        return mediaType.equals(JSON) || mediaType.endsWith("+json");
    }

    private static String writeJson(JsonBuffer body, @Nullable Object value) {
        body.value(value);
        return JSON;
    }

    private static String writeRaw(JsonBuffer body, @Nullable Object value) {
        switch (value) {
            case String text -> body.raw(text);
            case BytesValue bytes -> {
                body.raw(bytes.octets());
                return OCTETS;
            }
            case null, default -> body.value(value);
        }
        return TEXT;
    }
}
