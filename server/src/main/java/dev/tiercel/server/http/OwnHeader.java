package dev.tiercel.server.http;

import io.helidon.common.GenericType;
import io.helidon.common.mapper.Value;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A response header that is one of Helidon's, but for the bytes that are sent. Immutable. */
abstract sealed class OwnHeader implements Header permits LatinHeader, UnsentLength {
    private final Header helidon;

    OwnHeader(Header helidon) {
        this.helidon = helidon;
    }

    @Override
    public String name() {
        return helidon.name();
    }

    @Override
    public HeaderName headerName() {
        return helidon.headerName();
    }

    @Override
    public List<String> allValues() {
        return helidon.allValues();
    }

    @Override
    public int valueCount() {
        return helidon.valueCount();
    }

    @Override
    public boolean sensitive() {
        return helidon.sensitive();
    }

    @Override
    public boolean changing() {
        return helidon.changing();
    }

    @Override
    public String get() {
        return helidon.get();
    }

    @Override
    public <N> Value<N> as(Class<N> type) {
        return helidon.as(type);
    }

    @Override
    public <N> Value<N> as(GenericType<N> type) {
        return helidon.as(type);
    }

    @Override
    public <N> Value<N> as(Function<? super String, ? extends N> mapper) {
        return helidon.as(mapper);
    }

    @Override
    public Optional<String> asOptional() {
        return helidon.asOptional();
    }

    @Override
    public Value<Boolean> asBoolean() {
        return helidon.asBoolean();
    }

    @Override
    public Value<String> asString() {
        return helidon.asString();
    }

    @Override
    public Value<Integer> asInt() {
        return helidon.asInt();
    }

    @Override
    public Value<Long> asLong() {
        return helidon.asLong();
    }

    @Override
    public Value<Double> asDouble() {
        return helidon.asDouble();
    }
}
