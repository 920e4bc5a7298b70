package dev.tiercel.benchmarks.compare;

import dev.tiercel.benchmarks.compare.Results.Point;
import java.util.List;
import java.util.Locale;

/** Durations by call number as SVG, both on a logarithmic scale. */
record CallChart(String title, List<Point> points) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int TOP = 48;
    private static final int BOTTOM = 320;
    private static final int RIGHT = 700;

    CallChart {
        points = List.copyOf(points);
    }

    /** Returns the text of the file. */
    String svg() {
        StringBuilder out = new StringBuilder();
        out.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="12">
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                <text x="12" y="24" font-size="15" font-weight="bold">%3$s (µs, median and bounds)</text>
                """
                        .formatted(WIDTH, HEIGHT, title));
        StringBuilder line = new StringBuilder();
        for (Point point : points) {
            double x = x(point.call());
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(point.micros().median())));
            out.append(
                    String.format(
                            Locale.ROOT,
                            """
                            <line x1="%1$.1f" y1="%2$.1f" x2="%1$.1f" y2="%3$.1f" stroke="#b8c4cc" stroke-width="3"/>
                            <text x="%1$.1f" y="%4$d" text-anchor="middle">%5$d</text>
                            <text x="%1$.1f" y="%6$.1f" text-anchor="middle">%7$s</text>
                            """,
                            x,
                            y(point.micros().min()),
                            y(point.micros().max()),
                            BOTTOM + 20,
                            point.call(),
                            y(point.micros().max()) - 6,
                            Report.number(point.micros().median())));
        }
        return out.append("<polyline fill=\"none\" stroke=\"#1f6f8b\" stroke-width=\"2\" points=\"")
                .append(line.toString().strip())
                .append("\"/>\n</svg>\n")
                .toString();
    }

    private double x(int call) {
        return LEFT
                + (RIGHT - LEFT) * share(call, points.getFirst().call(), points.getLast().call());
    }

    private double y(double micros) {
        double least = points.stream().mapToDouble(point -> point.micros().min()).min().orElse(1);
        double most = points.stream().mapToDouble(point -> point.micros().max()).max().orElse(1);
        return BOTTOM - (BOTTOM - TOP - 20) * share(micros, least, most);
    }

    private static double share(double value, double least, double most) {
        return most > least ? Math.log(value / least) / Math.log(most / least) : 0;
    }
}
