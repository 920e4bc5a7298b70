package dev.tiercel.server.cli;

import dev.tiercel.server.trial.TestResult;
import java.io.PrintWriter;
import java.util.List;

/** Results of tests as lines for people. */
final class TestText {
    private TestText() {}

    static void print(List<TestResult> results, PrintWriter out) {
        Terminal terminal = Terminal.current();
        for (TestResult result : results) {
            String mark = result.isPassed() ? terminal.green("ok  ") : terminal.red("FAIL");
            out.println(mark + "  " + result.document() + ": " + result.name());
            for (TestResult.Failure failure : result.failures()) {
                out.println(
                        "      "
                                + failure.path()
                                + ": expected "
                                + failure.expected()
                                + ", got "
                                + failure.actual());
            }
        }
        long failed = results.stream().filter(r -> !r.isPassed()).count();
        out.println(results.size() + " tests, " + failed + " failed");
    }
}
