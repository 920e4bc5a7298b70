package dev.tiercel.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Quantiles of durations, whose error is at most a sixty-fourth. */
class LatencyHistogramTest {
    @Test
    void smallDurationsAreExact() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (int nanos = 1; nanos <= 50; nanos++) {
            histogram.add(nanos);
        }

        assertThat(histogram.quantileNanos(0.5)).isEqualTo(25);
        assertThat(histogram.quantileNanos(1)).isEqualTo(50);
        assertThat(histogram.maxNanos()).isEqualTo(50);
        assertThat(histogram.count()).isEqualTo(50);
    }

    @Test
    void largeDurationsAreNearlyExactAndNeverAboveTheMaximum() {
        LatencyHistogram histogram = new LatencyHistogram();
        LatencyHistogram other = new LatencyHistogram();
        for (long i = 1; i <= 1000; i++) {
            (i % 2 == 0 ? histogram : other).add(i * 1_000_003);
        }
        histogram.addAll(other);

        assertThat((double) histogram.quantileNanos(0.5)).isCloseTo(500e6, within(500e6 / 64));
        assertThat((double) histogram.quantileNanos(0.99)).isCloseTo(990e6, within(990e6 / 64));
        assertThat(histogram.quantileNanos(0.9999)).isEqualTo(1_000_003_000);
    }

    @Test
    void withoutDurationsAllIsZero() {
        LatencyHistogram histogram = new LatencyHistogram();

        assertThat(histogram.quantileNanos(0.5)).isZero();
        assertThat(histogram.maxNanos()).isZero();
    }
}
