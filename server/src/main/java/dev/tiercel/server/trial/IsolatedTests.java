package dev.tiercel.server.trial;

import dev.tiercel.server.route.ReleaseChange;
import dev.tiercel.server.route.ReleasePlan;
import java.util.List;

/** Runs the tests of documents before they are registered (ADM-20, ADM-22). Thread-safe. */
@FunctionalInterface
public interface IsolatedTests {
    /**
     * Runs the tests of the routes that a change puts, among the documents that it leaves, in an
     * environment of their own (CFG-22).
     *
     * @param plan what the change would do; not rejected
     */
    List<TestResult> run(ReleaseChange change, ReleasePlan plan);
}
