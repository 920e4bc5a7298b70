package dev.tiercel.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A response header whose values may have any character of ISO-8859-1 (HTTP-27); Helidon's own
 * headers are written as ASCII, with question marks for the rest. Immutable.
 */
final class LatinHeader extends OwnHeader {
    private LatinHeader(Header ascii) {
        super(ascii);
    }

    /** Returns a header with one value. */
    static Header of(HeaderName name, String value) {
        Header header = HeaderValues.create(name, value);
        return isAscii(value) ? header : new LatinHeader(header);
    }

    /** Returns a header that is sent once per value. */
    static Header of(HeaderName name, List<String> values) {
        Header header = HeaderValues.create(name, values);
        return values.stream().allMatch(LatinHeader::isAscii) ? header : new LatinHeader(header);
    }

    @Override
    public void writeHttp1Header(BufferData buffer) {
        byte[] name = headerName().defaultCase().getBytes(StandardCharsets.ISO_8859_1);
        for (String value : allValues()) {
            buffer.write(name);
            buffer.write(':');
            buffer.write(' ');
            buffer.write(value.getBytes(StandardCharsets.ISO_8859_1));
            buffer.write('\r');
            buffer.write('\n');
        }
    }

    @Override
    public byte[] valueBytes() {
        return get().getBytes(StandardCharsets.ISO_8859_1);
    }

    static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
