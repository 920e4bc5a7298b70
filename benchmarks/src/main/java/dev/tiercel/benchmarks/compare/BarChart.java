package dev.tiercel.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/**
 * A chart of horizontal bars as SVG, with the least and the greatest value as a line on each bar.
 */
record BarChart(String title, String unit, List<Bar> bars) {
    private static final int WIDTH = 720;
    private static final int LABEL_WIDTH = 240;
    private static final int VALUE_WIDTH = 80;
    private static final int TOP = 48;
    private static final int BAR_HEIGHT = 20;
    private static final int STEP = 30;

    /** A value with its name. */
    record Bar(String label, Spread value, boolean isOwn) {}

    BarChart {
        bars = List.copyOf(bars);
    }

    /** Returns the text of the file. */
    String svg() {
        int height = TOP + STEP * bars.size() + STEP / 2;
        StringBuilder out = new StringBuilder();
        out.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="13">
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                <text x="12" y="24" font-size="15" font-weight="bold">%3$s (%4$s)</text>
                """
                        .formatted(WIDTH, height, escaped(title), escaped(unit)));
        double greatest = bars.stream().mapToDouble(bar -> bar.value().max()).max().orElse(1);
        for (int i = 0; i < bars.size(); i++) {
            bar(out, bars.get(i), TOP + STEP * i, (WIDTH - LABEL_WIDTH - VALUE_WIDTH) / greatest);
        }
        return out.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder out, Bar bar, int y, double scale) {
        double end = LABEL_WIDTH + bar.value().median() * scale;
        double least = LABEL_WIDTH + bar.value().min() * scale;
        double greatest = LABEL_WIDTH + bar.value().max() * scale;
        int middle = y + BAR_HEIGHT / 2;
        out.append(
                String.format(
                        Locale.ROOT,
                        """
                        <text x="%1$d" y="%2$d" text-anchor="end">%3$s</text>
                        <rect x="%4$d" y="%5$d" width="%6$.1f" height="%7$d" fill="%8$s"/>
                        <line x1="%9$.1f" y1="%10$d" x2="%11$.1f" y2="%10$d" stroke="#222222" stroke-width="2"/>
                        <text x="%12$.1f" y="%2$d">%13$s</text>
                        """,
                        LABEL_WIDTH - 8,
                        middle + 5,
                        escaped(bar.label()),
                        LABEL_WIDTH,
                        y,
                        end - LABEL_WIDTH,
                        BAR_HEIGHT,
                        bar.isOwn() ? "#1f6f8b" : "#b8c4cc",
                        least,
                        middle,
                        greatest,
                        greatest + 8,
                        Report.number(bar.value().median())));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
