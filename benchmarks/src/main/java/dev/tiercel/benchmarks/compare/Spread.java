package dev.tiercel.benchmarks.compare;

import java.util.Arrays;

/** The median of several rounds, with the least and the greatest of them. */
record Spread(double median, double min, double max) {
    /** Returns the spread of at least one value. */
    static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no rounds");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
