package dev.tiercel.server.trial;

import dev.tiercel.runtime.JsonBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the answers that tests get in several tiers (CFG-23). */
public final class TierComparison {
    /** Headers that differ between any two answers. */
    private static final Set<String> OWN_HEADERS = Set.of("date", "x-request-id", "server-timing");

    private TierComparison() {}

    /**
     * The tests of one tier.
     *
     * @param name of the tier, for people
     */
    public record TierRuns(String name, List<TestRun> runs) {
        public TierRuns {
            runs = List.copyOf(runs);
        }
    }

    /**
     * Returns the results of all tiers, each named with its tier; an answer that differs from that
     * of the first tier fails the test.
     *
     * @param tiers the same tests in the same order for each tier
     */
    public static List<TestResult> of(List<TierRuns> tiers) {
        List<TestResult> results = new ArrayList<>();
        List<TestRun> first = tiers.getFirst().runs();
        for (TierRuns tier : tiers) {
            for (int i = 0; i < tier.runs().size(); i++) {
                TestRun run = tier.runs().get(i);
                List<TestResult.Failure> failures = new ArrayList<>(run.result().failures());
                failures.addAll(differences(first.get(i).answer(), run.answer()));
                results.add(
                        new TestResult(
                                run.result().document(),
                                run.result().name() + " (" + tier.name() + ")",
                                run.result().durationMillis(),
                                run.result().status(),
                                failures));
            }
        }
        return results;
    }

    private static List<TestResult.Failure> differences(
            Optional<LocalClient.Answer> first, Optional<LocalClient.Answer> other) {
        if (first.isEmpty() || other.isEmpty()) {
            return List.of();
        }
        List<TestResult.Failure> found = new ArrayList<>();
        compare("/status", first.get().status(), other.get().status(), found);
        Set<String> names = new TreeSet<>(first.get().headers().keySet());
        names.addAll(other.get().headers().keySet());
        names.removeAll(OWN_HEADERS);
        for (String name : names) {
            compare(
                    "/headers/" + name,
                    first.get().headers().get(name),
                    other.get().headers().get(name),
                    found);
        }
        compare("/body", body(first.get()), body(other.get()), found);
        return found;
    }

    /** Returns the body without the id of its request, which problem documents name. */
    private static String body(LocalClient.Answer answer) {
        String id = answer.headers().getOrDefault("x-request-id", "");
        return id.isEmpty() ? answer.body() : answer.body().replace(id, "<request id>");
    }

    private static void compare(
            String path,
            @Nullable Object first,
            @Nullable Object other,
            List<TestResult.Failure> found) {
        if (first == null ? other != null : !first.equals(other)) {
            found.add(new TestResult.Failure(path, json(first), json(other)));
        }
    }

    private static String json(@Nullable Object value) {
        JsonBuffer buffer = new JsonBuffer();
        buffer.value(value instanceof Integer number ? number.longValue() : value);
        return buffer.text();
    }
}
