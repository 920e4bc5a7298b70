package dev.tiercel.jit.tier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Mean and quantiles of sampled durations. */
final class CallTimesTest {
    @Test
    void withoutSamplesNothingIsKnown() {
        assertThat(new CallTimes().meanNanos()).isEmpty();
        assertThat(new CallTimes().quantileNanos(0.5)).isEmpty();
    }

    @Test
    void quantilesAreRoundedDownToTheirBucket() {
        CallTimes times = new CallTimes();
        for (int i = 1; i <= 100; i++) {
            times.record(i * 1_000L);
        }

        assertThat(times.meanNanos()).hasValue(50_500);
        assertThat(times.quantileNanos(0.5)).hasValue(49_152);
        assertThat(times.quantileNanos(0.99)).hasValue(98_304);
        assertThat(times.quantileNanos(0.01)).hasValue(960);
    }

    @Test
    void theLeastAndTheGreatestDurationHaveABucket() {
        CallTimes times = new CallTimes();
        times.record(-5);
        times.record(Long.MAX_VALUE);

        assertThat(times.quantileNanos(0.5)).hasValue(0);
        assertThat(times.quantileNanos(1)).hasValue(0x7800_0000_0000_0000L);
    }

    @Test
    void samplesOfTwoAreAdded() {
        CallTimes few = new CallTimes();
        few.record(8);
        CallTimes more = new CallTimes();
        more.record(12);
        more.record(13);

        assertThat(few.plus(more).meanNanos()).hasValue(11);
        assertThat(few.plus(more).quantileNanos(1)).hasValue(13);
    }
}
