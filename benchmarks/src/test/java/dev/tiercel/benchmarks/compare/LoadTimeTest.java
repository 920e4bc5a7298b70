package dev.tiercel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoadTimeTest {
    private static final List<Contender> ALL = Contenders.all(Path.of("compare"));

    @Test
    void warmUpsAndRoundsOfEachServerAreCounted() {
        assertThat(of("--workloads static --rounds 5 --seconds 2 --rate 2000"))
                .as("6 servers that compile, 2 warm-ups of 4 s, 10 loads of 2 s; 3 with 1 warm-up")
                .isEqualTo(Duration.ofSeconds(6 * 28 + 3 * 24));
    }

    @Test
    void withoutARateThereIsOneLoadInARound() {
        assertThat(of("--workloads static --rounds 3 --seconds 4 --rate 0"))
                .isEqualTo(Duration.ofSeconds(9 * 20));
    }

    @Test
    void onlyServersWithConnectorsAreCountedForThem() {
        assertThat(of("--workloads redis --rounds 5 --seconds 2"))
                .isEqualTo(Duration.ofSeconds(2 * 28));
    }

    @Test
    void probesAreLoadedAloneAndBesideTheDisturbance() {
        assertThat(of("--workloads swaps --rounds 3 --seconds 1"))
                .isEqualTo(Duration.ofSeconds(2 * 5 + 3 * 4));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "120, 120 s", "121, 2 min", "150, 3 min", "2600, 43 min"})
    void theTextIsInMinutesUnlessThereAreFew(long seconds, String text) {
        assertThat(LoadTime.text(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    private static Duration of(String words) {
        CompareArguments.Choices choices =
                new CompareArguments.Choices(List.of(), WorkloadChoice.names(), Path.of("results"));
        CompareArguments arguments = CompareArguments.parse(List.of(words.split(" ")), choices);
        return new LoadTime(arguments)
                .of(
                        WorkloadChoice.of(arguments.workloads()),
                        ALL,
                        WorkloadChoice.probes(arguments.workloads()));
    }
}
