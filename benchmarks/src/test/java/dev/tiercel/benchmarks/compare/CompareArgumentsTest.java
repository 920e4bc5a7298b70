package dev.tiercel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompareArgumentsTest {
    private static final CompareArguments.Choices CHOICES =
            new CompareArguments.Choices(
                    List.of("tiercel", "gin", "fastify"),
                    List.of("static", "order10", "connectors"),
                    Path.of("results"));

    @Test
    void withoutWordsEverythingIsComparedWithTheDefaults() {
        assertThat(parse())
                .isEqualTo(
                        new CompareArguments(
                                List.of(),
                                List.of(),
                                5,
                                Duration.ofSeconds(2),
                                64,
                                2000,
                                Path.of("results"),
                                false));
    }

    @Test
    void eachOptionIsTaken() {
        assertThat(
                        parse(
                                "--servers",
                                "tiercel,gin",
                                "--workloads",
                                "static,order10",
                                "--rounds",
                                "3",
                                "--seconds",
                                "0.5",
                                "--connections",
                                "8",
                                "--rate",
                                "0",
                                "--out",
                                "here",
                                "--help"))
                .isEqualTo(
                        new CompareArguments(
                                List.of("tiercel", "gin"),
                                List.of("static", "order10"),
                                3,
                                Duration.ofMillis(500),
                                8,
                                0,
                                Path.of("here"),
                                true));
    }

    @Test
    void wordsWithoutOptionAreWorkloads() {
        assertThat(parse("connectors", "static").workloads())
                .containsExactly("connectors", "static");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--servers gni     | unknown server `gni`; did you mean `gin`?",
                "--servers rocket  | unknown server `rocket`; there are tiercel, gin, fastify",
                "--workloads order | unknown workload `order`; did you mean `order10`?",
                "conectors         | unknown workload `conectors`; did you mean `connectors`?",
                "--round 3         | unknown option `--round`; did you mean `--rounds`?",
                "--rounds          | --rounds needs a value",
                "--rounds many     | --rounds needs a number, not `many`",
                "--rounds 0        | --rounds cannot be 0",
                "--rate -1         | --rate cannot be -1",
                "--seconds 0       | --seconds cannot be 0"
            })
    void wrongWordsAreRefusedWithTheNearestName(String words, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(words.split(" ")))
                .withMessage(message);
    }

    private static CompareArguments parse(String... words) {
        return CompareArguments.parse(List.of(words), CHOICES);
    }
}
