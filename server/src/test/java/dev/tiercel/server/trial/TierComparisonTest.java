package dev.tiercel.server.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.trial.TierComparison.TierRuns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Answers of two tiers to the same tests, equal and different. */
class TierComparisonTest {
    @Test
    @DisplayName("CFG-23: another status, header or body than in the first tier fails the test")
    void differences() {
        List<TestResult> results =
                TierComparison.of(
                        List.of(
                                runs("tier 0", 200, Map.of("x-a", "1", "x-b", "2"), "one"),
                                runs("tier 1", 201, Map.of("x-a", "1", "x-c", "3"), "two")));

        assertThat(results)
                .extracting(TestResult::name)
                .containsExactly("t (tier 0)", "t (tier 1)");
        assertThat(results.getFirst().isPassed()).isTrue();
        assertThat(results.getLast().failures())
                .containsExactly(
                        new TestResult.Failure("/status", "200", "201"),
                        new TestResult.Failure("/headers/x-b", "\"2\"", "null"),
                        new TestResult.Failure("/headers/x-c", "null", "\"3\""),
                        new TestResult.Failure("/body", "\"one\"", "\"two\""));
    }

    @Test
    @DisplayName("CFG-23: what differs between any two answers does not count")
    void ownHeaders() {
        List<TestResult> results =
                TierComparison.of(
                        List.of(
                                runs(
                                        "tier 0",
                                        400,
                                        Map.of("x-request-id", "aa", "date", "x"),
                                        "id aa"),
                                runs(
                                        "tier 1",
                                        400,
                                        Map.of("x-request-id", "bb", "date", "y"),
                                        "id bb")));

        assertThat(results).allMatch(TestResult::isPassed);
    }

    @Test
    @DisplayName("CFG-23: a test that fails by itself fails in its tier only")
    void ownFailures() {
        TestResult.Failure failure = new TestResult.Failure("/status", "1", "2");
        TestRun failed =
                new TestRun(new TestResult("d", "t", 0, 0, List.of(failure)), Optional.empty());

        List<TestResult> results =
                TierComparison.of(
                        List.of(
                                runs("tier 0", 200, Map.of(), ""),
                                new TierRuns("tier 1", List.of(failed))));

        assertThat(results.getFirst().isPassed()).isTrue();
        assertThat(results.getLast().failures()).containsExactly(failure);
    }

    private static TierRuns runs(
            String tier, int status, Map<String, String> headers, String body) {
        LocalClient.Answer answer = new LocalClient.Answer(status, headers, body);
        TestResult result = new TestResult("d", "t", 0, status, List.of());
        return new TierRuns(tier, List.of(new TestRun(result, Optional.of(answer))));
    }
}
