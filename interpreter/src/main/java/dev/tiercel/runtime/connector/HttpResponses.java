package dev.tiercel.runtime.connector;

import dev.tiercel.runtime.Building;
import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ErrorCode;
import dev.tiercel.runtime.ExecutionContext;
import dev.tiercel.runtime.LogicError;
import dev.tiercel.runtime.MemoryCost;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.Shape;
import dev.tiercel.runtime.effect.HttpHeader;
import dev.tiercel.runtime.effect.HttpReply;
import dev.tiercel.runtime.json.JsonReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of responses to outgoing requests (OP-16). */
final class HttpResponses {
    private static final Shape SHAPE = Shape.of("status", "headers", "body", "url", "method");

    private HttpResponses() {}

    static ObjectValue value(ExecutionContext context, String method, HttpReply reply) {
        ObjectValue headers = headers(context, reply);
        String type = headers.get("content-type") instanceof String text ? text : "";
        return Building.object(
                context,
                SHAPE,
                new @Nullable Object[] {
                    (long) reply.status(),
                    headers,
                    body(context, type, reply.body()),
                    reply.url(),
                    method
                });
    }

    private static ObjectValue headers(ExecutionContext context, HttpReply reply) {
        ObjectBuilder builder = new ObjectBuilder(reply.headers().size());
        for (HttpHeader header : reply.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            boolean isRepeated = builder.find(name) instanceof String;
            String value = isRepeated ? builder.find(name) + ", " + header.value() : header.value();
            context.chargeMemory(MemoryCost.string(value.length()));
            builder.put(name, value);
        }
        return builder.build(context);
    }

    private static @Nullable Object body(ExecutionContext context, String type, byte[] octets) {
        if (octets.length == 0) {
            return null;
        }
        String mediaType = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        Optional<Charset> charset = charset(type);
        if (isJson(mediaType)) {
            return json(context, new String(octets, charset.orElse(StandardCharsets.UTF_8)));
        }
        if (mediaType.isEmpty()) {
            Optional<String> text = strictText(octets);
            return text.isPresent() ? json(context, text.get()) : bytes(context, octets);
        }
        if (charset.isPresent() || isText(mediaType)) {
            return string(context, new String(octets, charset.orElse(StandardCharsets.UTF_8)));
        }
        return bytes(context, octets);
    }

    private static boolean isJson(String mediaType) {
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    private static boolean isText(String mediaType) {
        return mediaType.startsWith("text/")
                || mediaType.equals("application/xml")
                || mediaType.endsWith("+xml")
                || mediaType.equals("application/javascript")
                || mediaType.equals("application/x-www-form-urlencoded");
    }

    private static Optional<Charset> charset(String type) {
        for (String part : type.split(";")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equalsIgnoreCase("charset")) {
                String name = pair[1].replace("\"", "").strip();
                return isKnown(name)
                        ? Optional.of(Charset.forName(name))
                        : Optional.of(StandardCharsets.UTF_8);
            }
        }
        return Optional.empty();
    }

    private static boolean isKnown(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Optional<String> strictText(byte[] octets) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** Returns the value of JSON text; the text itself if it is malformed. */
    private static @Nullable Object json(ExecutionContext context, String text) {
        try {
            return JsonReader.parse(context, text);
        } catch (LogicError failure) {
            if (!failure.code().equals(ErrorCode.JSON_ERROR.name())) {
                throw failure;
            }
            return string(context, text);
        }
    }

    private static String string(ExecutionContext context, String text) {
        context.chargeMemory(MemoryCost.string(text.length()));
        return text;
    }

    private static BytesValue bytes(ExecutionContext context, byte[] octets) {
        context.chargeMemory(MemoryCost.bytes(octets.length));
        return BytesValue.wrap(octets);
    }
}
