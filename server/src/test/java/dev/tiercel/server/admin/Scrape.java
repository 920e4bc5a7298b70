package dev.tiercel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.http.RunningServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics of a server at one moment.
 *
 * @param typeByName as declared, by the name of the metric
 * @param valueBySample by name and labels in the order of their names, without the label of buckets
 */
record Scrape(Map<String, String> typeByName, Map<String, Double> valueBySample) {
    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? ([0-9.eE+-]+|NaN)$");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=(\"(?:[^\"\\\\]|\\\\.)*\")");

    static Scrape of(RunningServer server) {
        String text = server.get("/metrics").body();
        Map<String, String> types = new LinkedHashMap<>();
        Matcher type = TYPE.matcher(text);
        while (type.find()) {
            assertThat(types.put(type.group(1), type.group(2))).as(type.group(1)).isNull();
        }
        Map<String, Double> values = new LinkedHashMap<>();
        Matcher sample = SAMPLE.matcher(text);
        int lines = 0;
        while (sample.find()) {
            String labels = sample.group(2) == null ? "" : labels(sample.group(2), false);
            values.put(sample.group(1) + "{" + labels + "}", Double.valueOf(sample.group(3)));
            lines++;
        }
        assertThat(text.lines().filter(line -> !line.startsWith("#"))).hasSize(lines);
        return new Scrape(types, values);
    }

    /** Returns the value of a sample such as {@code tiercel_errors_total{code="X",route=""}}. */
    double value(String sample) {
        return valueBySample.getOrDefault(sample, 0.0);
    }

    /** Returns the names of the labels of a metric, joined by commas. */
    String labels(String name) {
        return valueBySample.keySet().stream()
                .filter(sample -> metricOf(sample).equals(name))
                .map(sample -> labels(sample.substring(sample.indexOf('{') + 1), true))
                .findFirst()
                .map(labels -> labels.isEmpty() ? "-" : labels)
                .orElse("no sample");
    }

    private String metricOf(String sample) {
        String name = sample.substring(0, sample.indexOf('{'));
        String base = name.replaceFirst("_(bucket|count|sum)$", "");
        return typeByName.containsKey(name) ? name : base;
    }

    private static String labels(String text, boolean namesOnly) {
        TreeSet<String> labels = new TreeSet<>();
        Matcher label = LABEL.matcher(text);
        while (label.find()) {
            if (!label.group(1).equals("le")) {
                labels.add(namesOnly ? label.group(1) : label.group());
            }
        }
        return String.join(",", labels);
    }
}
