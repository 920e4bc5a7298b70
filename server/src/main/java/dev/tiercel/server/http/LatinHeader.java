package dev.tiercel.server.http;

import io.helidon.common.GenericType;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.mapper.Value;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A response header whose values may have any character of ISO-8859-1 (HTTP-27); Helidon's own
 * headers are written as ASCII, with question marks for the rest. Immutable.
 */
final class LatinHeader implements Header {
    private final Header ascii;

    private LatinHeader(Header ascii) {
        this.ascii = ascii;
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

    @Override
    public String name() {
        return ascii.name();
    }

    @Override
    public HeaderName headerName() {
        return ascii.headerName();
    }

    @Override
    public List<String> allValues() {
        return ascii.allValues();
    }

    @Override
    public int valueCount() {
        return ascii.valueCount();
    }

    @Override
    public boolean sensitive() {
        return ascii.sensitive();
    }

    @Override
    public boolean changing() {
        return ascii.changing();
    }

    @Override
    public String get() {
        return ascii.get();
    }

    @Override
    public <N> Value<N> as(Class<N> type) {
        return ascii.as(type);
    }

    @Override
    public <N> Value<N> as(GenericType<N> type) {
        return ascii.as(type);
    }

    @Override
    public <N> Value<N> as(Function<? super String, ? extends N> mapper) {
        return ascii.as(mapper);
    }

    @Override
    public Optional<String> asOptional() {
        return ascii.asOptional();
    }

    @Override
    public Value<Boolean> asBoolean() {
        return ascii.asBoolean();
    }

    @Override
    public Value<String> asString() {
        return ascii.asString();
    }

    @Override
    public Value<Integer> asInt() {
        return ascii.asInt();
    }

    @Override
    public Value<Long> asLong() {
        return ascii.asLong();
    }

    @Override
    public Value<Double> asDouble() {
        return ascii.asDouble();
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
