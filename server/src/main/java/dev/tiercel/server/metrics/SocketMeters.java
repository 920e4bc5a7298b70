package dev.tiercel.server.metrics;

import dev.tiercel.server.websocket.SocketMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The meters of the WebSocket routes with one path pattern. Thread-safe. */
final class SocketMeters implements SocketMetrics.Meters {
    private static final String DIRECTION = "direction";
    private static final String IN = "in";
    private static final String OUT = "out";

    private final MeterRegistry registry;
    private final Tags tags;
    private final UnaryOperator<String> codes;
    private final Counter textsIn;
    private final Counter binariesIn;
    private final Counter bytesIn;
    private final Counter textsOut;
    private final Counter binariesOut;
    private final Counter bytesOut;
    private final Map<String, Timer> timerByHook =
            new ConcurrentHashMap<>();

    /**
     * @param codes gives the label of an error's code
     */
    SocketMeters(MeterRegistry registry, String route, UnaryOperator<String> codes) {
        this.registry = registry;
        this.tags = Tags.of("route", route);
        this.codes = codes;
        this.textsIn = messages(IN, "text");
        this.binariesIn = messages(IN, "binary");
        this.bytesIn = bytes(IN);
        this.textsOut = messages(OUT, "text");
        this.binariesOut = messages(OUT, "binary");
        this.bytesOut = bytes(OUT);
    }

    @Override
    public void handshake(int status) {
        registry.counter("tiercel.ws.handshakes", tags.and("status", Integer.toString(status)))
                .increment();
    }

    @Override
    public void received(boolean isText, int bytes) {
        (isText ? textsIn : binariesIn).increment();
        bytesIn.increment(bytes);
    }

    @Override
    public void sent(int texts, int binaries, long bytes) {
        if (texts > 0) {
            textsOut.increment(texts);
        }
        if (binaries > 0) {
            binariesOut.increment(binaries);
        }
        bytesOut.increment(bytes);
    }

    @Override
    public void dropped(SocketMetrics.Loss reason, long count) {
        registry.counter(
                        "tiercel.ws.dropped",
                        tags.and("reason", reason.name().toLowerCase(Locale.ROOT)))
                .increment(count);
    }

    @Override
    public void ran(String hook, long nanos) {
        timerByHook
                .computeIfAbsent(
                        hook, name -> Timers.of(registry, "tiercel.ws.hook", tags.and("hook", name)))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(String hook, String code) {
        registry.counter(
                        "tiercel.ws.hook.errors",
                        tags.and("hook", hook, "code", codes.apply(code)))
                .increment();
    }

    @Override
    public void closed(int code) {
        registry.counter("tiercel.ws.closed", tags.and("code", Integer.toString(code)))
                .increment();
    }

    private Counter messages(String direction, String type) {
        return registry.counter(
                "tiercel.ws.messages", tags.and(DIRECTION, direction, "type", type));
    }

    private Counter bytes(String direction) {
        return registry.counter("tiercel.ws.bytes", tags.and(DIRECTION, direction));
    }
}
