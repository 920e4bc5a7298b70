package dev.tiercel.server.http;

import dev.tiercel.runtime.BytesValue;
import dev.tiercel.runtime.ObjectBuilder;
import dev.tiercel.runtime.ObjectValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Bodies of type multipart/form-data (RFC 7578) as an object (HTTP-14). */
final class MultipartBody {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final int BOUNDARY_MAX = 70;
    private static final int PARTS_MAX = 10_000;

    private final byte[] bytes;
    private final byte[] delimiter;
    private final FormFields fields = new FormFields();
    private int position;

    private MultipartBody(byte[] bytes, String boundary) {
        this.bytes = bytes;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Returns an object with a member per part: text fields as strings, files as objects.
     *
     * @throws Refusal if the bytes are anything else
     */
    static ObjectValue parse(byte[] bytes, MediaType type) {
        Optional<String> boundary =
                type.parameter("boundary")
                        .filter(text -> !text.isEmpty() && text.length() <= BOUNDARY_MAX);
        if (boundary.isEmpty()) {
            throw malformed("has no boundary");
        }
        MultipartBody body = new MultipartBody(bytes, boundary.get());
        body.readParts();
        return body.fields.build();
    }

    private void readParts() {
        int start = indexOf(delimiter, 0);
        if (start != 0 && (start < 2 || !startsWith(CRLF, start - 2))) {
            throw malformed("has no part");
        }
        position = start + delimiter.length;
        for (int parts = 0; !isEnd(); parts++) {
            if (parts == PARTS_MAX) {
                throw malformed("has more than " + PARTS_MAX + " parts");
            }
            if (!startsWith(CRLF, position)) {
                throw malformed("has a boundary without line end");
            }
            readPart();
        }
    }

    private boolean isEnd() {
        return position + 1 < bytes.length && bytes[position] == '-' && bytes[position + 1] == '-';
    }

    private void readPart() {
        // A part without headers has its empty line at once, so the line end of the boundary is
        // part of the head.
        int headEnd = indexOf(HEAD_END, position);
        if (headEnd < 0) {
            throw malformed("has a part without end");
        }
        int contentStart = headEnd + HEAD_END.length;
        int contentEnd = endOfContent(contentStart);
        Map<String, String> headers = headers(position, headEnd);
        add(headers, Arrays.copyOfRange(bytes, contentStart, contentEnd));
        position = contentEnd + CRLF.length + delimiter.length;
    }

    private int endOfContent(int start) {
        int from = start;
        while (true) {
            int found = indexOf(delimiter, from);
            if (found < 0) {
                throw malformed("has a part without end");
            }
            if (found - CRLF.length >= start && startsWith(CRLF, found - CRLF.length)) {
                return found - CRLF.length;
            }
            from = found + 1;
        }
    }

    private Map<String, String> headers(int start, int end) {
        Map<String, String> headers = new HashMap<>();
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        for (String line : text.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            } else if (!line.isEmpty()) {
                throw malformed("has a part with a malformed header");
            }
        }
        return headers;
    }

    private void add(Map<String, String> headers, byte[] content) {
        MediaType disposition = MediaType.parse(headers.getOrDefault("content-disposition", ""));
        Optional<String> name = disposition.parameter("name");
        if (!disposition.type().equals("form-data") || name.isEmpty()) {
            throw malformed("has a part without name");
        }
        Optional<String> filename = disposition.parameter("filename");
        if (filename.isEmpty()) {
            fields.add(name.get(), text(content));
            return;
        }
        ObjectBuilder file = new ObjectBuilder();
        file.put("filename", filename.get());
        file.put("content_type", headers.getOrDefault("content-type", "text/plain"));
        file.put("size", (long) content.length);
        file.put("bytes", BytesValue.wrap(content));
        fields.add(name.get(), file.build());
    }

    private static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("has a field that is not UTF-8");
        }
    }

    private boolean startsWith(byte[] prefix, int at) {
        return at >= 0
                && at + prefix.length <= bytes.length
                && Arrays.equals(bytes, at, at + prefix.length, prefix, 0, prefix.length);
    }

    private int indexOf(byte[] pattern, int from) {
        for (int i = Math.max(0, from); i <= bytes.length - pattern.length; i++) {
            if (bytes[i] == pattern[0] && startsWith(pattern, i)) {
                return i;
            }
        }
        return -1;
    }

    private static Refusal malformed(String problem) {
        return Refusal.of(ProblemCode.INVALID_BODY, "The multipart body " + problem);
    }
}
