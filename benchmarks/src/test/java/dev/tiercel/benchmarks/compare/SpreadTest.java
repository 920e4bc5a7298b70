package dev.tiercel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void ofAnOddNumberOfRoundsTheMiddleOneIsTheMedian() {
        assertThat(Spread.of(9, 1, 4)).isEqualTo(new Spread(4, 1, 9));
    }

    @Test
    void ofAnEvenNumberOfRoundsTheMedianLiesBetweenTheMiddleTwo() {
        assertThat(Spread.of(8, 2, 1, 4)).isEqualTo(new Spread(3, 1, 8));
    }

    @Test
    void oneRoundIsItsOwnSpread() {
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void noRoundsHaveNone() {
        assertThatIllegalArgumentException().isThrownBy(Spread::of).withMessage("no rounds");
    }
}
