package dev.tiercel.server.metrics;

import dev.tiercel.server.websocket.SocketMetrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The meters of the WebSocket routes with one path pattern. Thread-safe. */
final class SocketMeters implements SocketMetrics.Meters {
    private static final String IN = "in";
    private static final String OUT = "out";

    private final Families families;
    private final String route;
    private final RouteMeters logic;
    private final UnaryOperator<String> codes;
    private final CounterDataPoint textsIn;
    private final CounterDataPoint binariesIn;
    private final CounterDataPoint bytesIn;
    private final CounterDataPoint textsOut;
    private final CounterDataPoint binariesOut;
    private final CounterDataPoint bytesOut;
    private final Map<String, DistributionDataPoint> timesByHook = new ConcurrentHashMap<>();

    /** The metrics of WebSocket connections, for all routes. */
    record Families(
            Counter handshakes,
            Counter messages,
            Counter bytes,
            Counter dropped,
            Histogram hookSeconds,
            Counter hookErrors,
            Counter closed) {
        static Families of(Instruments instruments) {
            return new Families(
                    instruments.counter("tiercel_ws_handshakes_total", "route", "status"),
                    instruments.counter("tiercel_ws_messages_total", "route", "direction", "type"),
                    instruments.counter("tiercel_ws_bytes_total", "route", "direction"),
                    instruments.counter("tiercel_ws_dropped_total", "route", "reason"),
                    instruments.seconds("tiercel_ws_hook_seconds", "route", "hook"),
                    instruments.counter("tiercel_ws_hook_errors_total", "route", "hook", "code"),
                    instruments.counter("tiercel_ws_closed_total", "route", "code"));
        }
    }

    /**
     * @param logic what is counted about logic of every kind
     * @param codes gives the label of an error's code
     */
    SocketMeters(Families families, String route, RouteMeters logic, UnaryOperator<String> codes) {
        this.families = families;
        this.route = route;
        this.logic = logic;
        this.codes = codes;
        this.textsIn = families.messages().labelValues(route, IN, "text");
        this.binariesIn = families.messages().labelValues(route, IN, "binary");
        this.bytesIn = families.bytes().labelValues(route, IN);
        this.textsOut = families.messages().labelValues(route, OUT, "text");
        this.binariesOut = families.messages().labelValues(route, OUT, "binary");
        this.bytesOut = families.bytes().labelValues(route, OUT);
    }

    @Override
    public void handshake(int status) {
        families.handshakes().labelValues(route, Integer.toString(status)).inc();
    }

    @Override
    public void received(boolean isText, int bytes) {
        (isText ? textsIn : binariesIn).inc();
        bytesIn.inc(bytes);
    }

    @Override
    public void sent(int texts, int binaries, long bytes) {
        if (texts > 0) {
            textsOut.inc(texts);
        }
        if (binaries > 0) {
            binariesOut.inc(binaries);
        }
        bytesOut.inc(bytes);
    }

    @Override
    public void dropped(SocketMetrics.Loss reason, long count) {
        families.dropped().labelValues(route, reason.name().toLowerCase(Locale.ROOT)).inc(count);
    }

    @Override
    public void ran(String hook, int tier, long nanos) {
        logic.logic(tier, nanos);
        timesByHook
                .computeIfAbsent(hook, name -> families.hookSeconds().labelValues(route, name))
                .observe(Instruments.toSeconds(nanos));
    }

    @Override
    public void failed(String hook, String code) {
        String label = codes.apply(code);
        families.hookErrors().labelValues(route, hook, label).inc();
        logic.error(label);
    }

    @Override
    public void closed(int code) {
        families.closed().labelValues(route, Integer.toString(code)).inc();
    }
}
