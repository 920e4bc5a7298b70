package dev.tiercel.server.http;

import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.json.JsonException;
import dev.tiercel.runtime.json.JsonReader;
import dev.tiercel.runtime.json.ProjectionReader;
import dev.tiercel.server.text.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value of a request body by its media type (HTTP-14 to HTTP-16). */
final class BodyValue {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private BodyValue() {}

    /**
     * Returns the value of a body, null for an empty one.
     *
     * @param projection the parts of a JSON body that are needed, null if all are
     * @throws Refusal if the body is not what its media type says
     */
    static @Nullable Object read(
            byte[] bytes, MediaType type, @Nullable ProjectionReader projection) {
        if (bytes.length == 0) {
            return null;
        }
        return switch (type.kind()) {
            case JSON -> json(bytes, projection);
            case FORM -> form(bytes);
            case MULTIPART -> MultipartBody.parse(bytes, type);
            case UNDECLARED -> undeclared(bytes);
            case TEXT -> text(bytes, type);
            case BINARY -> BytesValue.wrap(bytes);
        };
    }

    /**
     * Returns {@code request.raw_body}: text if it is UTF-8 of a textual or undeclared type, else
     * bytes.
     */
    static @Nullable Object raw(byte[] bytes, MediaType type) {
        if (bytes.length == 0) {
            return null;
        }
        if (type.isTextual() || type.kind() == MediaType.Kind.UNDECLARED) {
            Optional<String> text = decode(bytes, StandardCharsets.UTF_8);
            if (text.isPresent()) {
                return text.get();
            }
        }
        return BytesValue.wrap(bytes);
    }

    private static @Nullable Object json(byte[] bytes, @Nullable ProjectionReader projection) {
        try {
            return projection == null ? JsonReader.read(bytes) : projection.read(bytes);
        } catch (JsonException e) {
            throw switch (e.kind()) {
                case ENCODING -> Refusal.of(ProblemCode.INVALID_BODY, "The body is not UTF-8");
                case SYNTAX -> malformedJson(e);
            };
        }
    }

    private static Refusal malformedJson(JsonException e) {
        String errors =
                JsonText.array(list ->
                        list.elementObject(error ->
                                error.field("in", "body")
                                        .field("line", e.line())
                                        .field("column", e.column())
                                        .field("message", e.getMessage())));
        return Refusal.of(
                        ProblemCode.INVALID_JSON,
                        "The body is not JSON: "
                                + e.getMessage()
                                + " at line "
                                + e.line()
                                + ", column "
                                + e.column())
                .withMembers("\"errors\":" + errors);
    }

    private static @Nullable Object form(byte[] bytes) {
        if (bytes[0] == '{' || bytes[0] == '[') {
            try {
                return JsonReader.read(bytes);
            } catch (JsonException e) {
                // A form whose first name begins with a bracket.
            }
        }
        String text =
                decode(bytes, StandardCharsets.UTF_8)
                        .orElseThrow(() ->
                                Refusal.of(ProblemCode.INVALID_BODY, "The form is not UTF-8"));
        try {
            return FormText.parse(text);
        } catch (FormText.Malformed e) {
            throw Refusal.of(ProblemCode.INVALID_BODY, "The form " + e.getMessage());
        }
    }

    private static @Nullable Object undeclared(byte[] bytes) {
        try {
            return JsonReader.read(bytes);
        } catch (JsonException e) {
            Optional<String> text = decode(bytes, StandardCharsets.UTF_8);
            return text.isPresent() ? text.get() : BytesValue.wrap(bytes);
        }
    }

    private static String text(byte[] bytes, MediaType type) {
        Charset charset =
                type.charset()
                        .orElseThrow(() ->
                                Refusal.of(
                                        ProblemCode.INVALID_BODY,
                                        "The character set of the body is unknown"));
        return decode(bytes, charset)
                .orElseThrow(
                        () -> Refusal.of(ProblemCode.INVALID_BODY, "The body is not " + charset));
    }

    private static Optional<String> decode(byte[] bytes, Charset charset) {
        int start = charset.equals(StandardCharsets.UTF_8) && hasByteOrderMark(bytes) ? 3 : 0;
        try {
            return Optional.of(
                    charset.newDecoder()
                            .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
    }
}
