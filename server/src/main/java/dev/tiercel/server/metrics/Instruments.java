package dev.tiercel.server.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Makes the metrics of a server, and writes them in the text format of Prometheus. Thread-safe. */
final class Instruments {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double[] BOUNDS_SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
        10
    };
    private static final ExpositionFormatWriter WRITER =
            ExpositionFormats.init().getPrometheusTextFormatWriter();

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Map<String, Map<SortedMap<String, String>, Supplier<? extends Number>>> gauges =
            new ConcurrentHashMap<>();

    /** Makes a metric whose value never changes. */
    void info(String name, Map<String, String> labels) {
        SortedMap<String, String> sorted = new TreeMap<>(labels);
        Info.builder()
                .name(name)
                .labelNames(sorted.keySet().toArray(String[]::new))
                .register(registry)
                .addLabelValues(sorted.values().toArray(String[]::new));
    }

    /**
     * @param name ends with {@code _total}
     */
    Counter counter(String name, String... labels) {
        return Counter.builder()
                .name(name)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    /** Makes a histogram of times. */
    Histogram seconds(String name, String... labels) {
        return Histogram.builder()
                .name(name)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(BOUNDS_SECONDS)
                .withoutExemplars()
                .register(registry);
    }

    /**
     * Adds a value that is asked for when metrics are read. Values of one name have the same names
     * of labels.
     */
    void gauge(String name, Map<String, String> labels, Supplier<? extends Number> value) {
        gauges.computeIfAbsent(name, _ -> register(name, labels)).put(new TreeMap<>(labels), value);
    }

    /** Returns all values. */
    String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            WRITER.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Converts a duration to what histograms of times take. */
    static double toSeconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }

    private Map<SortedMap<String, String>, Supplier<? extends Number>> register(
            String name, Map<String, String> labels) {
        Map<SortedMap<String, String>, Supplier<? extends Number>> values =
                new ConcurrentHashMap<>();
        GaugeWithCallback.builder()
                .name(name)
                .labelNames(new TreeMap<>(labels).keySet().toArray(String[]::new))
                .callback(callback ->
                        values.forEach((key, value) ->
                                callback.call(
                                        value.get().doubleValue(),
                                        key.values().toArray(String[]::new))))
                .register(registry);
        return values;
    }
}
