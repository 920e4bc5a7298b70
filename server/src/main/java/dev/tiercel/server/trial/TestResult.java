package dev.tiercel.server.trial;

import dev.tiercel.server.text.JsonText;
import java.util.List;

/**
 * What came of a test in a document (ADM-20).
 *
 * @param document name of the route
 * @param status of the answer, 0 if there was none
 * @param failures empty if the test passed
 */
public record TestResult(
        String document, String name, long durationMillis, int status, List<Failure> failures) {
    public TestResult {
        failures = List.copyOf(failures);
    }

    /**
     * Something that was not as expected.
     *
     * @param path of the part of the answer, such as {@code /body/total}
     * @param expected as JSON text
     * @param actual as JSON text
     */
    public record Failure(String path, String expected, String actual) {}

    public boolean isPassed() {
        return failures.isEmpty();
    }

    /** Returns the array of some results. */
    public static String json(List<TestResult> results) {
        return JsonText.array(list -> results.forEach(result -> list.elementObject(result::write)));
    }

    private void write(JsonText json) {
        json.field("document", document)
                .field("name", name)
                .field("passed", isPassed())
                .field("duration_ms", durationMillis)
                .field("status", status)
                .array(
                        "failures",
                        list ->
                                failures.forEach(f ->
                                        list.elementObject(o ->
                                                o.field("path", f.path())
                                                        .rawField("expected", f.expected())
                                                        .rawField("actual", f.actual()))));
    }
}
