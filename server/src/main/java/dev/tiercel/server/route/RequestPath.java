package dev.tiercel.server.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request, split at slashes and then decoded segment by segment (HTTP-3): an escaped
 * slash belongs to its segment, and empty segments count. Immutable.
 *
 * <p>A path without escapes, the usual case, is not copied: a segment is a range of the text, and
 * its hash is taken while splitting.
 */
public final class RequestPath {
    private static final int TYPICAL_SEGMENTS = 8;

    private final String text;

    /**
     * End of each segment in {@code text}; a segment starts one after the end of the one before.
     */
    private final int[] ends;

    private final int[] hashes;
    private final int count;
    private final String @Nullable [] decoded;

    private RequestPath(
            String text, int[] ends, int[] hashes, int count, String @Nullable [] decoded) {
        this.text = text;
        this.ends = ends;
        this.hashes = hashes;
        this.count = count;
        this.decoded = decoded;
    }

    /**
     * Splits the path of a request target, without query.
     *
     * @throws MalformedPathException if the text does not start with a slash, or an escape is not
     *     two hexadecimal digits, or decoded bytes are not UTF-8
     */
    public static RequestPath parse(String text) {
        if (text.isEmpty() || text.charAt(0) != '/') {
            throw new MalformedPathException("The path does not start with '/'");
        }
        int[] ends = new int[TYPICAL_SEGMENTS];
        int[] hashes = new int[TYPICAL_SEGMENTS];
        int count = 0;
        int hash = 0;
        boolean isEscaped = false;
        int length = text.length();
        for (int i = 1; i <= length; i++) {
            char c = i == length ? '/' : text.charAt(i);
            if (c != '/') {
                hash = 31 * hash + c;
                isEscaped |= c == '%';
                continue;
            }
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
                hashes = Arrays.copyOf(hashes, count * 2);
            }
            ends[count] = i;
            hashes[count] = hash;
            count++;
            hash = 0;
        }
        RequestPath path = new RequestPath(text, ends, hashes, count, null);
        return isEscaped ? path.decode() : path;
    }

    /** Returns the number of segments, at least 1: that of {@code /} is empty. */
    public int size() {
        return count;
    }

    /** Returns a decoded segment. */
    public String segment(int index) {
        return decoded == null ? text.substring(start(index), ends[index]) : decoded[index];
    }

    /** Returns the decoded segments from an index to the end, joined with slashes. */
    public String rest(int index) {
        if (decoded == null) {
            return text.substring(start(index));
        }
        return String.join("/", Arrays.asList(decoded).subList(index, count));
    }

    /** Returns the whole decoded path. */
    public String decodedText() {
        return decoded == null ? text : "/" + rest(0);
    }

    boolean isEmpty(int index) {
        return decoded == null ? start(index) == ends[index] : decoded[index].isEmpty();
    }

    int hash(int index) {
        return hashes[index];
    }

    boolean equalsSegment(int index, String other) {
        if (decoded != null) {
            return decoded[index].equals(other);
        }
        int start = start(index);
        int length = ends[index] - start;
        return length == other.length() && text.startsWith(other, start);
    }

    private int start(int index) {
        return index == 0 ? 1 : ends[index - 1] + 1;
    }

    private RequestPath decode() {
        String[] segments = new String[count];
        for (int i = 0; i < count; i++) {
            segments[i] = decodeSegment(text.substring(start(i), ends[i]));
            hashes[i] = segments[i].hashCode();
        }
        return new RequestPath(text, ends, hashes, count, segments);
    }

    private static String decodeSegment(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        ByteBuffer bytes = ByteBuffer.allocate(segment.length() * 3);
        int length = segment.length();
        for (int i = 0; i < length; i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                bytes.put(escapedByte(segment, i));
                i += 2;
            } else if (c < 0x80) {
                bytes.put((byte) c);
            } else {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedPathException("The path is not UTF-8");
        }
    }

    private static byte escapedByte(String segment, int index) {
        if (index + 2 < segment.length()) {
            int high = Character.digit(segment.charAt(index + 1), 16);
            int low = Character.digit(segment.charAt(index + 2), 16);
            if (high >= 0 && low >= 0) {
                return (byte) (high << 4 | low);
            }
        }
        throw new MalformedPathException("The path has an invalid escape");
    }

    @Override
    public String toString() {
        return text;
    }
}
